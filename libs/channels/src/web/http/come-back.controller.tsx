import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { type Language, LANGUAGES } from '#campaigns';
import { citizenContext, requestIdOf } from '#kernel';
import { type Conversation, Dialogue, readReceiptCode } from '#tips';
import { corrections } from '../form/corrections.js';
import { FormTokens } from '../form/form-token.js';
import { answersFrom, type Refusal, textRefusals } from '../form/tip-answers.js';
import { ComeBackPage } from '../pages/come-back-page.js';
import { ConversationPage } from '../pages/conversation-page.js';
import { NoticePage } from '../pages/notice-page.js';
import { pageContext, renderPage } from '../pages/sheet.js';
import { CodeLimits } from './code-limits.js';
import { type PageAnswer, sendPage } from './page-answer.js';
import { PageLanguage } from './page-language.js';

type Fields = Record<string, unknown> | undefined;

/** The way back with the receipt's code, which travels in bodies only: addresses stay in histories and logs. */
@ApiExcludeController()
@Controller([...LANGUAGES].map((language) => `${language}/receipt`))
export class ComeBackController {
  constructor(
    private readonly dialogue: Dialogue,
    private readonly tokens: FormTokens,
    private readonly limits: CodeLimits,
  ) {}

  @Get()
  ask(@PageLanguage() language: Language, @Req() request: Request, @Res() response: Response): void {
    sendPage(request, response, askPage(language));
  }

  @Post()
  async open(
    @Body() fields: Fields,
    @PageLanguage() language: Language,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const typed = typedCode(fields);
    const opened = await this.openByCode(typed, language, request);
    const answer =
      'html' in opened ? opened : this.talkPage(language, opened, { code: readReceiptCode(typed)! });
    sendPage(request, response, { ...answer, isPrivate: true });
  }

  /** Adds what the informant says later. 422 with everything typed where it is refused. */
  @Post('reply')
  async reply(
    @Body() fields: Fields,
    @PageLanguage() language: Language,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { text, submission } = answersFrom(fields ?? {});
    const code = readReceiptCode(typedCode(fields)) ?? '';
    const refusals = textRefusals(text).filter(({ rule }) => rule !== 'too-short'); // "sí" answers a question
    const opened = await this.openByCode(typedCode(fields), language, request);
    if ('html' in opened) return sendPage(request, response, { ...opened, isPrivate: true });
    if (refusals.length > 0) {
      const page = this.talkPage(language, opened, { code, submission, typedText: text, refusals });
      return sendPage(request, response, { ...page, status: 422, isPrivate: true });
    }
    const context = citizenContext('informant-reply', requestIdOf(request));
    await this.dialogue.reply(code, { text, language, submission }, context);
    const after = (await this.dialogue.openByCode(code, context)) ?? opened;
    const page = this.talkPage(language, after, { code, isReplyKept: true });
    sendPage(request, response, { ...page, isPrivate: true });
  }

  /** The conversation, or the page that says why not. A code that leads nowhere counts against its connection. */
  private async openByCode(
    typed: string,
    language: Language,
    request: Request,
  ): Promise<Conversation | PageAnswer> {
    const code = readReceiptCode(typed);
    if (code === undefined) return askPage(language, typed, typed.trim() === '' ? 'required' : 'malformed');
    const waitSeconds = await this.limits.count(request.ip ?? '');
    if (waitSeconds > 0) return waitPage(language, waitSeconds);
    const conversation = await this.dialogue.openByCode(
      code,
      citizenContext('informant-return', requestIdOf(request)),
    );
    if (conversation === undefined) return askPage(language, typed, 'unknown');
    await this.limits.forgive(request.ip ?? '');
    return conversation;
  }

  private talkPage(language: Language, conversation: Conversation, about: TalkDetails): PageAnswer {
    const { code, submission = '', isReplyKept = false, typedText = '', refusals = [] } = about;
    const html = renderPage(
      <ConversationPage
        {...pageContext(language)}
        conversation={conversation}
        code={code}
        submission={submission === '' ? this.tokens.issue() : submission}
        isReplyKept={isReplyKept}
        typedText={typedText}
        corrections={corrections(refusals, language)}
      />,
    );
    return { html };
  }
}

interface TalkDetails {
  code: string;
  submission?: string;
  isReplyKept?: boolean;
  typedText?: string;
  refusals?: Refusal[];
}

export function typedCode(fields: Fields): string {
  const code = fields?.['code'];
  return typeof code === 'string' ? code.slice(0, 100) : '';
}

export function askPage(language: Language, typedCode = '', rule?: string): PageAnswer {
  const refusals: Refusal[] = rule === undefined ? [] : [{ field: 'code', pointer: '/code', rule }];
  const html = renderPage(
    <ComeBackPage
      {...pageContext(language)}
      typedCode={typedCode}
      corrections={corrections(refusals, language)}
    />,
  );
  return { html, status: rule === undefined ? 200 : 422 };
}

export function waitPage(language: Language, seconds: number): PageAnswer {
  const context = pageContext(language);
  const { tooMany, tooManyText } = context.texts.problems;
  const lines = [tooManyText(Math.ceil(seconds / 60))];
  return {
    status: 429,
    html: renderPage(<NoticePage {...context} title={tooMany} lines={lines} path="receipt" />),
  };
}
