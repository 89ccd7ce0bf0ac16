import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a held text shows what a person must look at; and those texts are listed by how long they wait. */
export class Suspects1765000005000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tip ADD COLUMN suspects jsonb NOT NULL DEFAULT '[]',
                      ADD COLUMN place_suspects jsonb NOT NULL DEFAULT '[]';
      COMMENT ON COLUMN tip.suspects IS
        'What the last scan suspects in text: kind and offsets in it. Emptied when a person has looked';
      COMMENT ON COLUMN tip.place_suspects IS 'As suspects, in place';

      DROP INDEX tip_held;
      CREATE INDEX tip_held ON tip (unit_id, least(urgency, 1), received_at, id) WHERE is_held;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX tip_held;
      CREATE INDEX tip_held ON tip (unit_id, urgency, due_at, id) WHERE is_held;
      ALTER TABLE tip DROP COLUMN suspects, DROP COLUMN place_suspects;
    `);
  }
}
