import { spoken } from './comparison.js';
import { hash64, hashFraction } from './hash64.js';
import { readWords, type Word } from './words.js';

/** What is kept of a text to find it again. */
export interface TextFingerprint {
  words: Word[];
  /** Equal for texts whose comparison is `exact`. */
  exactKey: bigint;
  /** Up to `SKETCH_SIZE` keys; two texts that share much share several, whatever the length of either. */
  sketch: bigint[];
  /** Held while a tip is being placed, so that two alike at the same moment see each other; sorted. */
  lockKeys: bigint[];
}

/**
 * How many shingles of a text are posted. A weighted bottom-k sample: each shingle has a rank that depends on
 * nothing but itself, and a text posts its k lowest. Where text B is half of text A, B's ranks are among A's, so
 * about k/2 keys are shared; MinHash bands would need four times the postings to find such a cut message
 * (Cohen & Kaplan, "Summarizing data using bottom-k sketches", PODC 2007).
 */
export const SKETCH_SIZE = 16;

/** `scope` keeps the keys of one campaign apart from those of another. */
export function fingerprintText(text: string, scope = ''): TextFingerprint {
  const words = readWords(text);
  const own = spoken(words);
  const shingles = shinglesOf(own);
  const exactKey = hash64(`${scope}\u0001${own.map((word) => word.key).join(' ')}`);
  return {
    words,
    exactKey,
    sketch: sketchOf(shingles, scope),
    lockKeys: lockKeysOf(shingles, exactKey, scope),
  };
}

const { imul } = Math;

interface Shingle {
  key: string;
  /** How much it says: rare things have more weight and are posted before common ones. */
  weight: number;
}

/** Below so many telling words every second neighbour is paired too, or one slip would leave nothing in common. */
const FEW_WORDS = 10;

/**
 * What two tips of one story differ in stands in its facts, and one fact is shared by thousands: neighbouring ones together
 * are a tip's own. One may be lost or misspelt, so every second one is taken along. Each with its weight.
 */
const FACTS_TOGETHER: readonly (readonly [steps: readonly number[], weight: number])[] = [
  [[0, 1], 4],
  [[0, 2], 4],
  [[0, 1, 2], 6],
  [[0, 1, 3], 4],
  [[0, 2, 3], 4],
];

/** Pairs of neighbouring telling words, facts that stand together, and the identifiers alone. */
export function shinglesOf(words: Word[]): Shingle[] {
  const telling = words.filter(
    ({ kind }) => kind === 'content' || kind === 'number' || kind === 'identifier',
  );
  const shingles = new Map<string, number>();
  telling.forEach((word, at) => {
    const [next, second] = [telling[at + 1], telling[at + 2]];
    if (next) shingles.set(`${word.key} ${next.key}`, tells(word) + tells(next));
    if (second && telling.length <= FEW_WORDS)
      shingles.set(`${word.key} _ ${second.key}`, tells(word) + tells(second));
    if (word.kind === 'identifier') shingles.set(word.key, 2 * tells(word));
  });
  const facts = telling.filter(isFact).map(({ key }) => key);
  for (const [steps, weight] of FACTS_TOGETHER) {
    for (let at = 0; at + steps.at(-1)! < facts.length; at++)
      shingles.set(steps.map((step) => facts[at + step]!).join(' & '), weight);
  }
  if (shingles.size === 0) shingles.set(words.map((word) => word.key).join(' '), 1);
  return [...shingles].map(([key, weight]) => ({ key, weight }));
}

/** A number, plate, street, day, colour…: what fills the blanks of a story that many tell. */
const isFact = ({ kind, mayBePlace, opposite }: Word) =>
  kind !== 'content' || mayBePlace || opposite !== undefined;

/** Long words, numbers and names of things are rarer than short words. Never by capitals: copies lose them. */
function tells(word: Word): number {
  if (word.kind === 'identifier') return 3;
  if (word.kind === 'number') return 1.5;
  return Math.min(word.key.length, 10) / 5 + (word.mayBePlace ? 0.5 : 0);
}

function sketchOf(shingles: Shingle[], scope: string): bigint[] {
  return shingles
    .map(({ key, weight }) => ({ key, rank: -Math.log(hashFraction(key, 1)) / weight }))
    .sort((left, right) => left.rank - right.rank)
    .slice(0, SKETCH_SIZE)
    .map(({ key }) => hash64(`${scope}\u0002${key}`));
}

/** Two texts with nine of ten shingles in common share a band with 99.4 %; with half of them, 41 %. */
const LOCK_BANDS = 4;
const HASHES_PER_BAND = 3;

function lockKeysOf(shingles: Shingle[], exactKey: bigint, scope: string): bigint[] {
  const bases = shingles.map(({ key }) => Number(BigInt.asUintN(32, hash64(key))));
  const bands = Array.from({ length: LOCK_BANDS }, (_, band) => {
    const minima = Array.from({ length: HASHES_PER_BAND }, (_, row) =>
      lowest(bases, band * HASHES_PER_BAND + row),
    );
    return hash64(`${scope}\u0003${band}:${minima.join(':')}`);
  });
  return [...new Set([exactKey, ...bands])].sort((left, right) => (left < right ? -1 : 1));
}

function lowest(bases: number[], permutation: number): number {
  const salt = imul(permutation + 1, 0x9e3779b1);
  let least = 0xffffffff;
  for (const base of bases) {
    let mixed = imul(base ^ salt, 0x7feb352d);
    mixed = imul(mixed ^ (mixed >>> 15), 0x846ca68b);
    mixed = (mixed ^ (mixed >>> 16)) >>> 0;
    if (mixed < least) least = mixed;
  }
  return least;
}
