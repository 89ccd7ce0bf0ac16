import type { Database } from '#kernel';
import type { StampedCheckpoint } from './time-stamps.js';

const STAMPED = `
  SELECT number, size, note, reply, stamped_at AS at
  FROM audit_timestamp JOIN audit_checkpoint ON number = checkpoint`;

type Row = Omit<StampedCheckpoint, 'size'> & { size: string };
const read = ({ size, ...row }: Row): StampedCheckpoint => ({ ...row, size: Number(size) });

/** The newest one; undefined where none was ever stamped. */
export async function newestStamped(database: Database): Promise<StampedCheckpoint | undefined> {
  const [row] = await database.query<Row>(`${STAMPED} ORDER BY number DESC LIMIT 1`);
  return row && read(row);
}

/** One of them, by the checkpoint's number. */
export async function stampedAt(database: Database, number: string): Promise<StampedCheckpoint | undefined> {
  const [row] = await database.query<Row>(`${STAMPED} WHERE number = $1`, [number]);
  return row && read(row);
}

/** The first one that holds the entry at place `index`; undefined where none does yet. */
export async function firstStampedBeyond(
  database: Database,
  index: number,
): Promise<StampedCheckpoint | undefined> {
  const [row] = await database.query<Row>(`${STAMPED} WHERE size > $1 ORDER BY size LIMIT 1`, [index]);
  return row && read(row);
}

/** Those of at most `size` entries, oldest first. */
export async function* allStamped(database: Database, size: number): AsyncGenerator<StampedCheckpoint> {
  for (let after = '0'; ;) {
    const rows = await database.query<Row>(`${STAMPED} WHERE number > $1 ORDER BY number LIMIT 200`, [after]);
    for (const row of rows) if (Number(row.size) <= size) yield read(row);
    if (rows.length === 0) return;
    after = rows.at(-1)!.number;
  }
}
