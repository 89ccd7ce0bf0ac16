import { hashChildren, largestPowerOfTwoBelow } from './hash.js';

/** Where inner nodes come from: `node(level, index)` is the root of the `index`-th perfect subtree of 2^level leaves. */
export interface NodeSource {
  node(level: number, index: number): Promise<Buffer>;
}

/** RFC 9162 2.1.3.1: the hashes that lead from leaf `index` to the root of the tree of `size`, leaf's sibling first. */
export async function inclusionProof(source: NodeSource, index: number, size: number): Promise<Buffer[]> {
  if (index < 0 || index >= size) throw new RangeError('The tree has no such leaf.');
  return pathTo(source, index, 0, size);
}

/** PATH(m, D[begin:end]); `index` counts from the tree's first leaf. */
async function pathTo(source: NodeSource, index: number, begin: number, end: number): Promise<Buffer[]> {
  if (end - begin === 1) return [];
  const split = begin + largestPowerOfTwoBelow(end - begin);
  return index < split
    ? [...(await pathTo(source, index, begin, split)), await rangeHash(source, split, end)]
    : [...(await pathTo(source, index, split, end)), await rangeHash(source, begin, split)];
}

/** RFC 9162 2.1.4.1: shows that the tree of `from` leaves is the beginning of the tree of `to` leaves. */
export async function consistencyProof(source: NodeSource, from: number, to: number): Promise<Buffer[]> {
  if (from < 1 || from > to) throw new RangeError('Only a tree with leaves can be shown to have grown.');
  return subProof(source, from, 0, to, true);
}

/** SUBPROOF(m, D[begin:end], b). */
async function subProof(
  source: NodeSource,
  from: number,
  begin: number,
  end: number,
  isKnown: boolean,
): Promise<Buffer[]> {
  if (from === end) return isKnown ? [] : [await rangeHash(source, begin, end)];
  const split = begin + largestPowerOfTwoBelow(end - begin);
  return from <= split
    ? [...(await subProof(source, from, begin, split, isKnown)), await rangeHash(source, split, end)]
    : [...(await subProof(source, from, split, end, false)), await rangeHash(source, begin, split)];
}

/** The root of the tree of the first `size` leaves, which is at least 1. */
export const rootAt = (source: NodeSource, size: number): Promise<Buffer> => rangeHash(source, 0, size);

/** MTH(D[begin:end]) for a range whose begin is aligned, as all ranges of the two algorithms are. */
async function rangeHash(source: NodeSource, begin: number, end: number): Promise<Buffer> {
  const count = end - begin;
  const level = Math.log2(count);
  if (Number.isInteger(level)) return source.node(level, begin / count);
  const split = begin + largestPowerOfTwoBelow(count);
  return hashChildren(await rangeHash(source, begin, split), await rangeHash(source, split, end));
}

/** RFC 9162 2.1.3.2: the root that the proof leads to; undefined where its length can't be right. */
export function rootFromInclusion(
  leafHash: Buffer,
  index: number,
  size: number,
  proof: Buffer[],
): Buffer | undefined {
  if (index >= size) return undefined;
  let [place, last, hash] = [index, size - 1, leafHash];
  for (const sibling of proof) {
    if (last === 0) return undefined;
    if (place % 2 === 1 || place === last) {
      hash = hashChildren(sibling, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else {
      hash = hashChildren(hash, sibling);
    }
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : undefined;
}

/** RFC 9162 2.1.4.2: true where the proof shows that the tree with `firstRoot` grew into the one with `secondRoot`. */
export function verifyConsistency(
  first: { size: number; root: Buffer },
  second: { size: number; root: Buffer },
  proof: Buffer[],
): boolean {
  if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root);
  if (first.size < 1 || first.size > second.size) return false;
  const path = isPowerOfTwo(first.size) ? [first.root, ...proof] : proof;
  if (path[0] === undefined) return false;
  let [place, last] = [first.size - 1, second.size - 1];
  while (place % 2 === 1) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  let [firstHash, secondHash] = [path[0], path[0]];
  for (const hash of path.slice(1)) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      firstHash = hashChildren(hash, firstHash);
      secondHash = hashChildren(hash, secondHash);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else {
      secondHash = hashChildren(secondHash, hash);
    }
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && firstHash.equals(first.root) && secondHash.equals(second.root);
}

const isPowerOfTwo = (count: number) => Number.isInteger(Math.log2(count));
