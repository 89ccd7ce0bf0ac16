import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ForgetTip1765000000011 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION duplicate_forget(tip uuid, keys bigint[]) RETURNS void
      LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        DELETE FROM duplicate_posting AS p USING duplicate_fingerprint AS f
         WHERE f.tip_id = tip AND p.key = ANY (keys) AND p.number = f.number;
        DELETE FROM duplicate_fingerprint WHERE tip_id = tip;
        DELETE FROM duplicate_identifier WHERE tip_id = tip;
        DELETE FROM duplicate_image WHERE tip_id = tip;
        DELETE FROM duplicate_suggestion WHERE tip_id = tip OR other_tip_id = tip;
        UPDATE duplicate_member SET links = '[]' WHERE tip_id = tip;
      END $$;
      COMMENT ON FUNCTION duplicate_forget IS 'For an erased tip: leaves its place in a group and nothing of what it told';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION duplicate_forget');
  }
}
