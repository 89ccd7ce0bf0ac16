import type { Persistence } from '#kernel';
import { AuditLog1764000000100 } from './persistence/1764000000100-audit-log.js';
import { IncomingEntries1765000000100 } from './persistence/1765000000100-incoming-entries.js';

export const auditPersistence: Persistence = {
  entities: [],
  migrations: [AuditLog1764000000100, IncomingEntries1765000000100],
};
