import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long tips are kept, what stops their erasure, and who asked for it. */
export class Retention1765000000831 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tip
        ADD COLUMN erased text CHECK (erased IN ('identity', 'everything')),
        ADD COLUMN erased_at timestamptz,
        ADD COLUMN reviewed_at timestamptz,
        ADD CHECK ((erased IS NULL) = (erased_at IS NULL));
      COMMENT ON COLUMN tip.erased IS
        'identity: who sent it and the original are destroyed; everything: only numbers are left';
      ALTER TABLE tip_file ALTER COLUMN original_blob DROP NOT NULL;

      CREATE TABLE retention_hold (
        id uuid PRIMARY KEY,
        tip_id uuid NOT NULL REFERENCES tip,
        reference text NOT NULL,
        placed_by uuid NOT NULL,
        placed_at timestamptz NOT NULL,
        released_by uuid,
        released_at timestamptz,
        CHECK ((released_by IS NULL) = (released_at IS NULL))
      );
      COMMENT ON COLUMN retention_hold.reference IS 'The court''s or prosecutor''s number: why it may not be erased';
      CREATE UNIQUE INDEX retention_hold_open ON retention_hold (tip_id) WHERE released_at IS NULL;

      CREATE TABLE erasure_request (
        id uuid PRIMARY KEY,
        tip_id uuid NOT NULL REFERENCES tip,
        asked_at timestamptz NOT NULL,
        decide_by timestamptz NOT NULL,
        decision text CHECK (decision IN ('erase', 'keep')),
        reason text CHECK (reason IN ('investigation', 'court', 'law')),
        decided_by uuid,
        decided_at timestamptz,
        done_at timestamptz,
        CHECK ((decision = 'keep') = (reason IS NOT NULL))
      );
      COMMENT ON TABLE erasure_request IS 'Asked for with the receipt''s code (LO 7/2021 art. 23); decision is null where nobody had to decide';
      CREATE UNIQUE INDEX erasure_request_open ON erasure_request (tip_id) WHERE decision IS NULL AND done_at IS NULL;
      CREATE INDEX erasure_request_of_tip ON erasure_request (tip_id, asked_at);

      CREATE TABLE retention_run (
        at timestamptz PRIMARY KEY,
        identity integer NOT NULL,
        everything integer NOT NULL,
        held integer NOT NULL,
        review integer NOT NULL
      );

      CREATE FUNCTION erasure_ask(code bytea, request_id uuid, at timestamptz, by_when timestamptz) RETURNS uuid
      LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        tip_of_code uuid;
      BEGIN
        SELECT r.tip_id INTO tip_of_code FROM receipt AS r WHERE r.code_mac = code;
        IF tip_of_code IS NULL THEN
          RETURN NULL;
        END IF;
        INSERT INTO erasure_request (id, tip_id, asked_at, decide_by) VALUES (request_id, tip_of_code, at, by_when)
        ON CONFLICT DO NOTHING;
        RETURN CASE WHEN FOUND THEN request_id END;
      END $$;
      COMMENT ON FUNCTION erasure_ask IS 'Notes the wish once; null where it was noted before or the code leads nowhere';

      CREATE FUNCTION erasure_of_code(code bytea)
      RETURNS TABLE (asked_at timestamptz, decide_by timestamptz, decision text, reason text, needs_person boolean)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        SELECT q.asked_at, q.decide_by, q.decision, q.reason,
               t.state = 'in-case'
               OR EXISTS (SELECT FROM retention_hold AS h WHERE h.tip_id = t.id AND h.released_at IS NULL)
          FROM receipt AS r
          JOIN tip AS t ON t.id = r.tip_id
          LEFT JOIN erasure_request AS q ON q.tip_id = r.tip_id
         WHERE r.code_mac = code ORDER BY q.asked_at DESC LIMIT 1;
      END;
      COMMENT ON FUNCTION erasure_of_code IS
        'Where the wish stands, and whether a person must decide; says no more than that of an investigation';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION erasure_of_code, erasure_ask;
      DROP TABLE retention_run, erasure_request, retention_hold;
      ALTER TABLE tip DROP COLUMN erased, DROP COLUMN erased_at, DROP COLUMN reviewed_at;
    `);
  }
}
