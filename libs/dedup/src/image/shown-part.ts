/** A rectangle inside a picture, in its pixels. */
export interface Part {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Rows or columns that vary less than this (of 255) are the plain ground around what a screenshot shows. */
const PLAIN_DEVIATION = 8;
/** A plain stripe narrower than this part of the side belongs to what is shown. */
const STRIPE_PART = 0.008;
/** Less than this of the whole is an icon, not the picture that somebody took a screenshot of. */
const SMALLEST_PART = 0.1;
/** More than this is the whole picture. */
const LARGEST_PART = 0.96;

/**
 * The largest part of a picture that plain stripes separate from the rest: the photo in a screenshot, between the status
 * bar and the caption. Undefined where there is none.
 */
export function findShownPart(grey: Uint8Array, width: number, height: number): Part | undefined {
  const rows = longestRun(height, (row) => deviation(grey, row * width, 1, width));
  if (rows === undefined) return undefined;
  const columns = longestRun(width, (column) =>
    deviation(grey, rows.start * width + column, width, rows.length),
  );
  if (columns === undefined) return undefined;
  const part = { left: columns.start, top: rows.start, width: columns.length, height: rows.length };
  const share = (part.width * part.height) / (width * height);
  return share >= SMALLEST_PART && share <= LARGEST_PART ? part : undefined;
}

interface Run {
  start: number;
  length: number;
}

function longestRun(lines: number, deviationOf: (line: number) => number): Run | undefined {
  const stripe = Math.max(2, Math.round(lines * STRIPE_PART));
  let best: Run | undefined;
  let start = -1;
  let lastVaried = -1;
  for (let line = 0; line <= lines; line++) {
    const varies = line < lines && deviationOf(line) >= PLAIN_DEVIATION;
    if (varies) {
      if (start < 0) start = line;
      lastVaried = line;
    } else if (start >= 0 && (line - lastVaried >= stripe || line === lines)) {
      const length = lastVaried + 1 - start;
      if (length > (best?.length ?? 0)) best = { start, length };
      start = -1;
    }
  }
  return best;
}

/** Standard deviation of `count` values from `start`, every `step`. */
function deviation(values: Uint8Array, start: number, step: number, count: number): number {
  let [sum, squares] = [0, 0];
  for (let at = 0, place = start; at < count; at++, place += step) {
    const value = values[place]!;
    sum += value;
    squares += value * value;
  }
  const mean = sum / count;
  return Math.sqrt(Math.max(0, squares / count - mean * mean));
}
