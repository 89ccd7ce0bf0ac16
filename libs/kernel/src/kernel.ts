import { join } from 'node:path';
import type { Logger } from 'pino';
import { BlobStore } from './blobs/blob-store.js';
import { FileBlobStore } from './blobs/file-blob-store.js';
import { Clock } from './clock.js';
import { type Configuration, ROLES } from './config/configuration.js';
import { loadServerSecret, type ServerSecret } from './config/server-secret.js';
import { connect, migrate } from './database/connect.js';
import type { Database } from './database/database.js';
import { ensureDatabase, startEmbeddedPostgres, type RunningPostgres } from './database/embedded-postgres.js';
import type { Persistence } from './database/persistence.js';
import { grantRights } from './database/rights.js';
import { awaitSchema, ownsSchema } from './database/schema-state.js';
import { Jobs, type JobQueue } from './jobs/jobs.js';

/** What the libs need of the world: opened once per process, handed to Nest and to the command line alike. */
export interface Kernel {
  configuration: Configuration;
  logger: Logger;
  database: Database;
  /** Whether the database account owns the tables, so that this process brought them up to date. */
  isOwner: boolean;
  secret: ServerSecret;
  jobs: Jobs;
  blobs: BlobStore;
  clock: Clock;
  /** The embedded PostgreSQL, where `DATABASE_URL` doesn't name another. */
  postgres?: RunningPostgres;
  /** Closes in the reverse order; the embedded database last, unless another process uses it. */
  close(): Promise<void>;
}

export interface KernelNeeds {
  configuration: Configuration;
  logger: Logger;
  persistence: Persistence[];
  queues: JobQueue<object>[];
}

/**
 * Starts the embedded database if none is named and connects. An account that owns the tables brings them up to date
 * and grants the roles their rights; a role's own account waits until that has been done.
 */
export async function openKernel({
  configuration,
  logger,
  persistence,
  queues,
}: KernelNeeds): Promise<Kernel> {
  const postgres =
    configuration.databaseUrl === undefined
      ? await startEmbeddedPostgres({ folder: configuration.dataDir, durable: true })
      : undefined;
  if (postgres !== undefined) await ensureDatabase(postgres, 'colabora');
  const url = configuration.databaseUrl ?? postgres!.url('colabora');

  const database = await connect({
    url,
    persistence,
    poolSize: configuration.databasePoolSize,
    applicationName: `colabora-${configuration.roles.join('+')}`,
  });
  const isOwner = await ownsSchema(database);
  if (isOwner) await migrate(database);
  else await awaitSchema(database);
  const jobs = new Jobs(url, configuration.plays('worker'), logger, isOwner);
  await jobs.start(queues);
  if (isOwner) await grantRights(database, persistence);
  if (isOwner && playsOnlySome(configuration)) {
    logger.warn({}, 'this process plays only some roles, but its database account owns every table');
  }
  const secret = await loadServerSecret(configuration);
  if (secret.role === undefined && playsOnlySome(configuration)) {
    logger.warn({}, 'this process plays only some roles, but holds the root secret: see "colabora secrets"');
  }
  return {
    configuration,
    logger,
    database,
    isOwner,
    jobs,
    ...(postgres === undefined ? {} : { postgres }),
    secret,
    blobs: new FileBlobStore(join(configuration.dataDir, 'blobs')),
    clock: new Clock(),
    close: async () => {
      await jobs.stop();
      await database.close();
      await postgres?.release();
    },
  };
}

/** A command plays none and a small desk all: neither needs accounts of their own. */
const playsOnlySome = ({ roles }: Configuration): boolean => roles.length > 0 && roles.length < ROLES.length;
