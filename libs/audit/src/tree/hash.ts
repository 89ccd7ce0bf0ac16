import { hash } from 'node:crypto';

/** SHA-256, as everywhere in RFC 9162 and the C2SP tlog formats. */
export const HASH_BYTES = 32;

/**
 * SHA-256 in one call, as latin1 text, a character a byte: three times as fast as asking for a Buffer, whose making
 * costs more than hashing an inner node. Enough where hashes are only compared.
 */
export const sha256Text = (bytes: Buffer): string => hash('sha256', bytes, 'binary');

/** SHA-256 in one call. */
export const sha256 = (bytes: Buffer): Buffer => Buffer.from(sha256Text(bytes), 'latin1');

/** RFC 9162 2.1.1: the hash of a leaf, SHA-256(0x00 || leaf). */
export function hashLeaf(leaf: Buffer): Buffer {
  const prefixed = Buffer.allocUnsafe(1 + leaf.length);
  prefixed[0] = 0x00;
  leaf.copy(prefixed, 1);
  return sha256(prefixed);
}

/** Where the leaves of commitments are put together. */
const LEAF = Buffer.alloc(1 + HASH_BYTES, 0x00);

/** `hashLeaf` of the 32 bytes at `at`, as latin1 text, without a Buffer made for it. */
export function leafHashTextAt(bytes: Buffer, at: number): string {
  bytes.copy(LEAF, 1, at, at + HASH_BYTES);
  return sha256Text(LEAF);
}

/** Whether a hash, as latin1 text, is what stands at `at`. In a loop: making text or a Buffer of it costs more. */
export function isTextAt(text: string, bytes: Buffer, at: number): boolean {
  for (let index = 0; index < HASH_BYTES; index += 1) {
    if (text.charCodeAt(index) !== bytes[at + index]) return false;
  }
  return true;
}

/** Where inner nodes are put together; hashing is synchronous, so one place is enough. */
const NODE = Buffer.alloc(1 + 2 * HASH_BYTES, 0x01);

/** RFC 9162 2.1.1: the hash of an inner node, SHA-256(0x01 || left || right). */
export function hashChildren(left: Buffer, right: Buffer): Buffer {
  left.copy(NODE, 1);
  right.copy(NODE, 1 + HASH_BYTES);
  return sha256(NODE);
}

/** RFC 9162 2.1.1: the root of the tree without leaves, SHA-256 of nothing. */
export const EMPTY_ROOT = sha256(Buffer.alloc(0));

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

/** The root over a power of two of hashes that lie side by side, such as a full tile: level by level, in place. */
export function rootOfPerfect(hashes: Buffer): Buffer {
  const level = Buffer.from(hashes);
  for (let count = hashes.length / HASH_BYTES; count > 1; count /= 2) {
    for (let pair = 0; pair < count / 2; pair += 1) {
      level.copy(NODE, 1, pair * 2 * HASH_BYTES, (pair + 1) * 2 * HASH_BYTES);
      level.write(hash('sha256', NODE, 'binary'), pair * HASH_BYTES, 'latin1');
    }
  }
  return level.subarray(0, HASH_BYTES);
}

/** The largest power of two smaller than `count`, which is at least 2; exact up to 2^53. */
export function largestPowerOfTwoBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}
