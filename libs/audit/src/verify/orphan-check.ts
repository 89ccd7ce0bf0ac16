import type { Database } from '#kernel';

/**
 * Finds rows without the audit entry they must have: each lib that commits something audited gives one
 * (a tip without `tip.received`, a state without `tip.state-changed`…). An entry is found by its generated columns
 * `audit_entry.action`, `subject_kind` and `subject_id`.
 */
export interface OrphanCheck {
  /** In words, for the report: `tip without its entry`. */
  name: string;
  /** Ids of the rows that have none; the first few are enough. */
  findOrphans(database: Database): Promise<string[]>;
}
