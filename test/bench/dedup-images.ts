import type { Database } from '#kernel';
import { chunkKeys } from '../../libs/dedup/src/image/chunk-index.js';
import { findPictures, pictureKeyBase } from '../../libs/dedup/src/image/image-records.js';
import type { Random } from '../fixtures/dedup/random.js';
import { BENCH_CAMPAIGN, tipIdOf } from './dedup-texts.js';

export interface KnownImages {
  count: number;
  hashes: string[];
}

const BATCH = 2_000;
const HEX = '0123456789abcdef';

/** Random hashes with half of their bits set, as PDQ's are by construction; each belongs to one of the loaded tips. */
export async function loadImages(database: Database, count: number, random: Random): Promise<KnownImages> {
  const hashes = Array.from({ length: count }, () => randomHash(random));
  const base = pictureKeyBase(BENCH_CAMPAIGN);
  for (let start = 0; start < count; start += BATCH) {
    const batch = hashes.slice(start, start + BATCH);
    await database.query(
      `INSERT INTO duplicate_image (number, tip_id, file_id, file_key, hash) OVERRIDING SYSTEM VALUE
       SELECT number, id, id, number, hash FROM unnest($1::bigint[], $2::uuid[], $3::bit(256)[]) AS row (number, id, hash)`,
      [
        batch.map((_, step) => start + step + 1),
        batch.map((_, step) => tipIdOf(start + step)),
        batch.map(bitsOf),
      ],
    );
    await database.query(
      'INSERT INTO duplicate_image_posting (key, number, hash) SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bit(256)[])',
      [
        batch.flatMap((hash) => chunkKeys(hash).map((key) => String(base + BigInt(key)))),
        batch.flatMap((_, step) => Array.from({ length: 16 }, () => start + step + 1)),
        batch.map(bitsOf).flatMap((bits) => Array.from({ length: 16 }, () => bits)),
      ],
    );
  }
  await database.query('VACUUM ANALYZE duplicate_image, duplicate_image_posting');
  return { count, hashes };
}

export interface ImageFigures {
  milliseconds: number[];
  /** Part of the known pictures that were found, asked for as they are, turned or mirrored. */
  found: number;
  foundTurned: number;
  bruteForce: number[];
}

/** A third of the lookups for a known picture as it is, a third for a known one turned, a third for an unknown one. */
export async function measureImages(
  database: Database,
  { hashes: known }: KnownImages,
  lookups: number,
  random: Random,
): Promise<ImageFigures> {
  const milliseconds: number[] = [];
  const bruteForce: number[] = [];
  const asked = [0, 0];
  const found = [0, 0];
  for (let step = -50; step < lookups; step++) {
    const kind = Math.abs(step) % 3;
    const original = random.below(known.length);
    const hashes = Array.from({ length: 8 }, () => randomHash(random));
    if (kind < 2) hashes[kind === 0 ? 0 : 1 + random.below(7)] = changeBits(known[original]!, random);
    const startedAt = performance.now();
    const near = await findPictures(database.reader, BENCH_CAMPAIGN, {
      sha256: hashes[0]!,
      views: [{ quality: 100, hashes, middles: [] }],
    });
    if (step < 0) continue;
    milliseconds.push(performance.now() - startedAt);
    if (kind === 2) continue;
    asked[kind]!++;
    if (near.some(({ tipId }) => tipId === tipIdOf(original))) found[kind]!++;
    if (bruteForce.length < 5) bruteForce.push(await compareWithAll(database, hashes));
  }
  const [foundAsItIs, foundTurned] = found.map((times, kind) => times / asked[kind]!);
  return { milliseconds, found: foundAsItIs!, foundTurned: foundTurned!, bruteForce };
}

async function compareWithAll(database: Database, hashes: string[]): Promise<number> {
  const startedAt = performance.now();
  await database.query(
    `SELECT number FROM duplicate_image WHERE ${hashes.map((_, at) => `bit_count(hash # $${at + 1}::bit(256)) <= 31`).join(' OR ')}`,
    hashes.map(bitsOf),
  );
  return performance.now() - startedAt;
}

const randomHash = (random: Random) => Array.from({ length: 64 }, () => HEX[random.below(16)]!).join('');

/** Up to 31 bits turned over, as recompression, resizing and a mild filter do. */
function changeBits(hash: string, random: Random): string {
  const digits = [...hash].map((digit) => Number.parseInt(digit, 16));
  for (let count = random.below(32); count > 0; count--) digits[random.below(64)]! ^= 1 << random.below(4);
  return digits.map((digit) => HEX[digit]!).join('');
}

const bitsOf = (hash: string) =>
  [...hash].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
