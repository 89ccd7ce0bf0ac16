import { type Tx } from '#kernel';
import { ACCOUNT, firstIdAt, MOMENT } from './looked-at.js';

/** Days before the one in question from which the usual is known. */
export const USUAL_DAYS = 28;
/** With fewer days of work than this nobody has habits yet: those of their units count. */
const DAYS_OF_HABIT = 5;
/** So many times the usual is worth a question; below, a busy day is a busy day. */
export const TIMES_USUAL = 3;

/** Keeps how much each person looked at, for the days since `from`; a day only half in sight never shrinks. */
export async function countLooks(tx: Tx, from: Date, looks: readonly string[]): Promise<void> {
  await tx.query(
    `INSERT INTO oversight_day (account_id, day, looks)
     SELECT account, day, count(*)::int FROM (
       SELECT (${ACCOUNT})::uuid AS account, (${MOMENT} AT TIME ZONE 'Europe/Madrid')::date AS day
         FROM audit_entry WHERE id >= $1 AND action = ANY ($2) AND ${ACCOUNT} IS NOT NULL) AS looked
      GROUP BY account, day
     ON CONFLICT (account_id, day) DO UPDATE SET looks = greatest(oversight_day.looks, excluded.looks)`,
    [firstIdAt(from), looks],
  );
}

export interface UnusualDay {
  account: string;
  day: string;
  times: number;
  /** Looks on a usual day; null where nobody of their units has habits either. */
  usual: number | null;
}

/**
 * Days since `from` on which somebody looked at `atLeast` things and at three times what is usual: for them, by the days
 * they worked in the four weeks before; for a newcomer, for the people of their units. Where nothing is usual yet,
 * `atLeast` alone decides.
 */
export function unusualDays(tx: Tx, from: Date, atLeast: number): Promise<UnusualDay[]> {
  return tx.query<UnusualDay[]>(
    `WITH busy AS (
       SELECT account_id, day, looks FROM oversight_day
        WHERE day >= ($1::timestamptz AT TIME ZONE 'Europe/Madrid')::date AND looks >= $2
     ), compared AS (
       SELECT busy.*, coalesce(
         (SELECT avg(before.looks) FROM oversight_day AS before
           WHERE before.account_id = busy.account_id
             AND before.day >= busy.day - ${USUAL_DAYS} AND before.day < busy.day
          HAVING count(*) >= ${DAYS_OF_HABIT}),
         (SELECT avg(before.looks) FROM oversight_day AS before
           WHERE before.account_id <> busy.account_id
             AND before.day >= busy.day - ${USUAL_DAYS} AND before.day < busy.day
             AND EXISTS (SELECT FROM membership AS own JOIN membership AS theirs USING (unit_id)
                  WHERE own.account_id = busy.account_id AND theirs.account_id = before.account_id)
          HAVING count(*) >= ${DAYS_OF_HABIT})) AS usual
         FROM busy)
     SELECT account_id AS account, day::text AS day, looks AS times, round(usual)::int AS usual
       FROM compared WHERE usual IS NULL OR looks >= usual * ${TIMES_USUAL}`,
    [from, atLeast],
  );
}
