import type { Database } from './database.js';

/**
 * Does `work` unless another process is at the same (`name`): an advisory lock of PostgreSQL, held by a connection of its
 * own, so that its holder's death gives it back at once. `lost` aborts when that connection breaks: from then on another
 * may be at it, so work that must be alone stops there. Returns `busy` without waiting.
 */
export async function onlyOne<T>(
  database: Database,
  name: string,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<T | 'busy'> {
  const client = await database.pool.connect();
  const lost = new AbortController();
  // A connection that breaks while nothing is asked of it says so by an event; unheard, it would end the process.
  let broken: Error | undefined;
  const breaks = (error: Error) => {
    broken = error;
    lost.abort();
  };
  client.on('error', breaks);
  const ask = async (what: string) =>
    (
      await client.query<{ done: boolean }>(`SELECT ${what}(hashtextextended($1, 0)) AS done`, [
        `colabora ${name}`,
      ])
    ).rows[0]!.done;
  try {
    if (!(await ask('pg_try_advisory_lock'))) return 'busy';
    try {
      return await work(lost.signal);
    } finally {
      if (broken === undefined) await ask('pg_advisory_unlock').catch(breaks);
    }
  } finally {
    client.removeListener('error', breaks);
    client.release(broken);
  }
}
