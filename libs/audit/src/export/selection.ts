import type { Database } from '#kernel';
import type { AuditSubject } from '../entry.js';

/** An entry as it was committed to. */
export interface SelectedEntry {
  id: string;
  index: number;
  salt: Buffer;
  body: string;
}

/**
 * The entries of one subject among the first `size` of the log, in the tree's order; those of a case include the
 * entries of the tips that were linked to it (`case.tip-linked` names the tip in its details as `tip`).
 */
export async function selectEntries(
  database: Database,
  subject: Pick<AuditSubject, 'kind' | 'id'>,
  size: number,
): Promise<SelectedEntry[]> {
  const rows = await database.query<{ id: string; position: string; salt: Buffer; body: string }>(
    `WITH wanted AS (
       SELECT $1 AS kind, $2 AS id
       UNION
       SELECT 'tip', body::jsonb -> 'details' ->> 'tip' FROM audit_entry
       WHERE $1 = 'case' AND subject_id = $2 AND subject_kind = 'case' AND action = 'case.tip-linked'
     )
     SELECT e.id, e.position, e.salt, e.body
     FROM audit_integrated e JOIN wanted w ON e.subject_id = w.id AND e.subject_kind = w.kind
     WHERE e.position < $3 ORDER BY e.position`,
    [subject.kind, subject.id, size],
  );
  return rows.map(({ id, position, salt, body }) => ({ id, index: Number(position), salt, body }));
}
