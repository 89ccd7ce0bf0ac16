import { createLogger, type Kernel, openKernel, readConfiguration } from '#kernel';
import { persistence, queues } from '../../server/src/schema.js';

/**
 * Opens the desk's database for one command, and closes it whatever happens. The number that `work` returns becomes
 * the exit code. An embedded database that a running server holds is joined and left running.
 */
export async function withKernel(_command: string, work: (kernel: Kernel) => Promise<number>): Promise<void> {
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
