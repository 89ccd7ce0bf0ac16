import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a writer needn't do isn't done in its transaction (decision 48): the commitment of a waiting entry is computed
 * when it gets its place, so that its row is smaller and has nothing to be checked. And auditors find entries by person
 * and by action; whoever gives the places writes these indexes, not whoever acts.
 */
export class LighterAppends1765000001700 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP VIEW audit_entry;
      ALTER TABLE audit_incoming DROP COLUMN commitment;
      CREATE VIEW audit_entry AS
        SELECT id, position, body, salt, commitment, action, subject_kind, subject_id FROM audit_integrated
        UNION ALL
        SELECT id, NULL, body, salt, sha256(salt || convert_to(body, 'UTF8')),
               split_part(body, '"', 4), split_part(body, '"', -2), split_part(body, '"', -6) FROM audit_incoming;
      COMMENT ON VIEW audit_entry IS
        'Every committed entry; position is its place in the tree, null while it waits for one';

      -- The canonical form begins {"action":"…","actor":{"id":"…","kind":"staff", with no quotation mark inside.
      CREATE INDEX audit_integrated_account ON audit_integrated (split_part(body, '"', 10), id)
        WHERE split_part(body, '"', 14) = 'staff';
      CREATE INDEX audit_integrated_action ON audit_integrated (action, id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('An audit log is not put back into an older form.');
  }
}
