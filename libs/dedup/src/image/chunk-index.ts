/**
 * Multi-index hashing (Norouzi, Punjani & Fleet, CVPR 2012): cut into 16 chunks of 16 bits, two hashes that differ in at
 * most 31 bits differ in at most one bit of at least one chunk. So every one of them is found under some chunk looked up
 * as it is and with each single bit turned over: 16 × 17 exact lookups instead of a comparison with everything.
 */
export const CHUNKS = 16;
const HEX_PER_CHUNK = 4;

/** The 16 keys that a hash is kept under: chunk number and value. */
export function chunkKeys(hash: string): number[] {
  return Array.from({ length: CHUNKS }, (_, chunk) => {
    const value = Number.parseInt(hash.slice(chunk * HEX_PER_CHUNK, (chunk + 1) * HEX_PER_CHUNK), 16);
    return chunk * 0x10000 + value;
  });
}

/**
 * The 272 keys that it is looked for under; fewer where only so many chunks are asked for with each bit turned over, and the others
 * as they are.
 */
export function neighbourKeys(hash: string, chunks = CHUNKS): number[] {
  return chunkKeys(hash).flatMap((key, chunk) =>
    chunk < chunks ? [key, ...Array.from({ length: 16 }, (_, bit) => key ^ (1 << bit))] : [key],
  );
}
