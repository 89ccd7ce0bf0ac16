import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Cosignatures1765000000115 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE audit_cosignature (
        checkpoint bigint NOT NULL REFERENCES audit_checkpoint (number),
        witness text NOT NULL,
        line text NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (checkpoint, witness)
      );
      COMMENT ON TABLE audit_cosignature IS
        'What witnesses signed (C2SP cosignature/v1); witness: its verifier key, line: the signature line of the note';
      CREATE INDEX audit_cosignature_witness ON audit_cosignature (witness, checkpoint);
      CREATE TRIGGER audit_cosignature_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_cosignature
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE audit_cosignature');
  }
}
