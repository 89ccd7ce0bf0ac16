import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DuplicateImages1764000000601 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE duplicate_image (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tip_id uuid NOT NULL,
        file_id uuid NOT NULL,
        file_key bigint NOT NULL,
        hash bit(256)
      );
      COMMENT ON COLUMN duplicate_image.hash IS 'PDQ of one view of the file (whole, or without its border); null where it has too few features';
      CREATE INDEX duplicate_image_file ON duplicate_image (file_key, number);
      CREATE INDEX duplicate_image_of_tip ON duplicate_image (tip_id);

      CREATE TABLE duplicate_image_posting (
        key bigint NOT NULL,
        number bigint NOT NULL,
        PRIMARY KEY (key, number)
      );
      COMMENT ON COLUMN duplicate_image_posting.key IS 'Campaign (upper 44 bits of a hash), chunk (4 bits), value (16 bits)';

      CREATE FUNCTION duplicate_images_near(asked bit(256)[], keys bigint[], turns integer[], per_key integer, at_most integer)
      RETURNS TABLE (number bigint, turn integer, bits integer)
      LANGUAGE plpgsql STABLE AS $$
      BEGIN
        RETURN QUERY
          SELECT DISTINCT ON (near.number) near.number, near.turn, near.bits
            FROM (SELECT i.number, hit.turn, bit_count(i.hash # asked[hit.turn])::integer AS bits
                    FROM (SELECT DISTINCT p.number, wanted.turn
                            FROM unnest(keys, turns) AS wanted (key, turn),
                                 LATERAL (SELECT o.number FROM duplicate_image_posting AS o
                                           WHERE o.key = wanted.key ORDER BY o.number DESC LIMIT per_key) AS p) AS hit
                    JOIN duplicate_image AS i ON i.number = hit.number) AS near
           WHERE near.bits <= 31
           ORDER BY near.number, near.bits
           LIMIT at_most;
      END $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION duplicate_images_near;
      DROP TABLE duplicate_image_posting, duplicate_image;
    `);
  }
}
