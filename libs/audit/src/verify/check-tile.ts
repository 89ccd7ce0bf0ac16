import { HASH_BYTES, leafHashText, sha256Text } from '../tree/hash.js';
import { TILE_WIDTH } from '../tree/tile-edge.js';
import type { Findings } from './log-problem.js';
import { isErased, type PackedEntry } from './packed-entries.js';

/** A level-0 tile as stored, and the entries that should be its leaves. */
export interface TileToCheck {
  index: number;
  /** Leaves that the tree has here: 256, less in the last tile. */
  width: number;
  hashes: Buffer | undefined;
  entries: PackedEntry[];
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
  for (const entry of tile.entries) {
    if (entry.position >= first + tile.width) break;
    for (; expected < entry.position; expected += 1) findings.add(missing(expected));
    if (entry.position < expected) {
      findings.add({
        kind: 'entry-doubled',
        what: `Two entries claim place ${entry.position}; the second is ${entry.id}.`,
        position: entry.position,
        entryId: entry.id,
      });
      continue;
    }
    const at = (entry.position - first) * HASH_BYTES;
    const leaf = leafOf(entry);
    if (at >= kept && leaf !== undefined) leaves.write(leaf, at, 'latin1');
    if (leaf === undefined || leaf !== leaves.toString('latin1', at, at + HASH_BYTES))
      findings.add(altered(entry));
    expected = entry.position + 1;
  }
  for (; expected < first + tile.width; expected += 1) findings.add(missing(expected));
  return leaves;
}

/** The leaf hash that the entry's own bytes give, as latin1 text; undefined where the entry contradicts itself. */
function leafOf(entry: PackedEntry): string | undefined {
  const commitment = entry.commitmentText;
  if (!isErased(entry) && !(namesItself(entry) && sha256Text(entry.salted) === commitment)) return undefined;
  return leafHashText(commitment);
}

/**
 * The id in the hashed body is the row's id. The last occurrence is the member itself: `form` and `id` are followed
 * only by strings, in which a quotation mark is escaped, and by `subject`, which has no `form`. Forms have one digit.
 */
function namesItself({ id, salted, saltBytes }: PackedEntry): boolean {
  const form = salted.lastIndexOf(FORM_MEMBER);
  const at = form + FORM_MEMBER.length + 1;
  return (
    form >= saltBytes && salted.toString('latin1', at, at + ID_MEMBER.length + id.length) === ID_MEMBER + id
  );
}

const FORM_MEMBER = '"form":';
const ID_MEMBER = ',"id":"';

const missing = (position: number) => ({
  kind: 'entry-missing' as const,
  what: `No entry has place ${position}.`,
  position,
});

const altered = ({ position, id }: PackedEntry) => ({
  kind: 'entry-altered' as const,
  what: `Entry ${id} isn't what the tree holds at place ${position}.`,
  position,
  entryId: id,
});
