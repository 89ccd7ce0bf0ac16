import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Vault1764000000200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE vault_subject (
        tip_id uuid PRIMARY KEY,
        recipient text NOT NULL
      );
      COMMENT ON TABLE vault_subject IS 'The public key of each tip; its identity exists only sealed, in vault_grant';
      CREATE TABLE vault_grant (
        tip_id uuid NOT NULL REFERENCES vault_subject,
        unit_id uuid NOT NULL,
        sealed_identity bytea NOT NULL,
        PRIMARY KEY (tip_id, unit_id)
      );
      CREATE TABLE vault_record (
        id uuid PRIMARY KEY,
        tip_id uuid NOT NULL REFERENCES vault_subject,
        kind text NOT NULL,
        sealed bytea NOT NULL
      );
      CREATE INDEX vault_record_of_tip ON vault_record (tip_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE vault_record, vault_grant, vault_subject');
  }
}
