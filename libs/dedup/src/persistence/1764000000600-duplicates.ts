import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Duplicates1764000000600 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(CANDIDATES);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION duplicate_candidates;
      DROP TABLE duplicate_decision, duplicate_apart, duplicate_identifier, duplicate_posting, duplicate_fingerprint,
        duplicate_member, duplicate_group;
    `);
  }
}

/** Every key is a hash that has the campaign in it: one campaign's rows never meet another's, and can be sharded by it. */
const TABLES = `
  CREATE TABLE duplicate_group (
    id uuid PRIMARY KEY,
    campaign_id uuid NOT NULL,
    canonical_tip_id uuid NOT NULL,
    size integer NOT NULL DEFAULT 1 CHECK (size >= 0),
    first_received_at timestamptz NOT NULL,
    last_received_at timestamptz NOT NULL,
    merged_into uuid REFERENCES duplicate_group,
    CHECK (merged_into IS NULL OR size = 0)
  );
  COMMENT ON COLUMN duplicate_group.merged_into IS 'Set by a person; such a group takes no members any more';
  CREATE INDEX duplicate_group_newest ON duplicate_group (campaign_id, last_received_at) WHERE merged_into IS NULL;

  CREATE TABLE duplicate_member (
    tip_id uuid PRIMARY KEY,
    group_id uuid NOT NULL REFERENCES duplicate_group,
    links jsonb NOT NULL DEFAULT '[]',
    placed_by text NOT NULL CHECK (placed_by IN ('machine', 'person')),
    received_at timestamptz NOT NULL
  );
  COMMENT ON COLUMN duplicate_member.links IS 'Why it is in the group: kind, score, evidence in words of the anonymised texts';
  CREATE INDEX duplicate_member_of_group ON duplicate_member (group_id, received_at);

  CREATE TABLE duplicate_fingerprint (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tip_id uuid NOT NULL UNIQUE,
    campaign_id uuid NOT NULL,
    exact_key bigint NOT NULL,
    text text NOT NULL,
    received_at timestamptz NOT NULL
  );
  COMMENT ON COLUMN duplicate_fingerprint.text IS 'Anonymised: what a new tip is compared with, word by word';
  CREATE INDEX duplicate_fingerprint_exact ON duplicate_fingerprint (exact_key, number);

  CREATE TABLE duplicate_posting (
    key bigint NOT NULL,
    number bigint NOT NULL,
    PRIMARY KEY (key, number)
  );

  CREATE TABLE duplicate_identifier (
    key bigint NOT NULL,
    received_at timestamptz NOT NULL,
    tip_id uuid NOT NULL,
    PRIMARY KEY (key, received_at, tip_id)
  );
  COMMENT ON COLUMN duplicate_identifier.key IS 'Hash of campaign, type and keyed token: never the value';

  CREATE TABLE duplicate_apart (
    tip_id uuid NOT NULL,
    group_id uuid NOT NULL REFERENCES duplicate_group,
    decision_id uuid NOT NULL,
    PRIMARY KEY (tip_id, group_id)
  );
  COMMENT ON TABLE duplicate_apart IS 'A person said that this tip is not of this group: no later match puts it back';

  CREATE TABLE duplicate_decision (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('split', 'merge', 'canonical')),
    group_id uuid NOT NULL REFERENCES duplicate_group,
    other_group_id uuid REFERENCES duplicate_group,
    tip_ids uuid[] NOT NULL,
    canonical_before uuid NOT NULL,
    decided_at timestamptz NOT NULL,
    undone_at timestamptz
  );
`;

/**
 * Takes the locks, then looks. Volatile on purpose: at READ COMMITTED each statement inside sees what others have
 * committed while this one waited for their lock. Work is bounded: per key the newest few postings, then the best few tips.
 * A wait longer than \`lock_timeout\` goes on without the lock: a tip taken in twice in two groups is mended by a
 * merge, a tip kept waiting is not.
 */
const CANDIDATES = `
  CREATE FUNCTION duplicate_candidates(locks bigint[], exact bigint, keys bigint[], per_key integer, at_most integer)
  RETURNS TABLE (tip_id uuid, text text, group_id uuid, canonical_tip_id uuid)
  LANGUAGE plpgsql VOLATILE SET lock_timeout = '3s' AS $$
  DECLARE
    held bigint;
    alike bigint[];
  BEGIN
    BEGIN
      FOREACH held IN ARRAY locks LOOP
        PERFORM pg_advisory_xact_lock(held);
      END LOOP;
    EXCEPTION WHEN lock_not_available THEN
      NULL;
    END;

    alike := ARRAY(
      SELECT f.number FROM duplicate_fingerprint AS f WHERE f.exact_key = exact ORDER BY f.number LIMIT 4);
    IF cardinality(alike) = 0 THEN
      alike := ARRAY(
        SELECT hit.number
          FROM unnest(keys) AS wanted (key),
               LATERAL (SELECT latest.number, 1 / (1 + ln(count(*) OVER ())) AS rarity
                          FROM (SELECT p.number FROM duplicate_posting AS p
                                 WHERE p.key = wanted.key ORDER BY p.number DESC LIMIT per_key) AS latest) AS hit
         GROUP BY hit.number ORDER BY sum(hit.rarity) DESC, hit.number LIMIT at_most);
    END IF;

    RETURN QUERY
      WITH found AS (
        SELECT f.tip_id, f.text, m.group_id, g.canonical_tip_id
          FROM duplicate_fingerprint AS f
          JOIN duplicate_member AS m ON m.tip_id = f.tip_id
          JOIN duplicate_group AS g ON g.id = m.group_id
         WHERE f.number = ANY (alike))
      SELECT * FROM found
      UNION
      SELECT f.tip_id, f.text, c.group_id, c.canonical_tip_id
        FROM (SELECT DISTINCT found.group_id, found.canonical_tip_id FROM found) AS c
        JOIN duplicate_fingerprint AS f ON f.tip_id = c.canonical_tip_id;
  END $$;
`;
