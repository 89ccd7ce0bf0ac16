import { pipeline } from 'node:stream/promises';
import type { Pool } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { TILE_WIDTH } from '../tree/tile-edge.js';

/** Where one is taken for a read: the server's pool, or a thread's own. */
export type Connections = Pick<Pool, 'connect'>;

/**
 * Reads the level-0 tiles `from`..`to` (without `to`), each tile's entries packed into one value: a million entries then
 * cost 4,000 rows instead of a million. Tile by tile, so that the index gives their order, and as binary COPY, because a
 * query's answer would spell each byte as two hexadecimal digits. What comes is for `tilesIn`, and
 * lies in one of `spare` where there is one: a stretch is large, and making room for each costs time and memory.
 */
export function copyTiles(
  connections: Connections,
  from: number,
  to: number,
  spare: Buffer[] = [],
): Promise<Buffer> {
  const [first, end] = [Math.trunc(from), Math.trunc(to)]; // COPY takes no parameters: numbers only
  return copyOut(
    connections,
    `SELECT tile, hashes, entries FROM generate_series(${first}::bigint, ${end}::bigint - 1) AS tile
       LEFT JOIN audit_tile ON level = 0 AND index = tile, LATERAL (
       SELECT string_agg(packed, '') AS entries FROM (
         SELECT int8send(position) || uuid_send(id) || commitment
                || int4send(coalesce(length(salt), -1)) || int4send(coalesce(octet_length(body), -1))
                || coalesce(salt, '') || coalesce(textsend(body), '') AS packed
         FROM audit_integrated WHERE position >= tile * ${TILE_WIDTH} AND position < (tile + 1) * ${TILE_WIDTH}
         ORDER BY position) AS ordered) AS of_tile ORDER BY tile`,
    spare,
  );
}

async function copyOut(connections: Connections, select: string, spare: Buffer[]): Promise<Buffer> {
  const client = await connections.connect();
  let failure: Error | undefined;
  try {
    let into = spare.pop() ?? Buffer.allocUnsafeSlow(STRETCH_BYTES);
    let length = 0;
    await pipeline(
      client.query(copyTo(`COPY (${select}) TO STDOUT (FORMAT binary)`)),
      async (read: AsyncIterable<Buffer>) => {
        for await (const chunk of read) {
          if (length + chunk.length > into.length) into = enlarged(into);
          length += chunk.copy(into, length);
        }
      },
    );
    return into.subarray(0, length);
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    client.release(failure); // a connection that failed amid a COPY isn't used again
  }
}

/** What 4,096 entries of the usual length take, and a little more. */
const STRETCH_BYTES = 3 * 2 ** 20;

function enlarged(bytes: Buffer): Buffer {
  const larger = Buffer.allocUnsafeSlow(2 * bytes.length);
  bytes.copy(larger);
  return larger;
}
