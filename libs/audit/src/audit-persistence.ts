import type { Persistence } from '#kernel';
import { AuditLog1764000000100 } from './persistence/1764000000100-audit-log.js';

export const auditPersistence: Persistence = {
  entities: [],
  migrations: [AuditLog1764000000100],
  rights: {
    tables: {
      // Whoever acts writes what happened. What entries say is for staff; their hashes are for everybody.
      audit_entry: {
        public: 'INSERT (id, body, salt, commitment), SELECT (id, position, commitment)',
        portal: 'SELECT',
        worker: 'SELECT, UPDATE (position, body, salt)',
      },
      audit_tile: { public: 'SELECT', worker: 'INSERT, UPDATE' },
      audit_checkpoint: { public: 'SELECT', worker: 'INSERT' },
      audit_key: { public: 'SELECT', worker: 'INSERT' },
      audit_origin: { public: 'SELECT' },
    },
  },
};
