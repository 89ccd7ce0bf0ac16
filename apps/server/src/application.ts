import type { NestExpressApplication } from '@nestjs/platform-express';
import { NestFactory } from '@nestjs/core';
import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import {
  discreetError,
  type Kernel,
  NestLog,
  notFound,
  type Problem,
  ProblemFilter,
  uuidv7,
  validationPipe,
} from '#kernel';
import { PagesForPeople, X_WEBHOOK_PATH } from '#channels';
import { sessionMiddleware } from '#staff';
import { AppModule } from './app.module.js';
import { Metrics } from './operations/metrics.js';

/** Ten thousand characters of any script, percent-encoded, with room for the rest of the form. */
const FORM_BYTES = 256 * 1024;

/** The whole Nest application on an opened kernel, ready to listen. */
export async function createApplication(kernel: Kernel): Promise<NestExpressApplication> {
  const { configuration } = kernel;
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(kernel), {
    logger: new NestLog(kernel.logger),
    abortOnError: false,
  });
  app.use(requestLog(kernel.logger));
  app.set('trust proxy', configuration.trustedProxies);
  app.set('query parser', 'simple');
  app.useSecurityHeaders({
    // Where nothing else is said, an answer may load nothing; pages say what they need.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: "'none'", frameAncestors: "'none'" },
    },
    // `no-referrer` would make browsers post `Origin: null`, which the CSRF check refuses (ux.md, trap 6).
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: configuration.isSecure,
  });
  app.enableCsrfProtection({
    trustedOrigins: configuration.publicUrl === undefined ? [] : [new URL(configuration.publicUrl).origin],
  });
  app.use(app.get(Metrics).timeRequest);
  // X signs the bytes: they stay as they came, and the parsers below leave them alone.
  app.useBodyParser('raw', {
    limit: FORM_BYTES,
    type: ({ url = '' }: { url?: string }) => url.split('?')[0] === X_WEBHOOK_PATH,
  });
  app.useBodyParser('json', { limit: FORM_BYTES });
  app.useBodyParser('urlencoded', { limit: FORM_BYTES, extended: false });
  // Only staff get a cookie: the citizen's pages are not under these addresses. A public process has no staff side.
  app.use(['/api', '/staff'], configuration.plays('portal') ? sessionMiddleware(kernel) : nothingHere);
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(
    configuration.plays('public') ? new PagesForPeople(app, kernel) : new ProblemFilter(kernel.logger),
  );
  return app;
}

const nothingHere = (_request: unknown, _response: unknown, next: (error: Problem) => void): void =>
  next(notFound('address'));

/**
 * One line a request: its id, method, route pattern, status and time. A refused form is everyday life; our failures are
 * errors. pino-http would put its own serializers (addresses, headers, messages) over the logger's: they stay out.
 */
const requestLog = (logger: Logger) =>
  pinoHttp({
    logger,
    genReqId: () => uuidv7(),
    quietReqLogger: true,
    wrapSerializers: false,
    serializers: {
      req: discreetRequest,
      res: ({ statusCode }: ServerResponse) => ({ statusCode }),
      err: discreetError,
    },
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'debug'),
  });

const discreetRequest = ({
  id,
  method,
  route,
}: {
  id: unknown;
  method: string;
  route?: { path: string };
}) => ({
  id,
  method,
  route: route?.path,
});
