import type { Pool } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';

/**
 * A running transaction, handed from service to service. Whatever takes a `Tx` takes part in the caller's
 * transaction and commits or vanishes with it.
 */
export type Tx = EntityManager;

/** The one door to PostgreSQL. */
export class Database {
  constructor(readonly source: DataSource) {}

  /** Runs `work` in one READ COMMITTED transaction: all of it happens, or none. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.source.transaction(work);
  }

  /** For reads that need no transaction of their own. */
  get reader(): Tx {
    return this.source.manager;
  }

  /** Plain SQL outside a transaction; parameters as `$1`, `$2`… */
  query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.source.query(sql, parameters);
  }

  /** The pool that TypeORM holds open, for libraries that speak to pg themselves (sessions, rate limits). */
  get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }

  close(): Promise<void> {
    return this.source.destroy();
  }
}
