import type { AuditAction, OrphanCheck } from '#audit';

/**
 * True of a row whose tip has no entry of one of these actions that `says` so. An erased tip's entries are gone, but for
 * the one that tells of it.
 */
const withoutEntry = (tip: string, actions: AuditAction[], says = 'true') =>
  `NOT EXISTS (SELECT FROM audit_entry
     WHERE subject_kind = 'tip' AND subject_id = ${tip}::text
       AND (action = 'tip.erased' OR (action IN (${actions.map((action) => `'${action}'`).join(', ')}) AND ${says})))`;

/** Ten are enough to name. */
const check = (name: string, table: string, condition: string): OrphanCheck => ({
  name,
  findOrphans: async (database) => {
    const rows = await database.query<{ id: string }>(
      `SELECT ${table}.id FROM ${table} WHERE ${condition} LIMIT 10`,
    );
    return rows.map(({ id }) => id);
  },
});

const NAMES_REVEAL = 'strpos(body, reveal.id::text) > 0';

/** Openings of a reveal that the log tells of; the bytes of its file, fetched afterwards, are none of their own. */
const TOLD_OPENINGS = `(SELECT count(*) FROM audit_entry
   WHERE subject_kind = 'tip' AND subject_id = reveal.tip_id::text
     AND action IN ('tip.revealed', 'tip.reveal-exported') AND ${NAMES_REVEAL} AND strpos(body, '"use":"bytes"') = 0)`;

/** What `colabora audit verify` asks of this lib: each tip, change, note and reveal has its entry. */
export const tipsOrphanChecks: OrphanCheck[] = [
  check('tip without the entry of its arrival', 'tip', withoutEntry('tip.id', ['tip.received'])),
  check('tip without the entry of its routing', 'tip', withoutEntry('tip.id', ['tip.routed'])),
  check(
    'tip in another state than new without an entry of the change',
    'tip',
    `tip.state <> 'new' AND ${withoutEntry('tip.id', ['tip.state-changed', 'tip.informant-replied'])}`,
  ),
  check(
    'tip in a case or closed without an entry that says so',
    'tip',
    `tip.state IN ('in-case', 'closed') AND ${withoutEntry('tip.id', ['tip.state-changed'], `strpos(body, '"to":"' || tip.state || '"') > 0`)}`,
  ),
  check(
    'note without its entry',
    'tip_note',
    withoutEntry('tip_note.tip_id', ['tip.note-added'], 'strpos(body, tip_note.id::text) > 0'),
  ),
  check(
    'reveal without the entry of its request',
    'reveal',
    withoutEntry('reveal.tip_id', ['tip.reveal-asked'], NAMES_REVEAL),
  ),
  check(
    'decided reveal without the entry of its decision',
    'reveal',
    `decided_by IS NOT NULL AND ${withoutEntry('reveal.tip_id', ['tip.reveal-approved', 'tip.reveal-refused'], NAMES_REVEAL)}`,
  ),
  check(
    'reveal opened more often than the log says',
    'reveal',
    `openings > 0 AND ${withoutEntry('reveal.tip_id', ['tip.erased'])} AND openings > ${TOLD_OPENINGS}`,
  ),
];
