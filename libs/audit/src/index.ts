export { type AuditAction, type Operation, OPERATION_OF } from './actions.js';
export { AuditLog, type AuditReceipt } from './audit-log.js';
export { auditPersistence } from './audit-persistence.js';
export { AuditModule } from './audit.module.js';
export { LogKeys } from './checkpoint/log-keys.js';
export type { AuditDetails, AuditFact, AuditResult, AuditSubject } from './entry.js';
export type { AuditActor, AuditEntry } from './history.js';
export { type Integration, Sequencer } from './sequencer.js';
