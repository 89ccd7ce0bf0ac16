import { pipeline } from 'node:stream/promises';
import type { Database } from '#kernel';
import { to as copyTo } from 'pg-copy-streams';
import { HASH_BYTES, isTextAt, leafHashTextAt, sha256Text } from '../tree/hash.js';
import { TILE_WIDTH } from '../tree/tile-edge.js';
import { namesId } from './named-id.js';

/** position 8, id 16, commitment 32, salt's length 4, body's length 4 (-1 where there is none); then salt and body. */
const ID_AT = 8;
const COMMITMENT_AT = ID_AT + 16;
const SALT_LENGTH_AT = COMMITMENT_AT + HASH_BYTES;
const BODY_LENGTH_AT = SALT_LENGTH_AT + 4;
const HEADER_BYTES = BODY_LENGTH_AT + 4;

/**
 * The entries of one tile, looked at one after the other where they were read. There is no object for each of them and
 * nothing is copied or made into text as long as all is right: that would cost more than hashing their leaves.
 */
export class PackedEntries {
  /** Of the entry looked at, which is the first one only after `next`. */
  position = -1;
  /** Its body and its salt were taken away: what is left is the commitment. */
  isErased = false;
  #at = 0;
  #bodyAt = 0;
  #end = 0;

  constructor(private readonly packed: Buffer) {}

  /** Goes on to the next entry; false where there is none. */
  next(): boolean {
    const { packed } = this;
    const at = this.#end;
    if (at >= packed.length) return false;
    const saltBytes = packed.readInt32BE(at + SALT_LENGTH_AT);
    const bodyBytes = packed.readInt32BE(at + BODY_LENGTH_AT);
    this.position = packed.readUInt32BE(at) * 2 ** 32 + packed.readUInt32BE(at + 4);
    this.isErased = saltBytes < 0 && bodyBytes < 0;
    this.#at = at;
    this.#bodyAt = at + HEADER_BYTES + Math.max(0, saltBytes);
    this.#end = this.#bodyAt + Math.max(0, bodyBytes);
    return true;
  }

  get id(): string {
    const hex = this.packed.toString('hex', this.#at + ID_AT, this.#at + COMMITMENT_AT);
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  get commitment(): Buffer {
    return this.packed.subarray(this.#at + COMMITMENT_AT, this.#at + SALT_LENGTH_AT);
  }

  get salt(): Buffer {
    return this.packed.subarray(this.#at + HEADER_BYTES, this.#bodyAt);
  }

  get body(): string {
    return this.packed.toString('utf8', this.#bodyAt, this.#end);
  }

  /** Its commitment is SHA-256(salt || body), and the id in the hashed body is the row's id. */
  isItself(): boolean {
    return (
      namesId(this.packed, this.#bodyAt, this.#end, this.#at + ID_AT) &&
      isTextAt(
        sha256Text(this.packed.subarray(this.#at + HEADER_BYTES, this.#end)),
        this.packed,
        this.#at + COMMITMENT_AT,
      )
    );
  }

  /** The hash of its leaf, as latin1 text, a character a byte. */
  leafText(): string {
    return leafHashTextAt(this.packed, this.#at + COMMITMENT_AT);
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
): Promise<Map<number, PackedEntries>> {
  const [first, end] = [Math.trunc(from), Math.trunc(to)]; // COPY takes no parameters: numbers only
  const copied = await copyOut(
    database,
    `SELECT tile, entries FROM generate_series(${first}::bigint, ${end}::bigint - 1) AS tile, LATERAL (
       SELECT string_agg(packed, '') AS entries FROM (
         SELECT int8send(position) || uuid_send(id) || commitment
                || int4send(coalesce(length(salt), -1)) || int4send(coalesce(octet_length(body), -1))
                || coalesce(salt, '') || coalesce(convert_to(body, 'UTF8'), '') AS packed
         FROM audit_integrated WHERE position >= tile * ${TILE_WIDTH} AND position < (tile + 1) * ${TILE_WIDTH}
         ORDER BY position) AS ordered) AS of_tile
     WHERE entries IS NOT NULL`,
  );
  return new Map(rowsOf(copied).map(({ tile, entries }) => [tile, new PackedEntries(entries)]));
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
