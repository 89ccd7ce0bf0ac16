import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests to open something sealed, and what became of them. They outlive their tip: they account for people. */
export class Reveals1765000000210 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE reveal (
        id uuid PRIMARY KEY,
        tip_id uuid NOT NULL,
        unit_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('text', 'entity', 'informant', 'file-facts', 'file')),
        target text,
        path text NOT NULL CHECK (path IN ('single', 'four-eyes', 'break-glass')),
        asked_by uuid NOT NULL,
        asked_at timestamptz NOT NULL,
        reason text NOT NULL,
        legal_basis text NOT NULL,
        basis_words text NOT NULL,
        case_reference text NOT NULL,
        verdict text CHECK (verdict IN ('approved', 'refused')),
        decided_by uuid,
        decided_at timestamptz,
        decision_reason text,
        open_until timestamptz,
        first_opened_at timestamptz,
        openings integer NOT NULL DEFAULT 0,
        review text CHECK (review IN ('justified', 'unjustified')),
        reviewed_by uuid,
        reviewed_at timestamptz,
        review_words text,
        CHECK ((kind IN ('entity', 'file-facts', 'file')) = (target IS NOT NULL)),
        CHECK ((verdict IS NULL) = (decided_at IS NULL)),
        CHECK ((open_until IS NOT NULL) = (verdict IS NOT DISTINCT FROM 'approved')),
        CHECK (path = 'single' OR decided_by IS DISTINCT FROM asked_by),
        CHECK (reviewed_by IS DISTINCT FROM asked_by OR reviewed_by IS NULL)
      );
      COMMENT ON COLUMN reveal.target IS 'The mark of the entity or the id of the file; never a content';
      CREATE INDEX reveal_of_unit ON reveal (unit_id, id);
      CREATE INDEX reveal_of_tip ON reveal (tip_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE reveal');
  }
}
