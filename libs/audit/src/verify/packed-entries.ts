import type { Database } from '#kernel';
import { HASH_BYTES } from '../tree/hash.js';
import { TILE_WIDTH } from '../tree/tile-edge.js';

/** One entry as verification needs it. */
export interface PackedEntry {
  position: number;
  id: string;
  commitment: Buffer;
  /** salt || body, just as they are hashed; both empty where the entry was erased. */
  salted: Buffer;
  saltBytes: number;
}

/** position 8, id 36, commitment 32, salt's length 4, body's length 4; then salt and body. */
const HEADER_BYTES = 84;

/**
 * Reads the entries of the level-0 tiles `from`..`to` (without `to`), each tile's entries packed into one value:
 * a million entries then cost 4,000 rows instead of a million. Tile by tile, so that the index gives their order.
 */
export async function readTilesOfEntries(
  database: Database,
  from: number,
  to: number,
): Promise<Map<number, PackedEntry[]>> {
  const rows = await database.query<{ tile: string; entries: Buffer }>(
    `SELECT tile, entries FROM generate_series($1::bigint, $2::bigint - 1) AS tile, LATERAL (
       SELECT string_agg(packed, '') AS entries FROM (
         SELECT int8send(position) || convert_to(id::text, 'LATIN1') || commitment
                || int4send(coalesce(length(salt), 0)) || int4send(coalesce(octet_length(body), 0))
                || coalesce(salt, '') || coalesce(convert_to(body, 'UTF8'), '') AS packed
         FROM audit_integrated WHERE position >= tile * ${TILE_WIDTH} AND position < (tile + 1) * ${TILE_WIDTH}
         ORDER BY position) AS ordered) AS of_tile
     WHERE entries IS NOT NULL`,
    [from, to],
  );
  return new Map(rows.map(({ tile, entries }) => [Number(tile), unpack(entries)]));
}

function unpack(packed: Buffer): PackedEntry[] {
  const entries: PackedEntry[] = [];
  for (let at = 0; at < packed.length;) {
    const saltBytes = packed.readInt32BE(at + 76);
    const start = at + HEADER_BYTES;
    const end = start + saltBytes + packed.readInt32BE(at + 80);
    entries.push({
      position: packed.readUInt32BE(at) * 2 ** 32 + packed.readUInt32BE(at + 4),
      id: packed.toString('latin1', at + 8, at + 44),
      commitment: packed.subarray(at + 44, at + 44 + HASH_BYTES),
      salted: packed.subarray(start, end),
      saltBytes,
    });
    at = end;
  }
  return entries;
}

export const isErased = ({ salted }: PackedEntry): boolean => salted.length === 0;
