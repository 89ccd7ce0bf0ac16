import type { EntitySchema, MigrationInterface } from 'typeorm';

/** What a lib keeps in PostgreSQL: each lib exports one; the server hands them all to `connect`. */
export interface Persistence {
  entities: (Function | EntitySchema)[]; // eslint-disable-line @typescript-eslint/no-unsafe-function-type
  /** Classes whose names end in a 13-digit timestamp, as TypeORM orders them by it across all libs. */
  migrations: (new () => MigrationInterface)[];
}
