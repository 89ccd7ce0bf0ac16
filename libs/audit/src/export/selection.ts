import type { Database } from '#kernel';
import type { BundleSubject } from './bundle.js';

/** An entry as it was committed to. */
export interface SelectedEntry {
  id: string;
  index: number;
  salt: Buffer;
  body: string;
}

/**
 * The entries of these subjects among the first `size` of the log, in the tree's order; those of a case include the
 * entries of the tips that were linked to it (`case.tip-linked` names the tip in its details as `tip`).
 */
export async function selectEntries(
  database: Database,
  subjects: BundleSubject[],
  size: number,
): Promise<SelectedEntry[]> {
  const rows = await database.query<{ id: string; position: string; salt: Buffer; body: string }>(
    `WITH asked AS (
       SELECT * FROM unnest($1::text[], $2::text[]) AS asked (kind, id)
     ), wanted AS (
       SELECT kind, id FROM asked
       UNION
       SELECT 'tip', body::jsonb -> 'details' ->> 'tip' FROM audit_entry JOIN asked
           ON kind = 'case' AND subject_id = asked.id AND subject_kind = 'case'
        WHERE action = 'case.tip-linked'
     )
     SELECT e.id, e.position, e.salt, e.body
     FROM audit_integrated e JOIN wanted w ON e.subject_id = w.id AND e.subject_kind = w.kind
     WHERE e.position < $3 ORDER BY e.position`,
    [subjects.map(({ kind }) => kind), subjects.map(({ id }) => id), size],
  );
  return rows.map(({ id, position, salt, body }) => ({ id, index: Number(position), salt, body }));
}
