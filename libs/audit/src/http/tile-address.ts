import { notFound } from '#kernel';
import { TILE_WIDTH } from '../tree/tile-edge.js';

/** What a tile's address asks for: `<N>` or `<N>.p/<W>`, N in groups of three digits, all but the last after an x. */
export interface TileAddress {
  index: number;
  /** 256 for a full tile. */
  width: number;
}

const ADDRESS = /^((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Reads the part of a tile's path after its level (C2SP tlog-tiles); throws `not-found` where it is none. */
export function readTileAddress(path: string): TileAddress {
  const [, groups, width] = ADDRESS.exec(path) ?? [];
  const index = Number(groups?.replaceAll(/[x/]/g, ''));
  const address = { index, width: width === undefined ? TILE_WIDTH : Number(width) };
  // One address a tile, as caches like it: no superfluous groups of zeros, no partial tile that is full.
  const isCanonical =
    Number.isSafeInteger(index) &&
    groups === tileGroups(index) &&
    (width === undefined || address.width < TILE_WIDTH);
  if (!isCanonical) throw notFound('tile');
  return address;
}

/** 1234067 becomes `x001/x234/067`. */
export function tileGroups(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)!;
  return groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join('/');
}
