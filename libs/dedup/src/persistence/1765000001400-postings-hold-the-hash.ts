import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Looking for a picture in eight orientations reads 2,176 keys, and some thousand postings by chance. Each of these needed its
 * own row of another table to be ruled out. Now the index over the postings holds the hash: one scan of it answers, and what is
 * ruled out costs nothing more. How many holders a key may have is kept when it is written, so a lookup stays bounded.
 */
export class PostingsHoldTheHash1765000001400 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE duplicate_image_posting ADD COLUMN hash bit(256);
      UPDATE duplicate_image_posting AS p SET hash = i.hash FROM duplicate_image AS i WHERE i.number = p.number;
      ALTER TABLE duplicate_image_posting
        ALTER COLUMN hash SET NOT NULL,
        DROP CONSTRAINT duplicate_image_posting_pkey,
        ADD PRIMARY KEY (key, number) INCLUDE (hash);

      CREATE OR REPLACE FUNCTION duplicate_images_near(
        asked bit(256)[], keys bigint[], turns integer[], per_key integer, at_most integer)
      RETURNS TABLE (number bigint, turn integer, bits integer)
      LANGUAGE plpgsql STABLE SET enable_nestloop = off SET enable_seqscan = off AS $$
      BEGIN
        RETURN QUERY
          SELECT DISTINCT ON (near.number) near.number, near.turn, near.bits
            FROM (SELECT p.number, wanted.turn, bit_count(p.hash # asked[wanted.turn])::integer AS bits
                    FROM (SELECT posting.key, posting.number, posting.hash FROM duplicate_image_posting AS posting
                           WHERE posting.key = ANY (keys) LIMIT per_key * cardinality(keys)) AS p
                    JOIN unnest(keys, turns) AS wanted (key, turn) ON wanted.key = p.key) AS near
           WHERE near.bits <= 31
           ORDER BY near.number, near.bits
           LIMIT at_most;
      END $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION duplicate_images_near(
        asked bit(256)[], keys bigint[], turns integer[], per_key integer, at_most integer)
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
      ALTER TABLE duplicate_image_posting DROP CONSTRAINT duplicate_image_posting_pkey, ADD PRIMARY KEY (key, number);
      ALTER TABLE duplicate_image_posting DROP COLUMN hash;
    `);
  }
}
