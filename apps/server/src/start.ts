import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { type Configuration, createLogger, type Kernel, openKernel } from '#kernel';
import { createApplication } from './application.js';
import { Metrics } from './operations/metrics.js';
import { Readiness } from './operations/readiness.js';
import { persistence, queues } from './schema.js';

export interface RunningServer {
  app: NestExpressApplication;
  kernel: Kernel;
  /** Where people reach it, without a slash at the end. */
  address: string;
  stop(): Promise<void>;
}

/**
 * Opens the database, migrates it and listens; when it resolves, requests are served. Rejects with `PortRefused` where
 * the port can't be had; whatever fails, nothing goes on running.
 */
export async function startServer(configuration: Configuration): Promise<RunningServer> {
  const logger = createLogger(configuration.logLevel);
  const kernel = await openKernel({ configuration, logger, persistence, queues });
  let app: NestExpressApplication | undefined;
  try {
    app = await createApplication(kernel);
    await app.listen(configuration.port, configuration.host);
    const metrics =
      configuration.metricsPort === 0 ? undefined : await app.get(Metrics).listen(configuration.metricsPort);
    return { app, kernel, address: addressOf(app, configuration), stop: stopper(app, kernel, metrics) };
  } catch (error) {
    await app?.close(); // its timers and pollers would work on without a database
    await kernel.close();
    throw isPortRefusal(error) ? new PortRefused(configuration, error) : error;
  }
}

/** The port that people should reach the server at is somebody else's, or not ours to take. */
export class PortRefused extends Error {
  override readonly name = 'PortRefused';

  constructor({ port, host }: Pick<Configuration, 'port' | 'host'>, { code }: { code: string }) {
    super(
      code === 'EADDRINUSE'
        ? `port ${port} is in use, perhaps by another Colabora. PORT=… chooses another.`
        : `this account may not listen on port ${port} of ${host}. PORT=… chooses another (1024 or higher).`,
    );
  }
}

const isPortRefusal = (error: unknown): error is { code: string } =>
  error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');

function addressOf(app: NestExpressApplication, { publicUrl, host }: Configuration): string {
  if (publicUrl !== undefined) return publicUrl.replace(/\/$/, '');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return `http://${host === '0.0.0.0' || host === '::' || host === '127.0.0.1' ? 'localhost' : host}:${port}`;
}

/** In order: turn new visitors away, let requests and jobs end, close the database. A second call changes nothing. */
function stopper(app: NestExpressApplication, kernel: Kernel, metrics?: Server): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  return () => {
    stopped ??= (async () => {
      app.get(Readiness).stopping();
      metrics?.close();
      await app.close();
      await kernel.close();
    })();
    return stopped;
  };
}
