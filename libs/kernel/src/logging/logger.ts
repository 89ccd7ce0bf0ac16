import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino';

/**
 * Structured logs with nothing personal in them (product.md, promise 3). Two nets:
 * errors are reduced to name, code and stack, as their messages and parameters can hold what a citizen wrote
 * (TypeORM puts a failed statement's parameters into the error, PostgreSQL puts values into `detail`);
 * and fields that could carry content are cut wherever they appear.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { app: 'colabora' },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: { paths: FORBIDDEN.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
    serializers: { err: discreetError, error: discreetError, req: discreetRequest, res: stdSerializers.res },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

const FORBIDDEN = [
  'text',
  'body',
  'contact',
  'email',
  'password',
  'code',
  'receiptCode',
  'token',
  'cookie',
  'authorization',
  'parameters',
  'query',
  'detail',
  'ip',
  'remoteAddress',
];

const REDUCED = new WeakSet<object>();

/** Name, SQLSTATE or system code, and the stack's places: never the message, which may quote input. */
export function discreetError(error: unknown): Record<string, unknown> {
  if (typeof error === 'object' && error !== null && REDUCED.has(error))
    return error as Record<string, unknown>; // by whoever logs; the serializer comes again
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, driverError } = error as Error & { code?: unknown; driverError?: { code?: unknown } };
  const reduced = {
    type: error.name,
    sqlstate: driverError?.code ?? code,
    at: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8)
      .map((line) => line.trim()),
  };
  REDUCED.add(reduced);
  return reduced;
}

/** Method and route pattern; never the address asked for (a query string can hold anything) nor any header. */
function discreetRequest(request: { method?: string; id?: unknown; raw?: { route?: { path?: string } } }) {
  return { id: request.id, method: request.method, route: request.raw?.route?.path };
}
