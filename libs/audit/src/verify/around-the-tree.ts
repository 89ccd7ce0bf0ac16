import type { Database } from '#kernel';
import type { Findings } from './log-problem.js';

/** An erased entry must be named by an entry that says who erased it and why. */
export async function findErasedSilently(database: Database, findings: Findings): Promise<void> {
  const rows = await database.query<{ id: string; position: string }>(
    `SELECT e.id, e.position FROM audit_integrated e
     WHERE e.body IS NULL AND NOT EXISTS (
       SELECT FROM audit_entry erasure WHERE erasure.subject_id = e.id::text
         AND erasure.subject_kind = 'entry' AND erasure.action = 'audit.entry-erased')
     ORDER BY e.position LIMIT 100`,
  );
  for (const { id, position } of rows) {
    findings.add({
      kind: 'entry-erased-silently',
      what: `Entry ${id} at place ${position} was emptied without an entry that says so.`,
      position: Number(position),
      entryId: id,
    });
  }
}

/** Columns by which entries are found; PostgreSQL computes them from the hashed body unless someone changed that. */
const COMPUTED = ['action', 'subject_kind', 'subject_id'];

/** With a column that isn't computed any more, an entry could be hidden from a history without touching its body. */
export async function findEditedColumns(database: Database, findings: Findings): Promise<void> {
  const rows = await database.query<{ name: string; expression: string }>(
    `SELECT a.attname AS name, pg_get_expr(d.adbin, d.adrelid) AS expression
     FROM pg_attribute a JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = 'audit_integrated'::regclass AND a.attgenerated = 's'`,
  );
  for (const column of COMPUTED) {
    const expression = rows.find(({ name }) => name === column)?.expression;
    if (expression === undefined || !expression.startsWith('split_part(body, ')) {
      findings.add({
        kind: 'columns-altered',
        what: `The column audit_integrated.${column} isn't computed from the entry.`,
      });
    }
  }
}
