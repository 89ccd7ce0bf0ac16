import { EMPTY_ROOT, HASH_BYTES, rootOfPerfect, rootOver } from './hash.js';

/** C2SP tlog-tiles: a tile holds 256 hashes, that is 8 levels of the tree. */
export const TILE_WIDTH = 256;

/** One tile: `hashes` is up to 256 hashes side by side; at level 0 leaf hashes, above it roots of full tiles below. */
export interface Tile {
  level: number;
  index: number;
  hashes: Buffer;
}

/** Where the tree of `size` leaves still grows: per level the tile that is not full (left out where it is empty). */
export function openTiles(size: number): { level: number; index: number; width: number }[] {
  const open = [];
  for (let level = 0, count = size; count > 0; level += 1, count = Math.floor(count / TILE_WIDTH)) {
    const width = count % TILE_WIDTH;
    if (width > 0) open.push({ level, index: Math.floor(count / TILE_WIDTH), width });
  }
  return open;
}

/**
 * The growing right edge of the tree: all that is needed to append leaves and to know the root, however large the
 * tree is. Hands every tile that changed to whoever keeps them.
 */
export class TileEdge {
  /** Hashes of the open tile of each level. */
  readonly #levels: Buffer[][] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Takes up a tree of `size` leaves again, from its open tiles (see `openTiles`). */
  static of(size: number, tiles: Tile[]): TileEdge {
    const edge = new TileEdge();
    for (const { level, index, width } of openTiles(size)) {
      const tile = tiles.find((each) => each.level === level && each.index === index);
      if (tile === undefined || tile.hashes.length < width * HASH_BYTES) {
        throw new Error(`Tile ${level}/${index} of the audit tree is missing or too short.`);
      }
      edge.levelAt(level).push(...hashesOf(tile.hashes).slice(0, width));
    }
    edge.#size = size;
    return edge;
  }

  /** Appends one leaf; returns the tiles that it filled, lowest level first (mostly none). */
  append(leafHash: Buffer): Tile[] {
    this.#size += 1;
    return this.push(0, this.#size, leafHash);
  }

  /**
   * Appends a whole tile of 256 leaves at once, by the root over them, where no level-0 tile is open; returns the tiles
   * that it filled above itself.
   */
  appendTile(root: Buffer): Tile[] {
    if (this.levelAt(0).length > 0) throw new Error('Only a full tile can follow full tiles.');
    this.#size += TILE_WIDTH;
    return this.push(1, this.#size / TILE_WIDTH, root);
  }

  /** The tiles that are not full. */
  open(): Tile[] {
    return openTiles(this.#size).map(({ level, index }) => ({
      level,
      index,
      hashes: Buffer.concat(this.levelAt(level)),
    }));
  }

  /** The root of the whole tree, or of the tree with `more` leaves that aren't appended. */
  root(more: Buffer[] = []): Buffer {
    const [leaves = [], ...upper] = this.#levels;
    let below: Buffer | undefined;
    for (const open of [[...leaves, ...more], ...upper]) {
      const nodes = below === undefined ? open : [...open, below]; // what is left over below comes last
      if (nodes.length > 0) below = rootOver(nodes);
    }
    return below ?? EMPTY_ROOT;
  }

  /** `hash` becomes the `count`-th of its level; a tile that is full by it hands its root up. */
  private push(level: number, count: number, hash: Buffer): Tile[] {
    const open = this.levelAt(level);
    open.push(hash);
    if (open.length < TILE_WIDTH) return [];
    const index = count / TILE_WIDTH - 1;
    const filled = { level, index, hashes: Buffer.concat(open) };
    open.length = 0;
    return [filled, ...this.push(level + 1, index + 1, rootOfPerfect(filled.hashes))];
  }

  private levelAt(level: number): Buffer[] {
    while (this.#levels.length <= level) this.#levels.push([]);
    return this.#levels[level]!;
  }
}

/** The single hashes of a tile. */
export function hashesOf(tile: Buffer): Buffer[] {
  const hashes = [];
  for (let at = 0; at < tile.length; at += HASH_BYTES) hashes.push(tile.subarray(at, at + HASH_BYTES));
  return hashes;
}
