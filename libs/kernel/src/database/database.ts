import type { Pool } from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';

/**
 * A running transaction, handed from service to service. Whatever takes a `Tx` takes part in the caller's
 * transaction and commits or vanishes with it.
 */
export type Tx = EntityManager;

/** What running transactions write as their last words. */
const leftToTheEnd = new WeakMap<QueryRunner, string[]>();

/**
 * Leaves one INSERT to the end of the transaction: it travels in one message with the COMMIT and shares its fate, so
 * that it costs no journey of its own (a third of a short transaction's time). Only for what nothing in this
 * transaction reads back. `statement` is complete SQL, its values escaped, without a semicolon at its end.
 */
export async function writeAtCommit(tx: Tx, statement: string): Promise<void> {
  const last = tx.queryRunner && leftToTheEnd.get(tx.queryRunner);
  if (last === undefined)
    await tx.query(statement); // somebody else's transaction, or none
  else last.push(statement);
}

/** The one door to PostgreSQL. */
export class Database {
  constructor(readonly source: DataSource) {}

  /** Runs `work` in one READ COMMITTED transaction: all of it happens, or none. */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    const last: string[] = [];
    leftToTheEnd.set(runner, last);
    try {
      await runner.startTransaction();
      const result = await work(runner.manager);
      await runner.query([...last, 'COMMIT'].join(';'));
      return result;
    } catch (error) {
      // What went wrong first is what matters: the connection may be gone with it.
      await runner.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
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

  /** The connection string, for a thread that needs connections of its own. It holds a password. */
  get url(): string {
    return (this.source.options as { url: string }).url;
  }

  close(): Promise<void> {
    return this.source.destroy();
  }
}
