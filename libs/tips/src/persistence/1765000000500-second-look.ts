import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Texts that wait for a person's look, and the blind index by which a clear value finds tips. */
export class SecondLook1765000000500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tip ADD COLUMN is_held boolean NOT NULL DEFAULT false;
      COMMENT ON COLUMN tip.is_held IS
        'The second scan of the masked text found something: not listed in words before a person has looked';
      CREATE INDEX tip_held ON tip (unit_id, urgency, due_at, id) WHERE is_held;

      CREATE TABLE tip_token (
        token text NOT NULL,
        tip_id uuid NOT NULL REFERENCES tip,
        PRIMARY KEY (token, tip_id)
      );
      COMMENT ON TABLE tip_token IS
        'Keyed blind index, one key a campaign: a value that somebody searches for becomes tokens and finds its tips';
      CREATE INDEX tip_token_of_tip ON tip_token (tip_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE tip_token; ALTER TABLE tip DROP COLUMN is_held');
  }
}
