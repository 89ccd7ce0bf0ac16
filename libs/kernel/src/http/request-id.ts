import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { uuidv7 } from '../ids.js';

interface Identified {
  id?: unknown;
}

/** The id that ties a request's log lines, problem document and audit entries together; given by pino-http. */
export function requestIdOf(request: object): string {
  const identified = request as Identified;
  identified.id ??= uuidv7();
  return String(identified.id);
}

/** Parameter decorator: the request's id. */
export const RequestId = createParamDecorator((_: unknown, context: ExecutionContext) =>
  requestIdOf(context.switchToHttp().getRequest<object>()),
);
