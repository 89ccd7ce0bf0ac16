import { rootOfPerfect } from '../tree/hash.js';
import { TILE_WIDTH } from '../tree/tile-edge.js';
import { checkTile } from './check-tile.js';
import { type Connections, copyTiles } from './copy-tiles.js';
import { Findings } from './log-problem.js';
import { tilesIn } from './packed-entries.js';

/** Level-0 tiles that lie side by side: `first`..`after` (without `after`), of a log of `size` entries. */
export interface Stretch {
  first: number;
  after: number;
  size: number;
}

/** A level-0 tile whose entries have been compared with its leaves. */
export interface CheckedTile {
  /** The leaf hashes to rebuild the tree from: 256, less in the last tile. */
  leaves: Uint8Array;
  /** The root over them, where the tile is full. */
  root: Uint8Array | undefined;
  /** Undefined where all is right. */
  findings: Pick<Findings, 'problems' | 'count'> | undefined;
}

/**
 * All that can be done of a stretch without any other: reading it, comparing entries and leaves, hashing tiles. What was
 * read into is left in `spare` for the next one.
 */
export async function checkStretch(
  connections: Connections,
  { first, after, size }: Stretch,
  spare: Buffer[] = [],
): Promise<CheckedTile[]> {
  const copied = await copyTiles(connections, first, after, spare);
  const checked = tilesIn(copied).map(({ index, hashes, entries }) => {
    const findings = new Findings();
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    const leaves = checkTile({ index, width, hashes, entries }, findings);
    return {
      leaves,
      root: width === TILE_WIDTH ? new Uint8Array(rootOfPerfect(leaves)) : undefined,
      findings: findings.count === 0 ? undefined : { problems: findings.problems, count: findings.count },
    };
  });
  spare.push(Buffer.from(copied.buffer));
  return checked;
}
