import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Entries arrive in a heap without any index and are moved, a batch at a time, to where they stay. Before, a writer
 * kept three indexes up to date and the sequencer rewrote every row to give it a place: most of what an audited
 * transaction cost (`colabora bench audit`). `audit_entry` is now both together, for whoever reads.
 */
export class IncomingEntries1765000000100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE audit_entry RENAME TO audit_integrated;
      CREATE TABLE audit_incoming (
        id uuid NOT NULL,
        body text NOT NULL,
        salt bytea NOT NULL,
        commitment bytea NOT NULL CHECK (length(commitment) = 32)
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
      COMMENT ON TABLE audit_incoming IS 'Committed entries that wait for their place, for a second at most';

      DROP TRIGGER audit_entry_keeps ON audit_integrated;
      DROP TRIGGER audit_entry_stays ON audit_integrated;
      INSERT INTO audit_incoming (id, body, salt, commitment)
        SELECT id, body, salt, commitment FROM audit_integrated WHERE position IS NULL;
      DELETE FROM audit_integrated WHERE position IS NULL;
      DROP INDEX audit_entry_pending, audit_entry_position;
      ALTER TABLE audit_integrated DROP CONSTRAINT audit_entry_pkey;
      ALTER TABLE audit_integrated ADD CONSTRAINT audit_integrated_pkey PRIMARY KEY (position);
      CREATE UNIQUE INDEX audit_integrated_id ON audit_integrated (id);
      ALTER INDEX audit_entry_subject RENAME TO audit_integrated_subject;

      -- The columns by which entries are found are computed here from the body, as the integrated ones' are.
      CREATE VIEW audit_entry AS
        SELECT id, position, body, salt, commitment, action, subject_kind, subject_id FROM audit_integrated
        UNION ALL
        SELECT id, NULL, body, salt, commitment,
               split_part(body, '"', 4), split_part(body, '"', -2), split_part(body, '"', -6) FROM audit_incoming;
      COMMENT ON VIEW audit_entry IS
        'Every committed entry; position is its place in the tree, null while it waits for one';
    `);
    await db.query(APPEND_ONLY);
  }

  async down(): Promise<void> {
    throw new Error('An audit log is not put back into an older form.');
  }
}

/**
 * Against accidents and plain misuse; against whoever can drop a trigger there is the tree. One change of an entry
 * passes: an erasure empties body and salt of an entry that has its place, once. Only the sequencer takes entries away
 * from those that wait, and says so.
 */
const APPEND_ONLY = `
  CREATE TRIGGER audit_integrated_keeps BEFORE UPDATE ON audit_integrated FOR EACH ROW
    WHEN (NOT (OLD.id = NEW.id AND OLD.commitment = NEW.commitment AND OLD.position = NEW.position
      AND OLD.body IS NOT NULL AND NEW.body IS NULL AND NEW.salt IS NULL))
    EXECUTE FUNCTION audit_refuse_change();
  CREATE TRIGGER audit_integrated_stays BEFORE DELETE OR TRUNCATE ON audit_integrated FOR EACH STATEMENT
    EXECUTE FUNCTION audit_refuse_change();
  CREATE TRIGGER audit_incoming_keeps BEFORE UPDATE OR TRUNCATE ON audit_incoming FOR EACH STATEMENT
    EXECUTE FUNCTION audit_refuse_change();
  CREATE TRIGGER audit_incoming_stays BEFORE DELETE ON audit_incoming FOR EACH STATEMENT
    WHEN (current_setting('colabora.sequencing', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION audit_refuse_change();
`;
