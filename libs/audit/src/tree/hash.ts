import { createHash, hash } from 'node:crypto';

/** SHA-256, as everywhere in RFC 9162 and the C2SP tlog formats. */
export const HASH_BYTES = 32;

const LEAF_PREFIX = Buffer.of(0x00);

/** RFC 9162 2.1.1: the hash of a leaf, SHA-256(0x00 || leaf). */
export function hashLeaf(leaf: Buffer): Buffer {
  return createHash('sha256').update(LEAF_PREFIX).update(leaf).digest();
}

/** RFC 9162 2.1.1: the hash of an inner node, SHA-256(0x01 || left || right). */
export function hashChildren(left: Buffer, right: Buffer): Buffer {
  const node = Buffer.allocUnsafe(1 + 2 * HASH_BYTES);
  node[0] = 0x01;
  left.copy(node, 1);
  right.copy(node, 1 + HASH_BYTES);
  return hash('sha256', node, 'buffer');
}

/** RFC 9162 2.1.1: the root of the tree without leaves, SHA-256 of nothing. */
export const EMPTY_ROOT = hash('sha256', '', 'buffer');

/**
 * The root over `nodes`, split at the largest power of two below their number (RFC 9162 2.1.1). `nodes` are leaf
 * hashes, or roots of perfect subtrees of one size, of which the last may be smaller.
 */
export function rootOver(nodes: Buffer[]): Buffer {
  if (nodes.length === 0) return EMPTY_ROOT;
  if (nodes.length === 1) return nodes[0]!;
  const split = largestPowerOfTwoBelow(nodes.length);
  return hashChildren(rootOver(nodes.slice(0, split)), rootOver(nodes.slice(split)));
}

/** The largest power of two smaller than `count`, which is at least 2; exact up to 2^53. */
export function largestPowerOfTwoBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}
