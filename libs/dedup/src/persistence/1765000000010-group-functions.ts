import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The public role takes tips in without the right to read groups or texts (docs/decisions/0020): these functions do the
 * little that folding needs, with the rights of the tables' owner.
 */
export class GroupFunctions1765000000010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER FUNCTION duplicate_candidates(bigint[], bigint, bigint[], integer, integer)
        SECURITY DEFINER SET search_path = public, pg_temp;

      CREATE FUNCTION duplicate_grow(wanted uuid, at timestamptz)
      RETURNS TABLE (group_id uuid, canonical_tip_id uuid)
      LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        successor uuid := wanted;
      BEGIN
        -- Where it was merged into another since it was looked up, that one grows.
        LOOP
          RETURN QUERY
            UPDATE duplicate_group AS g SET size = g.size + 1, last_received_at = greatest(g.last_received_at, at)
             WHERE g.id = successor AND g.merged_into IS NULL RETURNING g.id, g.canonical_tip_id;
          EXIT WHEN FOUND;
          SELECT g.merged_into INTO STRICT successor FROM duplicate_group AS g WHERE g.id = successor;
        END LOOP;
      END $$;
      COMMENT ON FUNCTION duplicate_grow IS 'Counts one more member; says which group it became and who stands for it';

      CREATE FUNCTION duplicate_join(tip uuid, wanted uuid, links jsonb, at timestamptz)
      RETURNS TABLE (group_id uuid, canonical_tip_id uuid)
      LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        grown record;
      BEGIN
        SELECT * INTO STRICT grown FROM duplicate_grow(wanted, at);
        INSERT INTO duplicate_member (tip_id, group_id, links, placed_by, received_at)
        VALUES (tip, grown.group_id, links, 'machine', at);
        RETURN QUERY SELECT grown.group_id, grown.canonical_tip_id;
      END $$;
      COMMENT ON FUNCTION duplicate_join IS 'Adds a new tip to a group';

      CREATE FUNCTION duplicate_suggest(tip uuid, others uuid[], kinds text[], scores real[], evidences jsonb[])
      RETURNS void
      LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO duplicate_suggestion (tip_id, other_tip_id, kind, score, evidence)
        SELECT tip, link.* FROM unnest(others, kinds, scores, evidences) AS link
            ON CONFLICT (tip_id, other_tip_id) DO UPDATE
           SET kind = excluded.kind, score = excluded.score, evidence = excluded.evidence
         WHERE excluded.score > duplicate_suggestion.score;
      END $$;
      COMMENT ON FUNCTION duplicate_suggest IS 'Keeps what is alike and not folded; of two findings about a pair the stronger';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION duplicate_suggest, duplicate_join, duplicate_grow;
      ALTER FUNCTION duplicate_candidates(bigint[], bigint, bigint[], integer, integer) SECURITY INVOKER RESET search_path;
    `);
  }
}
