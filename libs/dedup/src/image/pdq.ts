/**
 * PDQ, Meta's perceptual hash for photographs, from its public description (facebook/ThreatExchange, hashing/hashing.pdf):
 * luminance, two passes of a box filter in each direction, 64×64 samples, the 16×16 lowest frequencies of a discrete
 * cosine transform without the constant one, and for each of these 256 whether it lies above their median.
 */
export interface PdqHash {
  /** 64 hexadecimal digits, in the order in which Meta's tools print them. */
  hash: string;
  /** 0…100; a picture without features (sky, a screen of text on white) has little, and its hash means nothing. */
  quality: number;
}

export const PDQ_BITS = 256;
/** Up to so many of 256 bits may differ in pictures that are the same (Meta's recommendation). */
export const PDQ_SAME_PICTURE_BITS = 31;
/**
 * Of the middles of two pictures that are the same as a whole a few more: an uneven cut moves them further. Two photographs of one car
 * with another plate, or of one place with another thing in it, agree as a whole and differ in 44 and more of these.
 */
export const PDQ_SAME_MIDDLE_BITS = 38;
/** Below this quality Meta recommends to discard a hash. */
export const PDQ_USABLE_QUALITY = 50;

export const PDQ_GRID = 64;
const GRID = PDQ_GRID;
/** Half of it holds the same lowest frequencies, at a quarter of the cost. */
export const COARSE_GRID = 32;
const FREQUENCIES = 16;
const FILTER_PASSES = 2;

/** A grey picture: one value in 0…255 per pixel, row by row. */
export interface GreyPicture {
  width: number;
  height: number;
  values: Float32Array;
}

/** The hash of a picture as it is. */
export function pdq(picture: GreyPicture): PdqHash {
  const grid = sampleGrid(picture);
  return { hash: hashOfSamples(grid), quality: qualityOf(grid) };
}

/** The hash of `PDQ_GRID` or `COARSE_GRID` rows of as many samples, each smooth over its cell, in 0…255. */
export function hashOfSamples(grid: Float32Array): string {
  const frequencies = lowestFrequencies(grid);
  return thresholdToHex(frequencies, median(frequencies));
}

/**
 * A square of this side is sampled evenly from both ends: its filter window (5) and its cells (9) are odd. With other
 * sides PDQ looks a fraction of a cell to one side, which a mirrored picture doesn't mirror.
 */
export const EVEN_HANDED_SIDE = 9 * GRID;

/**
 * The hashes of a picture of `EVEN_HANDED_SIDE` in the other seven orientations (quarter turns and mirror images), from
 * one transform: turning a picture transposes its frequencies and changes the sign of every second one.
 */
export const pdqTurned = (picture: GreyPicture): string[] => pdqTurnedOfSamples(sampleGrid(picture));

/** The same of samples that lie evenly. */
export function pdqTurnedOfSamples(grid: Float32Array): string[] {
  const frequencies = lowestFrequencies(grid);
  return TURNS.map((turn) => orient(frequencies, turn)).map((turned) =>
    thresholdToHex(turned, median(turned)),
  );
}

interface Orientation {
  isTransposed: boolean;
  isMirroredAcross: boolean;
  isMirroredDown: boolean;
}

const TURNS: Orientation[] = [false, true]
  .flatMap((isTransposed) =>
    [false, true].flatMap((isMirroredAcross) =>
      [false, true].map((isMirroredDown) => ({ isTransposed, isMirroredAcross, isMirroredDown })),
    ),
  )
  .slice(1);

/** Mirroring a signal changes the sign of its odd frequencies; index 0 holds frequency 1. */
function orient(
  frequencies: Float64Array,
  { isTransposed, isMirroredAcross, isMirroredDown }: Orientation,
): Float64Array {
  return frequencies.map((_, at) => {
    const [down, across] = [Math.floor(at / FREQUENCIES), at % FREQUENCIES];
    const value = isTransposed ? frequencies[across * FREQUENCIES + down]! : frequencies[at]!;
    const isTurned = (isMirroredAcross && across % 2 === 0) !== (isMirroredDown && down % 2 === 0);
    return isTurned ? -value : value;
  });
}

/** Smooths, so that a sample stands for its surroundings, then takes 64×64 samples at the middles of equal cells. */
function sampleGrid({ width, height, values }: GreyPicture): Float32Array {
  let smooth = values;
  for (let pass = 0; pass < FILTER_PASSES; pass++) {
    smooth = boxFilter(smooth, height, width, width, 1); // along the rows
    smooth = boxFilter(smooth, width, height, 1, width); // along the columns
  }
  const grid = new Float32Array(GRID * GRID);
  for (let row = 0; row < GRID; row++) {
    const y = Math.floor(((row + 0.5) * height) / GRID);
    for (let column = 0; column < GRID; column++) {
      const x = Math.floor(((column + 0.5) * width) / GRID);
      grid[row * GRID + column] = smooth[y * width + x]!;
    }
  }
  return grid;
}

