import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createLogger, type Kernel, openKernel, readConfiguration } from '#kernel';
import { AppModule } from '../../server/src/app.module.js';
import { persistence, queues } from '../../server/src/schema.js';

/**
 * Opens the desk's database for one command, and closes it whatever happens. The number that `work` returns becomes
 * the exit code. An embedded database that a running server holds is joined and left running.
 */
export async function withKernel(work: (kernel: Kernel) => Promise<number>): Promise<void> {
  const configuration = readConfiguration();
  configuration.roles = [];
  configuration.databasePoolSize = Math.min(configuration.databasePoolSize, 8);
  const kernel = await openKernel({ configuration, logger: createLogger('silent'), persistence, queues });
  try {
    process.exitCode = await work(kernel);
  } finally {
    await kernel.close();
  }
}

/** The same, with every service of the server at hand (`app.get(Accounts)`), but nothing that listens. */
export function withDesk(
  work: (app: INestApplicationContext, kernel: Kernel) => Promise<number>,
): Promise<void> {
  return withKernel(async (kernel) => {
    const app = await NestFactory.createApplicationContext(AppModule.of(kernel), { logger: false });
    try {
      return await work(app, kernel);
    } finally {
      await app.close();
    }
  });
}
