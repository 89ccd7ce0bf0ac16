import type { Database } from '#kernel';

/** What several workers must not do at the same time though each of them could. */
export type Task = 'witnesses' | 'time-stamp';

/**
 * True for one worker only every `everyMs`: whoever asks first takes the turn, by the database's clock, and the others
 * do without. One that dies in its turn costs one turn.
 */
export async function takeTurn(database: Database, task: Task, everyMs: number): Promise<boolean> {
  const rows = await database.query<unknown>(
    `INSERT INTO audit_turn AS turn (task, next_at) VALUES ($1, now() + $2 * interval '1 millisecond')
     ON CONFLICT (task) DO UPDATE SET next_at = excluded.next_at WHERE turn.next_at <= now()
     RETURNING task`,
    [task, everyMs],
  );
  return rows.length > 0;
}

/** After a turn that came to nothing: another one may be taken in `inMs`. */
export async function tryAgain(database: Database, task: Task, inMs: number): Promise<void> {
  await database.query(
    `UPDATE audit_turn SET next_at = least(next_at, now() + $2 * interval '1 millisecond') WHERE task = $1`,
    [task, inMs],
  );
}