/**
 * The mean of a window around each value, along `lines` lines of `length` values. The window is half a cell of the
 * 64-grid wide (two passes make it a whole one); at the edges, only what there is of it counts.
 */
function boxFilter(
  values: Float32Array,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
): Float32Array {
  const window = Math.ceil(length / (2 * GRID));
  const after = Math.floor((window + 2) / 2) - 1;
  const before = window - after - 1;
  const out = new Float32Array(values.length);
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    let [sum, count] = [0, 0];
    for (let at = -after; at < length; at++) {
      if (at + after < length) {
        sum += values[start + (at + after) * step]!;
        count++;
      }
      if (at - before - 1 >= 0) {
        sum -= values[start + (at - before - 1) * step]!;
        count--;
      }
      if (at >= 0) out[start + at * step] = sum / count;
    }
  }
  return out;
}

/** Row k: the cosine of frequency k + 1 at so many sample points. */
const cosinesAt = (points: number) =>
  Array.from({ length: FREQUENCIES }, (_, k) =>
    Float64Array.from(
      { length: points },
      (_, at) => Math.sqrt(2 / points) * Math.cos((Math.PI / 2 / points) * (k + 1) * (2 * at + 1)),
    ),
  );
const COSINES = new Map([GRID, COARSE_GRID].map((points) => [points, cosinesAt(points)]));

function lowestFrequencies(grid: Float32Array): Float64Array {
  const side = Math.sqrt(grid.length);
  const cosines = COSINES.get(side)!;
  const half = new Float64Array(FREQUENCIES * side);
  for (let k = 0; k < FREQUENCIES; k++) {
    const ofK = cosines[k]!;
    for (let column = 0; column < side; column++) {
      let sum = 0;
      for (let row = 0; row < side; row++) sum += ofK[row]! * grid[row * side + column]!;
      half[k * side + column] = sum;
    }
  }
  const lowest = new Float64Array(FREQUENCIES * FREQUENCIES);
  for (let across = 0; across < FREQUENCIES; across++) {
    const ofAcross = cosines[across]!;
    for (let down = 0; down < FREQUENCIES; down++) {
      let sum = 0;
      for (let column = 0; column < side; column++) sum += half[down * side + column]! * ofAcross[column]!;
      lowest[down * FREQUENCIES + across] = sum;
    }
  }
  return lowest;
}

/** The lower of the two middle values, so that it is one of them. */
const median = (values: Float64Array) => values.toSorted()[values.length / 2 - 1]!;

/** Bit 0 is the lowest frequency; printed with the highest bit first. */
function thresholdToHex(frequencies: Float64Array, middle: number): string {
  let hex = '';
  for (let nibble = frequencies.length / 4 - 1; nibble >= 0; nibble--) {
    let digit = 0;
    for (let bit = 3; bit >= 0; bit--) digit = digit * 2 + (frequencies[nibble * 4 + bit]! > middle ? 1 : 0);
    hex += digit.toString(16);
  }
  return hex;
}

const STEP_COUNTED_IN = 100 / 255;
const GRADIENT_FOR_QUALITY_1 = 90;

/** How much neighbouring samples of `PDQ_GRID` rows differ, in whole percents of the brightness range. */
export function qualityOf(grid: Float32Array): number {
  let gradient = 0;
  for (let row = 0; row < GRID; row++) {
    for (let column = 0; column < GRID; column++) {
      const here = grid[row * GRID + column]!;
      if (row + 1 < GRID)
        gradient += Math.abs(Math.trunc((here - grid[(row + 1) * GRID + column]!) * STEP_COUNTED_IN));
      if (column + 1 < GRID)
        gradient += Math.abs(Math.trunc((here - grid[row * GRID + column + 1]!) * STEP_COUNTED_IN));
    }
  }
  return Math.min(100, Math.floor(gradient / GRADIENT_FOR_QUALITY_1));
}

const BITS_IN_NIBBLE = Array.from(
  { length: 16 },
  (_, nibble) => nibble.toString(2).replaceAll('0', '').length,
);

/** How many bits two hashes differ in: unrelated pictures about 128 of 256. */
export function differingBits(left: string, right: string): number {
  let bits = 0;
  for (let at = 0; at < left.length; at++) {
    bits += BITS_IN_NIBBLE[Number.parseInt(left[at]!, 16) ^ Number.parseInt(right[at]!, 16)]!;
  }
  return bits;
}
