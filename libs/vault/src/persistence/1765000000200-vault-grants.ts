import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Grants say to which key they are sealed, so that a unit's key can be replaced; records can have a name. */
export class VaultGrants1765000000200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE vault_grant ADD COLUMN sealed_to text NOT NULL DEFAULT '';
      ALTER TABLE vault_grant DROP CONSTRAINT vault_grant_pkey, ADD PRIMARY KEY (tip_id, unit_id, sealed_to);
      CREATE INDEX vault_grant_of_unit ON vault_grant (unit_id, tip_id);
      COMMENT ON COLUMN vault_grant.sealed_to IS 'The unit''s public key of then; empty: its first one';
      ALTER TABLE vault_record ADD COLUMN name text;
      COMMENT ON COLUMN vault_record.name IS 'Which one of its kind: the mark of an entity, the id of a file or message';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE vault_record DROP COLUMN name;
      DROP INDEX vault_grant_of_unit;
      ALTER TABLE vault_grant DROP CONSTRAINT vault_grant_pkey, ADD PRIMARY KEY (tip_id, unit_id), DROP COLUMN sealed_to;
    `);
  }
}
