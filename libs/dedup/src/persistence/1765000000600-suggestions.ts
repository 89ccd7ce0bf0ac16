import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Suggestions1765000000600 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE duplicate_suggestion (
        tip_id uuid NOT NULL,
        other_tip_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('exact', 'near', 'image', 'file', 'similar')),
        score real NOT NULL,
        evidence jsonb NOT NULL,
        PRIMARY KEY (tip_id, other_tip_id)
      );
      COMMENT ON TABLE duplicate_suggestion IS 'Alike, but not folded by the machine; the newer tip first. Shared identifiers are not here: they are looked up';
      CREATE INDEX duplicate_suggestion_of_other ON duplicate_suggestion (other_tip_id);

      CREATE TABLE duplicate_refusal (
        tip_id uuid NOT NULL,
        other_tip_id uuid NOT NULL,
        decision_id uuid NOT NULL REFERENCES duplicate_decision,
        PRIMARY KEY (tip_id, other_tip_id),
        CHECK (tip_id < other_tip_id)
      );
      COMMENT ON TABLE duplicate_refusal IS 'A person said that these two are not the same: not suggested again';

      ALTER TABLE duplicate_decision DROP CONSTRAINT duplicate_decision_kind_check;
      ALTER TABLE duplicate_decision ADD CONSTRAINT duplicate_decision_kind_check
        CHECK (kind IN ('split', 'merge', 'canonical', 'refuse'));

      ALTER TABLE duplicate_identifier ADD COLUMN type text NOT NULL DEFAULT 'OTHER';
      ALTER TABLE duplicate_identifier ALTER COLUMN type DROP DEFAULT;
      CREATE INDEX duplicate_identifier_of_tip ON duplicate_identifier (tip_id);

      ALTER TABLE duplicate_image ADD COLUMN frame smallint;
      COMMENT ON COLUMN duplicate_image.frame IS 'Place among the sampled pictures of a video; null for a picture';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE duplicate_image DROP COLUMN frame;
      DROP INDEX duplicate_identifier_of_tip;
      ALTER TABLE duplicate_identifier DROP COLUMN type;
      DROP TABLE duplicate_refusal, duplicate_suggestion;
      DELETE FROM duplicate_apart USING duplicate_decision AS d WHERE d.id = decision_id AND d.kind = 'refuse';
      DELETE FROM duplicate_decision WHERE kind = 'refuse';
      ALTER TABLE duplicate_decision DROP CONSTRAINT duplicate_decision_kind_check;
      ALTER TABLE duplicate_decision ADD CONSTRAINT duplicate_decision_kind_check
        CHECK (kind IN ('split', 'merge', 'canonical'));
    `);
  }
}
