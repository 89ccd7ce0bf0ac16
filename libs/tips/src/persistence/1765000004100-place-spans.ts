import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was masked in the place that an informant named, and which mark of a tip each of its tokens stands for. */
export class PlaceSpans1765000004100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tip ADD COLUMN place_spans jsonb NOT NULL DEFAULT '[]';
      COMMENT ON COLUMN tip.place_spans IS 'What was masked in place: by which rule, how sure, and where';

      ALTER TABLE tip_token ADD COLUMN mark text NOT NULL DEFAULT '';
      ALTER TABLE tip_token DROP CONSTRAINT tip_token_pkey, ADD PRIMARY KEY (token, tip_id, mark);
      COMMENT ON COLUMN tip_token.mark IS
        'The mark (PERSON·7f3a) whose value the token finds: it goes when a person masks that mark away. Empty in older rows';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM tip_token AS one USING tip_token AS other
       WHERE one.token = other.token AND one.tip_id = other.tip_id AND one.mark > other.mark;
      ALTER TABLE tip_token DROP CONSTRAINT tip_token_pkey, ADD PRIMARY KEY (token, tip_id);
      ALTER TABLE tip_token DROP COLUMN mark;
      ALTER TABLE tip DROP COLUMN place_spans;
    `);
  }
}
