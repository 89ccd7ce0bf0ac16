import { HASH_BYTES, rootOver } from './hash.js';
import type { NodeSource } from './proofs.js';
import { hashesOf, TILE_WIDTH } from './tile-edge.js';

/** Levels of the tree that one tile spans. */
const TILE_HEIGHT = Math.log2(TILE_WIDTH);

/** The tree's nodes, computed from tiles that are fetched once each. */
export class TileSource implements NodeSource {
  readonly #tiles = new Map<string, Promise<Buffer>>();

  constructor(private readonly fetchTile: (level: number, index: number) => Promise<Buffer>) {}

  async node(level: number, index: number): Promise<Buffer> {
    const tileLevel = Math.floor(level / TILE_HEIGHT);
    const count = 2 ** (level % TILE_HEIGHT); // of this tile's hashes lie below the node
    const first = index * count;
    const tile = await this.tile(tileLevel, Math.floor(first / TILE_WIDTH));
    const at = (first % TILE_WIDTH) * HASH_BYTES;
    const hashes = hashesOf(tile.subarray(at, at + count * HASH_BYTES));
    if (hashes.length < count) throw new Error(`The audit tree has no node ${level}/${index}.`);
    return rootOver(hashes);
  }

  private tile(level: number, index: number): Promise<Buffer> {
    const name = `${level}/${index}`;
    const known = this.#tiles.get(name) ?? this.fetchTile(level, index);
    this.#tiles.set(name, known);
    return known;
  }
}
