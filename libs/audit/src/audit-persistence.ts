import type { Persistence } from '#kernel';
import { AuditLog1764000000100 } from './persistence/1764000000100-audit-log.js';
import { Cosignatures1765000000115 } from './persistence/1765000000115-cosignatures.js';
import { IncomingEntries1765000000100 } from './persistence/1765000000100-incoming-entries.js';
import { LighterAppends1765000001700 } from './persistence/1765000001700-lighter-appends.js';
import { TimeStamps1765000001500 } from './persistence/1765000001500-time-stamps.js';

export const auditPersistence: Persistence = {
  entities: [],
  migrations: [
    AuditLog1764000000100,
    IncomingEntries1765000000100,
    Cosignatures1765000000115,
    TimeStamps1765000001500,
    LighterAppends1765000001700,
  ],
  rights: {
    tables: {
      // Whoever acts writes what happened. What entries say is for staff; their hashes are for everybody.
      audit_incoming: { public: 'INSERT', worker: 'SELECT, DELETE, MAINTAIN' },
      audit_integrated: {
        public: 'SELECT (id, position, commitment)',
        portal: 'SELECT',
        worker: 'SELECT, INSERT (position, id, body, salt, commitment), UPDATE (body, salt)',
      },
      audit_entry: { public: 'SELECT (id, position, commitment)', portal: 'SELECT', worker: 'SELECT' },
      audit_tile: { public: 'SELECT', worker: 'INSERT, UPDATE' },
      audit_checkpoint: { public: 'SELECT', worker: 'INSERT' },
      audit_cosignature: { public: 'SELECT', worker: 'INSERT' },
      audit_timestamp: { public: 'SELECT', worker: 'INSERT' },
      audit_turn: { worker: 'SELECT, INSERT, UPDATE' },
      audit_key: { public: 'SELECT', worker: 'INSERT' },
      audit_origin: { public: 'SELECT' },
    },
  },
};
