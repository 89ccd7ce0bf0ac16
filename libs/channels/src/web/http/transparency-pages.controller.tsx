import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { setTimeout as pause } from 'node:timers/promises';
import { type InclusionProof, LogKeys, PublishedLog, verifierKeyOf, writeTlogProof } from '#audit';
import { type Language, LANGUAGES } from '#campaigns';
import { isUuid, notFound, Problem } from '#kernel';
import type { Correction } from '../pages/form-parts.js';
import { ProofPage } from '../pages/proof-page.js';
import { pageContext, renderPage } from '../pages/sheet.js';
import { TransparencyPage } from '../pages/transparency-page.js';
import { TRANSPARENCY } from '../texts/transparency.js';
import { sendPage } from './page-answer.js';
import { PageLanguage } from './page-language.js';

type Fields = Record<string, unknown> | undefined;

/** How long an answer waits for an entry that has no place yet: the sequencer needs less than a second, on a busy day more. */
const WAIT_MS = 5000;
const LOOK_EVERY_MS = 100;

/**
 * The log for people: what it is, and whether a receipt is in it. Entry and fingerprint are no secret, but they say
 * when somebody sent a tip: they travel in bodies only, so that no history and no proxy's log keeps them.
 */
@ApiExcludeController()
@Controller([...LANGUAGES].map((language) => `${language}/transparency`))
export class TransparencyPagesController {
  constructor(
    private readonly log: PublishedLog,
    private readonly keys: LogKeys,
  ) {}

  @Get()
  async explain(
    @PageLanguage() language: Language,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const outside = await this.log.vouchedAt();
    const page = <TransparencyPage {...pageContext(language)} outside={outside} />;
    sendPage(request, response, { html: renderPage(page) });
  }

  /** 422 with what was typed where it can't be a receipt's, 404 where the log has no such entry. */
  @Post()
  async check(
    @Body() fields: Fields,
    @PageLanguage() language: Language,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const typed = { entry: typedIn(fields, 'entry'), hash: typedIn(fields, 'hash') };
    const refusals = refusalsOf(typed, language);
    if (refusals.length > 0) return this.again(request, response, { language, typed, refusals, status: 422 });
    const found = await this.find(typed.entry);
    if (found === 'unknown') {
      const unknown = { field: 'entry', message: TRANSPARENCY[language].errors.unknown };
      return this.again(request, response, { language, typed, refusals: [unknown], status: 404 });
    }
    const keys = (await this.keys.published()).map(verifierKeyOf);
    const checked = {
      entryId: typed.entry,
      hash: typed.hash,
      proof: found,
      keys,
      witnesses: found?.checkpoint.witnesses.length ?? 0,
    };
    const page = <ProofPage {...pageContext(language)} checked={checked} />;
    sendPage(request, response, { isPrivate: true, html: renderPage(page) });
  }

  /** The proof as a file to keep (C2SP tlog-proof). */
  @Post('proof')
  @HttpCode(200)
  async download(@Body() fields: Fields, @Res() response: Response): Promise<void> {
    const entry = typedIn(fields, 'entry');
    const proof = isUuid(entry) ? await this.find(entry) : 'unknown';
    if (proof === 'unknown') throw notFound('entry');
    if (proof === undefined) throw new Problem('not-yet-sequenced', 409, 'The entry has no place yet.');
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.setHeader('Content-Disposition', 'attachment; filename="colabora.tlog-proof"');
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.end(writeTlogProof(proof));
  }

  private async again(
    request: Request,
    response: Response,
    { language, typed, refusals, status }: Again,
  ): Promise<void> {
    const form = { typed, corrections: refusals, outside: await this.log.vouchedAt() };
    const page = <TransparencyPage {...pageContext(language)} {...form} />;
    sendPage(request, response, { status, isPrivate: true, html: renderPage(page) });
  }

  /** Undefined where it still has no place after waiting. */
  private async find(entryId: string): Promise<InclusionProof | undefined | 'unknown'> {
    try {
      for (let waited = 0; ; waited += LOOK_EVERY_MS) {
        const proof = await this.log.prove(entryId);
        if (proof !== undefined || waited >= WAIT_MS) return proof;
        await pause(LOOK_EVERY_MS);
      }
    } catch (error) {
      if (error instanceof Problem && error.code === 'not-found') return 'unknown';
      throw error;
    }
  }
}

interface Typed {
  entry: string;
  hash: string;
}

/** As people copy it: with spaces, in capitals. */
function typedIn(fields: Fields, name: keyof Typed): string {
  const value = fields?.[name];
  return typeof value === 'string' ? value.slice(0, 200).replaceAll(/\s/g, '').toLowerCase() : '';
}

function refusalsOf({ entry, hash }: Typed, language: Language): Correction[] {
  const { malformed, hashMalformed } = TRANSPARENCY[language].errors;
  return [
    ...(isUuid(entry) ? [] : [{ field: 'entry', message: malformed }]),
    ...(hash === '' || /^[0-9a-f]{64}$/.test(hash) ? [] : [{ field: 'hash', message: hashMalformed }]),
  ];
}

interface Again {
  language: Language;
  typed: Typed;
  refusals: Correction[];
  status: number;
}
