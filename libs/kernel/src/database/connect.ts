import { DataSource } from 'typeorm';
import { Database } from './database.js';
import type { Persistence } from './persistence.js';

export interface ConnectOptions {
  url: string;
  persistence: Persistence[];
  /** Connections held by this process. */
  poolSize: number;
  /** Shown in pg_stat_activity. */
  applicationName: string;
}

/** Opens the pool. Never synchronises a schema: `migrate` does that, from explicit migrations. */
export async function connect(options: ConnectOptions): Promise<Database> {
  const source = new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: options.applicationName,
    entities: options.persistence.flatMap((each) => each.entities),
    migrations: options.persistence.flatMap((each) => each.migrations),
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    poolSize: options.poolSize,
    extra: { connectionTimeoutMillis: 10_000, idle_in_transaction_session_timeout: 60_000 },
  });
  await source.initialize();
  return new Database(source);
}

/** Any constant will do; it keeps two starting processes from migrating at the same time. */
const MIGRATION_LOCK = 0x0c01_ab0a;

/** Brings the schema up to date; returns the names of the migrations it ran. Safe to call from every replica. */
export async function migrate(database: Database): Promise<string[]> {
  const lock = database.source.createQueryRunner();
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const ran = await database.source.runMigrations();
    return ran.map((migration) => migration.name);
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await lock.release();
  }
}
