import type { OrphanCheck } from '#audit';
import type { Database } from '#kernel';

/** An erased tip's entries are gone, but for the one that says so. Rows of a table that lack the entry which was committed with them; ten are enough to name. */
const withoutEntry = (table: string, tip: string, action: string) => async (database: Database) => {
  const rows = await database.query<{ id: string }>(
    `SELECT ${table}.id FROM ${table}
      WHERE NOT EXISTS (SELECT 1 FROM audit_entry
                         WHERE action IN ($1, 'tip.erased') AND subject_kind = 'tip' AND subject_id = ${table}.${tip}::text)
      LIMIT 10`,
    [action],
  );
  return rows.map(({ id }) => id);
};

/** What `colabora audit verify` asks of this lib: each tip, change, note and word has its entry. */
export const tipsOrphanChecks: OrphanCheck[] = [
  { name: 'tip without the entry of its arrival', findOrphans: withoutEntry('tip', 'id', 'tip.received') },
  { name: 'tip without the entry of its routing', findOrphans: withoutEntry('tip', 'id', 'tip.routed') },
  { name: 'note without its entry', findOrphans: withoutEntry('tip_note', 'tip_id', 'tip.note-added') },
  {
    name: 'tip in another state than new without an entry of the change',
    findOrphans: async (database) => {
      const rows = await database.query<{ id: string }>(
        `SELECT tip.id FROM tip
          WHERE tip.state <> 'new'
            AND NOT EXISTS (SELECT 1 FROM audit_entry
                             WHERE action IN ('tip.state-changed', 'tip.informant-replied', 'tip.erased')
                               AND subject_kind = 'tip' AND subject_id = tip.id::text)
          LIMIT 10`,
      );
      return rows.map(({ id }) => id);
    },
  },
];
