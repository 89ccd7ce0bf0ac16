import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TimeStamps1765000001500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE audit_timestamp (
        checkpoint bigint PRIMARY KEY REFERENCES audit_checkpoint (number),
        reply bytea NOT NULL,
        stamped_at timestamptz NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE audit_timestamp IS
        'What an authority answered (RFC 3161 TimeStampResp, DER) about the note of a checkpoint, byte for byte';
      CREATE TRIGGER audit_timestamp_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_timestamp
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();

      CREATE TABLE audit_turn (
        task text PRIMARY KEY,
        next_at timestamptz NOT NULL
      );
      COMMENT ON TABLE audit_turn IS 'When a worker may next ask a witness or an authority: one of them, not each';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE audit_timestamp, audit_turn');
  }
}
