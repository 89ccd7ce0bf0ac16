import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Grants are made with a tip and by no other insert of the public role: whoever takes that process over could otherwise
 * write one of their own for a tip that is there, which a replacement of the unit's key would take for the tip's.
 */
export class VaultOpen1765000005100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION vault_open(
        new_tip uuid, tip_key text, units uuid[], unit_keys text[], identities bytea[],
        ids uuid[], kinds text[], names text[], records bytea[]) RETURNS void
      LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        INSERT INTO vault_subject (tip_id, recipient) VALUES (new_tip, tip_key);
        INSERT INTO vault_grant (tip_id, unit_id, sealed_to, sealed_identity)
          SELECT new_tip, * FROM unnest(units, unit_keys, identities);
        INSERT INTO vault_record (tip_id, id, kind, name, sealed)
          SELECT new_tip, * FROM unnest(ids, kinds, names, records);
      $$;
      COMMENT ON FUNCTION vault_open IS 'A tip''s public key, grants and first records; fails for a tip that has them';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION vault_open');
  }
}
