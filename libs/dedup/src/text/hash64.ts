const { imul } = Math;

/**
 * A fast 64-bit hash of a string, as the signed integer that PostgreSQL's bigint holds: two 32-bit lanes with
 * different multipliers, mixed at the end so that every bit depends on every character. Not for secrets.
 */
export function hash64(text: string, seed = 0): bigint {
  let high = 0x9e3779b9 ^ seed;
  let low = 0x85ebca6b ^ imul(seed + 1, 0xc2b2ae35);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = imul(high ^ unit, 0x01000193);
    low = imul(low ^ unit, 0x5bd1e995) ^ (low >>> 15);
  }
  return (BigInt(scramble(high ^ scramble(low)) | 0) << 32n) | BigInt(scramble(low ^ imul(high, 31)));
}

/** Evenly spread in (0, 1). */
export function hashFraction(text: string, seed: number): number {
  return (Number(BigInt.asUintN(32, hash64(text, seed))) + 1) / (2 ** 32 + 2);
}

function scramble(lane: number): number {
  let mixed = lane ^ (lane >>> 16);
  mixed = imul(mixed, 0x7feb352d);
  mixed ^= mixed >>> 15;
  mixed = imul(mixed, 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
