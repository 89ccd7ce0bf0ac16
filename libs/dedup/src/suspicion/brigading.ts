import type { Tx } from '#kernel';
import type { Suspicion } from '../links.js';

const WINDOW_MINUTES = 10;
/** A retweeted appeal brings a few repeats a minute; an organised one, dozens. */
const REPEATS_IN_WINDOW = 30;

/** Many new repeats of one text within minutes. The first tips of the group stay in the queue; the flood is set aside. */
export async function recogniseBrigading(tx: Tx, groupId: string, now: Date): Promise<Suspicion | undefined> {
  const [row] = await tx.query<{ repeats: number }[]>(
    `SELECT count(*)::integer AS repeats FROM (
       SELECT 1 FROM duplicate_member
        WHERE group_id = $1 AND received_at > $2::timestamptz - make_interval(mins => $3) AND received_at <= $2
        LIMIT $4) AS recent`,
    [groupId, now, WINDOW_MINUTES, REPEATS_IN_WINDOW + 1],
  );
  if (row!.repeats <= REPEATS_IN_WINDOW) return undefined;
  return { kind: 'brigading', sign: 'many-repeats', count: REPEATS_IN_WINDOW };
}
