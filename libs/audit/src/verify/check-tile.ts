import { HASH_BYTES, isTextAt } from '../tree/hash.js';
import { TILE_WIDTH } from '../tree/tile-edge.js';
import type { Findings } from './log-problem.js';
import type { PackedEntries, StoredTile } from './packed-entries.js';

/** A level-0 tile as stored, and the entries that should be its leaves. */
export interface TileToCheck extends StoredTile {
  /** Leaves that the tree has here: 256, less in the last tile. */
  width: number;
}

/**
 * Compares each entry with its leaf; returns the leaf hashes to rebuild the tree from. They are the stored ones, as
 * far as there are any: whether *they* are right is for the roots to say, so that one altered entry is one finding.
 */
export function checkTile(tile: TileToCheck, findings: Findings): Buffer {
  const leaves = Buffer.alloc(tile.width * HASH_BYTES);
  const kept = tile.hashes?.copy(leaves) ?? 0;
  if (kept < leaves.length) {
    findings.add({
      kind: 'tree-altered',
      what: `The tile 0/${tile.index} is ${tile.hashes === undefined ? 'missing' : 'too short'}.`,
      position: tile.index * TILE_WIDTH + Math.floor(kept / HASH_BYTES),
    });
  }
  const first = tile.index * TILE_WIDTH;
  let expected = first;
  const { entries } = tile;
  while (entries?.next() && entries.position < first + tile.width) {
    for (; expected < entries.position; expected += 1) findings.add(missing(expected));
    if (entries.position < expected) {
      findings.add({
        kind: 'entry-doubled',
        what: `Two entries claim place ${entries.position}; the second is ${entries.id}.`,
        position: entries.position,
        entryId: entries.id,
      });
      continue;
    }
    const at = (entries.position - first) * HASH_BYTES;
    const leaf = entries.isErased || entries.isItself() ? entries.leafText() : undefined;
    if (at >= kept && leaf !== undefined) leaves.write(leaf, at, 'latin1');
    if (leaf === undefined || !isTextAt(leaf, leaves, at)) findings.add(altered(entries));
    expected = entries.position + 1;
  }
  for (; expected < first + tile.width; expected += 1) findings.add(missing(expected));
  return leaves;
}

const missing = (position: number) => ({
  kind: 'entry-missing' as const,
  what: `No entry has place ${position}.`,
  position,
});

const altered = ({ position, id }: PackedEntries) => ({
  kind: 'entry-altered' as const,
  what: `Entry ${id} isn't what the tree holds at place ${position}.`,
  position,
  entryId: id,
});
