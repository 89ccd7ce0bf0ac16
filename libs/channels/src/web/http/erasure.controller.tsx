import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { type Language, LANGUAGES } from '#campaigns';
import { citizenContext, requestIdOf } from '#kernel';
import { ErasureRequests, type ErasureStanding, readReceiptCode } from '#tips';
import { ErasurePage } from '../pages/erasure-page.js';
import { pageContext, renderPage } from '../pages/sheet.js';
import { CodeLimits } from './code-limits.js';
import { askPage, typedCode, waitPage } from './come-back.controller.js';
import { type PageAnswer, sendPage } from './page-answer.js';
import { PageLanguage } from './page-language.js';

type Fields = Record<string, unknown> | undefined;

/** Asking for erasure with the receipt's code (LO 7/2021 art. 23). First it is explained, then asked; no script. */
@ApiExcludeController()
@Controller([...LANGUAGES].map((language) => `${language}/receipt/erasure`))
export class ErasureController {
  constructor(
    private readonly requests: ErasureRequests,
    private readonly limits: CodeLimits,
  ) {}

  @Post()
  @HttpCode(200)
  explain(
    @Body() fields: Fields,
    @PageLanguage() language: Language,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.answer({ fields, language, request, response }, (code) => this.requests.standing(code));
  }

  @Post('confirmed')
  @HttpCode(200)
  ask(
    @Body() fields: Fields,
    @PageLanguage() language: Language,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const context = citizenContext('erasure', requestIdOf(request));
    return this.answer({ fields, language, request, response }, (code) => this.requests.ask(code, context));
  }

  private async answer(
    { fields, language, request, response }: Asking,
    find: (code: string) => Promise<ErasureStanding | undefined>,
  ): Promise<void> {
    const page = await this.page(typedCode(fields), language, request, find);
    sendPage(request, response, { ...page, isPrivate: true });
  }

  /** A code that leads nowhere counts against its connection, as on the way back. */
  private async page(
    typed: string,
    language: Language,
    request: Request,
    find: (code: string) => Promise<ErasureStanding | undefined>,
  ): Promise<PageAnswer> {
    const code = readReceiptCode(typed);
    if (code === undefined) return askPage(language, typed, typed.trim() === '' ? 'required' : 'malformed');
    const waitSeconds = await this.limits.count(request.ip ?? '');
    if (waitSeconds > 0) return waitPage(language, waitSeconds);
    const standing = await find(code);
    if (standing === undefined) return askPage(language, typed, 'unknown');
    await this.limits.forgive(request.ip ?? '');
    return { html: renderPage(<ErasurePage {...pageContext(language)} standing={standing} code={code} />) };
  }
}

interface Asking {
  fields: Fields;
  language: Language;
  request: Request;
  response: Response;
}
