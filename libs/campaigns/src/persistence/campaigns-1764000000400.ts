import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls for collaboration. The checks repeat the rules that must hold whatever program writes here. */
export class Campaigns1764000000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE campaign (
        id uuid PRIMARY KEY,
        slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        kind text NOT NULL CHECK (kind IN ('tips', 'questions', 'contest')),
        state text NOT NULL CHECK (state IN ('draft', 'live', 'paused', 'closed')),
        languages text[] NOT NULL CHECK (cardinality(languages) > 0),
        wording jsonb NOT NULL,
        hashtags text[] NOT NULL,
        opens_at timestamptz,
        closes_at timestamptz,
        unit_ids uuid[] NOT NULL,
        default_unit_id uuid NOT NULL REFERENCES unit (id),
        created_at timestamptz NOT NULL,
        launched_at timestamptz,
        version integer NOT NULL,
        CHECK (opens_at < closes_at),
        CHECK (default_unit_id = ANY (unit_ids)),
        CHECK (state = 'draft' OR launched_at IS NOT NULL)
      );
      CREATE INDEX campaign_live ON campaign (launched_at DESC) WHERE state = 'live';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE campaign');
  }
}
