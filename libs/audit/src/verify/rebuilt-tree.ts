import type { Database } from '#kernel';
import { HASH_BYTES } from '../tree/hash.js';
import { hashesOf, type Tile, TILE_WIDTH, TileEdge } from '../tree/tile-edge.js';
import type { ExpectedRoot, ExpectedRoots } from './expected-roots.js';
import type { Findings } from './log-problem.js';
import { readTiles } from './stored-tiles.js';

/** The tree rebuilt from its leaves, compared on the way with the stored tiles and with every root ever signed. */
export class RebuiltTree {
  readonly #edge = new TileEdge();
  /** The largest size whose root was right. */
  #rightUpTo = 0;
  #isBroken = false;

  constructor(
    private readonly database: Database,
    private readonly roots: ExpectedRoots,
    private readonly findings: Findings,
  ) {}

  get size(): number {
    return this.#edge.size;
  }

  root(): Buffer {
    return this.#edge.root();
  }

  /** Adds the leaf hashes of the next level-0 tile: 256 with the root over them, less in the last one. */
  async add(leaves: Buffer, root?: Buffer): Promise<void> {
    const count = leaves.length / HASH_BYTES;
    for (const expected of await this.roots.upTo(this.size + count)) {
      const more = hashesOf(leaves.subarray(0, (expected.size - this.size) * HASH_BYTES));
      this.compare(expected, this.#edge.root(more));
    }
    if (root !== undefined) await this.compareTiles(this.#edge.appendTile(root));
    else for (const leaf of hashesOf(leaves)) this.#edge.append(leaf);
  }

  /** Compares what is left: a checkpoint of an empty log, and the open tiles above level 0. */
  async finish(): Promise<void> {
    for (const expected of await this.roots.upTo(this.size)) this.compare(expected, this.root());
    await this.compareTiles(this.#edge.open().filter(({ level }) => level > 0));
  }

  private compare(expected: ExpectedRoot, root: Buffer): void {
    if (root.equals(expected.root)) {
      this.#rightUpTo = expected.size;
    } else if (expected.source === 'remembered') {
      this.findings.add({
        kind: 'checkpoint-forked',
        what: `A remembered checkpoint signs another root for ${expected.size} entries than this log has.`,
        position: expected.size,
      });
    } else if (!this.#isBroken) {
      this.#isBroken = true; // every later root differs too
      this.findings.add({
        kind: 'tree-altered',
        what: `Between places ${this.#rightUpTo} and ${expected.size - 1} the tree isn't the one that was signed.`,
        position: this.#rightUpTo,
      });
    }
  }

  private async compareTiles(tiles: Tile[]): Promise<void> {
    for (const { level, index, hashes } of tiles) {
      const stored = (await readTiles(this.database, level, index, index + 1)).get(index);
      // An open tile may have grown since verification began.
      if (stored?.subarray(0, hashes.length).equals(hashes)) continue;
      this.findings.add({
        kind: 'tree-altered',
        what: `The tile ${level}/${index} isn't what its leaves give.`,
        position: index * TILE_WIDTH ** (level + 1),
      });
    }
  }
}
