import { Controller, Get, Headers, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { type Campaign, isOpen, type Language, LANGUAGES } from '#campaigns';
import { citizenContext, Clock, Problem, requestIdOf, unprocessable } from '#kernel';
import { Intake, type Receipt, type Suspicion } from '#tips';
import { FormTokens } from '../form/form-token.js';
import { readMultipart, type UploadedFile, type UploadedForm } from '../form/multipart.js';
import { isIdempotencyKey, submissionName } from '../form/submission-name.js';
import { answersFrom, type Refusal, refusalsOf, type TipAnswers } from '../form/tip-answers.js';
import { ReceiptPage } from '../pages/receipt-page.js';
import { pageContext, renderPage } from '../pages/sheet.js';
import { CampaignPages } from './campaign-pages.js';
import { ifWeFail, sendPage, wantsPage } from './page-answer.js';
import { PageLanguage } from './page-language.js';

/** A campaign's page and its form, at one address. Programs that ask for JSON get the receipt or a problem document. */
@ApiExcludeController()
@Controller([...LANGUAGES])
export class TipFormController {
  constructor(
    private readonly pages: CampaignPages,
    private readonly tokens: FormTokens,
    private readonly intake: Intake,
    private readonly clock: Clock,
  ) {}

  @Get('c/:slug')
  async show(
    @Param('slug') slug: string,
    @PageLanguage() language: Language,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    sendPage(request, response, this.pages.show(await this.pages.find(slug), language));
  }

  /** 201 with the receipt, 200 for the same delivery again, 422 or 413 with the form as it was typed. */
  @Post('c/:slug')
  async receive(
    @Param('slug') slug: string,
    @PageLanguage() language: Language,
    @Headers('idempotency-key') key: string | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const campaign = await this.pages.find(slug);
    const form = await formOf(request, response);
    const answers = answersFrom(form.fields);
    const delivery: Delivery = { campaign, language, answers, files: form.files, key, request, response };
    if (!isOpen(campaign, this.clock.now())) return this.refuseClosed(delivery);

    const refusals =
      form.stopped === undefined ? refusalsOf(answers, form.files) : [stopRefusal(form.stopped)];
    if (key !== undefined && !isIdempotencyKey(key)) refusals.push(KEY_MALFORMED);
    if (refusals.length > 0) return this.sendAgain(delivery, refusals);
    ifWeFail(response, () => this.pages.again(campaign, language, answers, [FAILED_HERE], 500));
    try {
      this.sendReceipt(delivery, await this.takeIn(delivery));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'campaign-not-open') return this.refuseClosed(delivery);
      if (error.code === 'idempotency-key-reused' && wantsPage(request))
        return this.sendAgain(delivery, [KEY_REUSED]);
      throw error;
    }
  }

  private takeIn({ campaign, language, answers, files, key, request }: Delivery): Promise<Receipt> {
    const { text, place, contact } = answers;
    const suspicion = this.suspicionOf(answers);
    return this.intake.receive(
      {
        channel: 'web',
        channelAccount: 'form',
        remoteId: submissionName(campaign.id, answers, files, key),
        campaignId: campaign.id,
        language,
        text,
        ...(place === '' ? {} : { place }),
        ...(contact === '' ? {} : { contact }),
        files: files.map(({ name, declaredType, bytes }) => ({ name, declaredType, bytes })),
        ...(suspicion === undefined ? {} : { suspicion }),
      },
      citizenContext('citizen-tip', requestIdOf(request)),
    );
  }

  /** Signs of a program. They never refuse: a person who tripped over one must not be lost. */
  private suspicionOf({ submission, trap }: TipAnswers): Suspicion | undefined {
    const sign = trap === '' ? this.tokens.doubt(submission) : 'hidden-field';
    return sign === undefined ? undefined : { kind: 'automatic', sign };
  }

  private sendReceipt({ campaign, language, request, response }: Delivery, receipt: Receipt): void {
    const status = receipt.repeated ? 200 : 201;
    response.setHeader('Cache-Control', 'no-store');
    if (!wantsPage(request)) {
      const { code, entryId, leafHash, receivedAt, repeated } = receipt;
      response.status(status).json({ code, entryId, leafHash, receivedAt, repeated });
      return;
    }
    const page = <ReceiptPage {...pageContext(language)} campaign={campaign} receipt={receipt} />;
    sendPage(request, response, { status, isPrivate: true, html: renderPage(page) });
  }

  private sendAgain({ campaign, language, answers, request, response }: Delivery, refusals: Refusal[]): void {
    const isTooLarge = refusals.some(
      ({ rule, name, field }) => field === 'files' && rule === 'too-large' && !name,
    );
    const status = isTooLarge ? 413 : 422;
    if (!wantsPage(request)) {
      const errors = refusals.map(({ pointer, rule, limits }) => ({
        pointer,
        rule,
        ...(limits && { limits }),
      }));
      throw isTooLarge ? new Problem('too-large', 413, 'The request is too large.') : unprocessable(errors);
    }
    sendPage(request, response, this.pages.again(campaign, language, answers, refusals, status));
  }

  private refuseClosed({ campaign, language, answers, request, response }: Delivery): void {
    if (!wantsPage(request)) throw new Problem('campaign-not-open', 409, 'This campaign takes no tips now.');
    const { html, status = 200 } = this.pages.notice(campaign, language, answers);
    sendPage(request, response, { html, status: status === 200 ? 409 : status, isPrivate: true });
  }
}

/** One POST, with all that its answers need. */
interface Delivery {
  campaign: Campaign;
  language: Language;
  answers: TipAnswers;
  files: UploadedFile[];
  key: string | undefined;
  request: Request;
  response: Response;
}

const FAILED_HERE: Refusal = { field: 'text', pointer: '', rule: 'failed-here' };
const KEY_REUSED: Refusal = { field: 'text', pointer: '', rule: 'key-reused' };
const KEY_MALFORMED: Refusal = { field: 'text', pointer: '', rule: 'malformed-idempotency-key' };

const stopRefusal = (stopped: NonNullable<UploadedForm['stopped']>): Refusal =>
  stopped === 'too-large'
    ? { field: 'files', pointer: '/files', rule: 'too-large' }
    : { field: 'text', pointer: '', rule: 'malformed' };

/** Browsers send multipart; programs may send the simple form or JSON, which the server has parsed already. */
async function formOf(request: Request, response: Response): Promise<UploadedForm> {
  if (request.is('multipart/form-data')) return readMultipart(request, response);
  const isParsed = request.is(['application/x-www-form-urlencoded', 'application/json']);
  const fields = (request.body ?? {}) as Record<string, unknown>;
  if (isParsed && typeof fields === 'object' && !Array.isArray(fields)) return { fields, files: [] };
  return { fields: {}, files: [], stopped: 'malformed' };
}
