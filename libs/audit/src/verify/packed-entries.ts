import { pipeline } from 'node:stream/promises';
import type { Database } from '#kernel';
import { to as copyTo } from 'pg-copy-streams';
import { HASH_BYTES } from '../tree/hash.js';
import { TILE_WIDTH } from '../tree/tile-edge.js';

/** position 8, id 36, commitment 32, salt's length 4, body's length 4; then salt and body. */
const ID_AT = 8;
const ID_BYTES = 36;
const COMMITMENT_AT = ID_AT + ID_BYTES;
const SALT_LENGTH_AT = COMMITMENT_AT + HASH_BYTES;
const BODY_LENGTH_AT = SALT_LENGTH_AT + 4;
const HEADER_BYTES = BODY_LENGTH_AT + 4;

/** One entry as verification needs it, left where it was read: most entries are right, and then nothing is copied. */
export class PackedEntry {
  readonly position: number;
  readonly saltBytes: number;
  /** salt || body, just as they are hashed; both empty where the entry was erased. */
  readonly salted: Buffer;
  /** Where the next entry begins. */
  readonly end: number;

  constructor(
    private readonly packed: Buffer,
    private readonly at: number,
  ) {
    this.position = packed.readUInt32BE(at) * 2 ** 32 + packed.readUInt32BE(at + 4);
    this.saltBytes = packed.readInt32BE(at + SALT_LENGTH_AT);
    const start = at + HEADER_BYTES;
    this.end = start + this.saltBytes + packed.readInt32BE(at + BODY_LENGTH_AT);
    this.salted = packed.subarray(start, this.end);
  }

  get id(): string {
    return this.packed.toString('latin1', this.at + ID_AT, this.at + COMMITMENT_AT);
  }

  get commitment(): Buffer {
    return this.packed.subarray(this.at + COMMITMENT_AT, this.at + SALT_LENGTH_AT);
  }

  /** As latin1 text, a character a byte, which is how `sha256Text` gives hashes. */
  get commitmentText(): string {
    return this.packed.toString('latin1', this.at + COMMITMENT_AT, this.at + SALT_LENGTH_AT);
  }
}

/**
 * Reads the entries of the level-0 tiles `from`..`to` (without `to`), each tile's entries packed into one value:
 * a million entries then cost 4,000 rows instead of a million. Tile by tile, so that the index gives their order, and
 * as binary COPY, because a query's answer would spell each byte as two hexadecimal digits.
 */
export async function readTilesOfEntries(
  database: Database,
  from: number,
  to: number,
): Promise<Map<number, PackedEntry[]>> {
  const [first, end] = [Math.trunc(from), Math.trunc(to)]; // COPY takes no parameters: numbers only
  const copied = await copyOut(
    database,
    `SELECT tile, entries FROM generate_series(${first}::bigint, ${end}::bigint - 1) AS tile, LATERAL (
       SELECT string_agg(packed, '') AS entries FROM (
         SELECT int8send(position) || convert_to(id::text, 'LATIN1') || commitment
                || int4send(coalesce(length(salt), 0)) || int4send(coalesce(octet_length(body), 0))
                || coalesce(salt, '') || coalesce(convert_to(body, 'UTF8'), '') AS packed
         FROM audit_integrated WHERE position >= tile * ${TILE_WIDTH} AND position < (tile + 1) * ${TILE_WIDTH}
         ORDER BY position) AS ordered) AS of_tile
     WHERE entries IS NOT NULL`,
  );
  return new Map(rowsOf(copied).map(({ tile, entries }) => [tile, unpack(entries)]));
}

async function copyOut(database: Database, select: string): Promise<Buffer> {
  const client = await database.pool.connect();
  let failure: Error | undefined;
  try {
    const chunks: Buffer[] = [];
    await pipeline(
      client.query(copyTo(`COPY (${select}) TO STDOUT (FORMAT binary)`)),
      async (read: AsyncIterable<Buffer>) => {
        for await (const chunk of read) chunks.push(chunk);
      },
    );
    return Buffer.concat(chunks);
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    client.release(failure); // a connection that failed amid a COPY isn't used again
  }
}

/** PostgreSQL's COPY, binary form: signature 11, flags 4, extension's length 4; rows; -1 where they end. */
const COPY_HEADER_BYTES = 19;
const ROWS_END = -1;

/** A row is its number of fields (2), then each field's length (4) and bytes: `tile` is a bigint, `entries` bytes. */
function rowsOf(copied: Buffer): { tile: number; entries: Buffer }[] {
  const rows = [];
  for (let at = COPY_HEADER_BYTES; copied.readInt16BE(at) !== ROWS_END;) {
    const start = at + 18;
    const end = start + copied.readInt32BE(at + 14);
    rows.push({ tile: Number(copied.readBigInt64BE(at + 6)), entries: copied.subarray(start, end) });
    at = end;
  }
  return rows;
}

function unpack(packed: Buffer): PackedEntry[] {
  const entries: PackedEntry[] = [];
  for (let at = 0; at < packed.length;) {
    const entry = new PackedEntry(packed, at);
    entries.push(entry);
    at = entry.end;
  }
  return entries;
}

export const isErased = ({ salted }: PackedEntry): boolean => salted.length === 0;
