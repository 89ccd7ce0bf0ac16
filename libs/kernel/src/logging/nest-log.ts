import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/**
 * Nest's own messages in our log. What it tells of its start is for debugging; of an error only the name of the place that
 * reports it is kept, as the message may quote a request.
 */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  debug(message: unknown, ...context: unknown[]): void {
    this.logger.debug(...toldBy(message, context));
  }

  log(message: unknown, ...context: unknown[]): void {
    this.logger.debug(...toldBy(message, context));
  }

  warn(message: unknown, ...context: unknown[]): void {
    this.logger.warn(...toldBy(message, context));
  }

  error(message: unknown, ...context: unknown[]): void {
    const err = message instanceof Error ? message : undefined;
    this.logger.error({ context: context.at(-1), err }, 'nest: an error');
  }

  fatal(message: unknown, ...context: unknown[]): void {
    this.error(message, ...context);
  }
}

/** Our own services say `warn({ err, … }, 'what happened')`, as pino's callers do; Nest adds the service's name behind. */
function toldBy(message: unknown, context: unknown[]): [object, string] {
  const [what] = context;
  if (typeof message === 'object' && message !== null && typeof what === 'string' && context.length > 1)
    return [{ context: context.at(-1), ...message }, what];
  return [{ context: context.at(-1) }, String(message)];
}
