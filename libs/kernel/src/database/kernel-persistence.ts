import { SchemaRights1765000000000 } from './1765000000000-schema-rights.js';
import type { Persistence } from './persistence.js';

/** What the kernel itself keeps: which changes of the schema were made, and which rights were granted. */
export const kernelPersistence: Persistence = {
  entities: [],
  migrations: [SchemaRights1765000000000],
  rights: {
    tables: {
      schema_migration: { public: 'SELECT' },
      schema_rights: {},
    },
  },
};
