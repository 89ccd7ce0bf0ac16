import type { Database } from '#kernel';
import type { Pool } from 'pg';

/** The pool that TypeORM holds open: the session store and the rate limiter speak to pg itself and share it. */
export const connectionPool = (database: Database): Pool =>
  (database.source.driver as unknown as { master: Pool }).master;
