import type { Database } from '#kernel';

/** A public key in the tables that isn't the one the log names: somebody wrote it there past the desk. */
export interface ForeignKey {
  of: 'unit' | 'person';
  /** The unit's short name, or the account's e-mail. */
  who: string;
}

/**
 * Compares the public keys that things are sealed to with what the log says of them, which witnesses keep from being
 * rewritten. Units made before the log named their key count from its first replacement on.
 */
export async function foreignKeys(database: Database): Promise<ForeignKey[]> {
  return database.query<ForeignKey>(
    `WITH logged AS (
       SELECT DISTINCT ON (subject_kind, subject_id) subject_kind, subject_id,
              coalesce(body::jsonb #>> '{details,key}', body::jsonb #>> '{details,recipient}') AS key
         FROM audit_entry
        WHERE (subject_kind = 'unit' AND action IN ('unit.created', 'unit-key.replaced'))
           OR (subject_kind = 'account' AND action IN ('key.made', 'key.replaced'))
        ORDER BY subject_kind, subject_id, id DESC)
     SELECT 'unit' AS of, unit.slug AS who FROM unit
       JOIN logged ON subject_kind = 'unit' AND subject_id = unit.id::text
      WHERE logged.key IS DISTINCT FROM unit.recipient AND logged.key IS NOT NULL
     UNION ALL
     SELECT 'person', account.email FROM member_key JOIN account ON account.id = account_id
       LEFT JOIN logged ON subject_kind = 'account' AND subject_id = account.id::text
      WHERE logged.key IS DISTINCT FROM member_key.recipient
     ORDER BY 1, 2`,
  );
}
