import {
  COARSE_GRID,
  hashOfSamples,
  PDQ_GRID,
  PDQ_SAME_PICTURE_BITS,
  PDQ_USABLE_QUALITY,
  pdqTurnedOfSamples,
  qualityOf,
} from './pdq.js';
import type { Patch, SummedPicture } from './summed-picture.js';

/** Both sides of a picture's middle, in parts of its own: what a crop, a caption or a status bar leaves of it. */
export const MIDDLE_PART = 0.6;

/** A part of another picture is looked for among so many of the campaign's newest: with each of them the asked one is compared. */
export const MIDDLES_LOOKED_AT = 4_000;

/** How another picture may lie in this one: what it lacks of each side, in parts of this one's; less than nothing where it shows more. */
interface Lie {
  left: number;
  top: number;
  right: number;
  bottom: number;
  degrees: number;
}

const steps = (step: number, most: number) =>
  Array.from({ length: Math.round(most / step) }, (_, at) => (at + 1) * step);
const lie = (left: number, top: number, right: number, bottom: number, degrees = 0): Lie => ({
  left,
  top,
  right,
  bottom,
  degrees,
});

/** PDQ forgives a hundredth of all sides, or nearly two of one: wider steps would leave gaps. */
const CROPS: Lie[] = [
  ...steps(0.02, 0.16).map((part) => lie(part, part, part, part)),
  ...steps(0.025, 0.2).flatMap((part) => [
    lie(part, 0, 0, 0),
    lie(0, part, 0, 0),
    lie(0, 0, part, 0),
    lie(0, 0, 0, part),
  ]),
  ...steps(0.02, 0.14).flatMap((part) => [
    lie(part, part, 0, 0),
    lie(0, part, part, 0),
    lie(part, 0, 0, part),
    lie(0, 0, part, part),
  ]),
  ...steps(0.02, 0.22).flatMap((part) => [lie(part, 0, part, 0), lie(0, part, 0, part)]),
  ...steps(0.025, 0.2).flatMap((part) => [lie(0, 0.2 + part, 0, 0), lie(0, 0, 0, 0.2 + part)]),
];

/** Seen from the one that is a part: the other reaches beyond it. */
const beyond = ({ left, top, right, bottom, degrees }: Lie): Lie => {
  const [width, height] = [1 - left - right, 1 - top - bottom];
  return lie(-left / width, -top / height, -right / width, -bottom / height, degrees);
};

/** Held a little askew: cut to what has no empty corners, or with them, or in between. */
const TURNS: Lie[] = [-3, -2, -1, 1, 2, 3].flatMap((degrees) =>
  [-0.05, -0.025, 0, 0.025, 0.05].map((part) => lie(part, part, part, part, degrees)),
);

export const LIES: readonly Lie[] = [lie(0, 0, 0, 0), ...CROPS, ...CROPS.map(beyond), ...TURNS];

/** Where the middle of the other picture would lie in this one. */
function middleOf({ left, top, right, bottom, degrees }: Lie): Patch {
  const [width, height] = [1 - left - right, 1 - top - bottom];
  return {
    x: left + width / 2,
    y: top + height / 2,
    width: width * MIDDLE_PART,
    height: height * MIDDLE_PART,
    degrees,
  };
}

const isInside = ({ x, y, width, height }: Patch) =>
  [x - width / 2, y - height / 2].every((low) => low >= -SLACK) &&
  [x + width / 2, y + height / 2].every((high) => high <= 1 + SLACK);
const SLACK = 0.005;

const MIDDLES: readonly Patch[] = LIES.map(middleOf).filter(isInside);

/** The hashes of a picture's own middle in the eight orientations; empty where that has too few features. */
export function hashesOfMiddle(picture: SummedPicture): string[] {
  if (qualityOf(picture.sample(MIDDLES[0]!, PDQ_GRID)) < PDQ_USABLE_QUALITY) return [];
  const samples = picture.sample(MIDDLES[0]!, COARSE_GRID);
  return [hashOfSamples(samples), ...pdqTurnedOfSamples(samples)];
}

/** The hashes of every place in this picture where the middle of another one may lie; the first is its own. */
export const hashesOfPlaces = (picture: SummedPicture): string[] =>
  MIDDLES.map((patch) => hashOfSamples(picture.sample(patch, COARSE_GRID)));

/** Compares the middles of many pictures with the places of one: some millions a second. */
export class Places {
  readonly #words: Uint32Array;

  constructor(hashes: string[]) {
    this.#words = Uint32Array.from(hashes.flatMap(wordsOf));
  }

  /** How many bits the closest place differs in; undefined where none is the same. @param middle 32 bytes. */
  closest(middle: Buffer): number | undefined {
    const words = Array.from({ length: WORDS }, (_, at) => middle.readUInt32BE(at * 4));
    let least = PDQ_SAME_PICTURE_BITS + 1;
    for (let place = 0; place < this.#words.length; place += WORDS) {
      let bits = 0;
      for (let at = 0; at < WORDS && bits < least; at++)
        bits += onesIn(this.#words[place + at]! ^ words[at]!);
      if (bits < least) least = bits;
    }
    return least > PDQ_SAME_PICTURE_BITS ? undefined : least;
  }
}

const WORDS = 8;
const { imul } = Math;

const wordsOf = (hash: string): number[] =>
  Array.from({ length: WORDS }, (_, at) => Number.parseInt(hash.slice(at * 8, at * 8 + 8), 16));

/** Hacker's Delight, 5-1. */
function onesIn(word: number): number {
  let ones = word - ((word >>> 1) & 0x55555555);
  ones = (ones & 0x33333333) + ((ones >>> 2) & 0x33333333);
  return imul((ones + (ones >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
