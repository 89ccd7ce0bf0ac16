import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { Problem } from '../problem.js';
import { PROBLEM_MEDIA_TYPE, problemDocument } from './problem-document.js';
import { requestIdOf } from './request-id.js';

/**
 * The web edge of the one family of errors: every failure leaves as an RFC 9457 document. Whatever wasn't thrown
 * on purpose says nothing about itself to the outside and goes, reduced, to the log.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const requestId = requestIdOf(request);
    const problem = toProblem(error);
    if (problem.status >= 500) this.logger.error({ err: error, requestId }, 'a request failed');
    if (response.headersSent) {
      response.destroy(); // half an answer must not look like a whole one
      return;
    }
    response
      .status(problem.status)
      .type(PROBLEM_MEDIA_TYPE)
      .send(JSON.stringify(problemDocument(problem, requestId)));
  }
}

/** Any thrown thing as a `Problem`. Messages of Nest, Express and the body parsers are dropped: they may quote input. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = error instanceof HttpException ? error.getStatus() : statusOfMiddlewareError(error);
  const [code, detail] = MEANING[status] ?? (status < 500 ? BAD_REQUEST : INTERNAL);
  return new Problem(code, code === 'internal' ? 500 : status, detail);
}

/** Body parsers and other Express middleware throw `http-errors`: plain errors with a status. */
function statusOfMiddlewareError(error: unknown): number {
  const { status } = (error ?? {}) as { status?: unknown };
  return error instanceof Error && typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

const BAD_REQUEST = ['bad-request', "The request can't be understood."] as const;
const INTERNAL = ['internal', 'Something failed on our side.'] as const;

const MEANING: Record<number, readonly [code: string, detail: string]> = {
  400: BAD_REQUEST,
  401: ['unauthenticated', 'Sign in first.'],
  403: ['forbidden', 'Not allowed.'],
  404: ['not-found', 'No such address.'],
  405: ['method-not-allowed', 'This address has no such method.'],
  408: ['too-slow', 'The request took too long to arrive.'],
  409: ['conflict', 'Something else changed it meanwhile.'],
  413: ['too-large', 'The request is too large.'],
  415: ['unsupported-media-type', 'This kind of content is not taken here.'],
  422: ['invalid', 'Some answers need attention.'],
  429: ['too-many-requests', 'Too many requests; try again later.'],
  503: ['unavailable', 'Not ready; try again in a moment.'],
};
