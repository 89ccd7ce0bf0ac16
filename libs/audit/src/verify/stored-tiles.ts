import type { Database } from '#kernel';

/** The stored tiles `from`..`to` (without `to`) of one level, by index. */
export async function readTiles(
  database: Database,
  level: number,
  from: number,
  to: number,
): Promise<Map<number, Buffer>> {
  const rows = await database.query<{ index: string; hashes: Buffer }>(
    'SELECT index, hashes FROM audit_tile WHERE level = $1 AND index >= $2 AND index < $3',
    [level, from, to],
  );
  return new Map(rows.map(({ index, hashes }) => [Number(index), hashes]));
}
