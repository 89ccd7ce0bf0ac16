import type { EntitySchema, MigrationInterface } from 'typeorm';
import type { DatabaseRights } from './rights.js';

/** What a lib keeps in PostgreSQL: each lib exports one; the server hands them all to `connect`. */
export interface Persistence {
  entities: (Function | EntitySchema)[]; // eslint-disable-line @typescript-eslint/no-unsafe-function-type
  /** Classes whose names end in a 13-digit timestamp, as TypeORM orders them by it across all libs. */
  migrations: (new () => MigrationInterface)[];
  /** Which role may do what with its tables; every table is named, also one that nobody but its owner touches. */
  rights: DatabaseRights;
}
