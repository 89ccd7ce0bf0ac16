import type { ArgumentsHost, INestApplicationContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Language } from '#campaigns';
import { type Kernel, type Problem, ProblemFilter, requestIdOf, toProblem } from '#kernel';
import { NoticePage } from '../pages/notice-page.js';
import { pageContext, renderPage } from '../pages/sheet.js';
import { languageOfPath, preferredLanguage } from '../texts/index.js';
import { CampaignPages } from './campaign-pages.js';
import { preparedForFailure, sendPage, wantsPage } from './page-answer.js';

/** Addresses of programs and of staff, who have pages of their own. */
const NOT_FOR_CITIZENS = /^\/(api|staff|assets|livez|readyz|\.well-known)(\/|$)/;
/** A body that couldn't be read: what a person gets then is the form. */
const UNREADABLE = [400, 413, 415];

/**
 * The web edge for people: what `ProblemFilter` says to programs, this says to citizens as a page in their language
 * with a way on. Programs still get the problem document.
 */
export class PagesForPeople extends ProblemFilter {
  constructor(
    private readonly app: INestApplicationContext,
    private readonly kernel: Pick<Kernel, 'logger'>,
  ) {
    super(kernel.logger);
  }

  override catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent || NOT_FOR_CITIZENS.test(request.path) || !wantsPage(request)) {
      return super.catch(error, host);
    }
    const problem = toProblem(error);
    const requestId = requestIdOf(request);
    if (problem.status >= 500) this.kernel.logger.error({ err: error, requestId }, 'a request failed');
    void this.answer(problem, request, response).catch(() => super.catch(error, host));
  }

  private async answer(problem: Problem, request: Request, response: Response): Promise<void> {
    const language = languageOfPath(request.path) ?? preferredLanguage(request.headers['accept-language']);
    const slug = /^\/[a-z]{2}\/c\/([^/]+)\/?$/.exec(request.path)?.[1];
    const isPrivate = request.method !== 'GET';
    if (isPrivate && slug !== undefined && UNREADABLE.includes(problem.status)) {
      const page = await this.formAgain(slug, language, problem);
      return sendPage(request, response, page);
    }
    const prepared = problem.status >= 500 ? preparedForFailure(response) : undefined;
    if (prepared !== undefined) return sendPage(request, response, prepared);
    sendPage(request, response, { status: problem.status, isPrivate, html: noticeOf(problem, language) });
  }

  private async formAgain(slug: string, language: Language, { status }: Problem) {
    const pages = this.app.get(CampaignPages);
    const campaign = await pages.find(slug);
    const nothing = { text: '', place: '', contact: '', submission: '' };
    return status === 413
      ? pages.again(campaign, language, nothing, [{ field: 'files', pointer: '', rule: 'too-large' }], 413)
      : pages.again(campaign, language, nothing, [{ field: 'text', pointer: '', rule: 'malformed' }]);
  }
}

function noticeOf({ status }: Problem, language: Language): string {
  const context = pageContext(language);
  const words = context.texts.problems;
  const [title, line] =
    status >= 500
      ? [words.failure, words.failureText]
      : status === 404 || status === 405
        ? [words.notFound, words.notFoundText]
        : status === 429
          ? [words.tooMany, words.tooManyText(1)]
          : [words.refused, words.refusedText];
  return renderPage(<NoticePage {...context} title={title} lines={[line]} />);
}
