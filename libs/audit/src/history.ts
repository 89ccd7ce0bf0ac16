import { type AuditAction, type Operation, OPERATION_OF } from './actions.js';
import { type AuditDetails, type AuditResult, type AuditSubject, leafHashOf } from './entry.js';

/** Who acted, by ids only. */
export interface AuditActor {
  kind: 'citizen' | 'staff' | 'operator' | 'system';
  /** Account id, operating-system user or job name; a citizen has none. */
  id?: string;
  session?: string;
  units?: string[];
}

/** An entry as people and programs read it. */
export interface AuditEntry {
  id: string;
  /** Its place in the tree; null until the sequencer gave it one (within a second). */
  position: number | null;
  /** 64 hexadecimal digits. */
  leafHash: string;
  at: Date;
  action: AuditAction;
  /** The kind of processing in law; entries of form 1 didn't say it themselves. */
  operation: Operation;
  /** The legal basis; null in entries of form 1. */
  basis: string | null;
  actor: AuditActor;
  purpose: string;
  reason: string | null;
  requestId: string;
  result: AuditResult;
  details: AuditDetails;
  subject: AuditSubject;
}

/** A row of `audit_entry` that wasn't erased; `position` is a bigint, which the driver gives as a string. */
export interface StoredEntry {
  id: string;
  position: string | null;
  body: string;
  commitment: Buffer;
}

export function readEntry(row: StoredEntry): AuditEntry {
  const { action, actor, at, details, purpose, reason, request, result, subject, ...later } = JSON.parse(
    row.body,
  ) as AuditEntry & { at: string; request: string };
  return {
    id: row.id,
    position: row.position === null ? null : Number(row.position),
    leafHash: leafHashOf(row.commitment).toString('hex'),
    at: new Date(at),
    action,
    operation: later.operation ?? OPERATION_OF[action],
    basis: later.basis ?? null,
    actor,
    purpose,
    reason,
    requestId: request,
    result,
    details,
    subject,
  };
}
