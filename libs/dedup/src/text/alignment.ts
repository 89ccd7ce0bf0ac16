import type { Word } from './words.js';

/** A stretch where two texts differ: what only the left has, what only the right has. Either may be empty. */
export interface Gap {
  left: Word[];
  right: Word[];
  at: 'beginning' | 'middle' | 'end';
  /** How many of the shared words stand before it. */
  sharedBefore: number;
  /** Both texts have a comma, full stop… where it ends. */
  endsInPause: boolean;
  /** Both have more than a comma there: what stands in it is a sentence of its own, of three words or more. */
  endsInStop: boolean;
}

export interface Alignment {
  /** Words found in both, in the same order, as pairs. */
  shared: [Word, Word][];
  gaps: Gap[];
}

const SENTENCE_WORDS = 3;

/** An anchor on content is worth more than one on an article, so that articles don't tear phrases apart. */
const WORTH: Record<Word['kind'], number> = {
  content: 48,
  identifier: 72,
  number: 56,
  negation: 32,
  link: 8,
  courtesy: 8,
};
/**
 * Of two words alike the one counts whose neighbour goes on alike: of "el bocadillo. El director" and "las zapatillas. El
 * director" the second "el", so that what was exchanged stands in one gap.
 */
const WORTH_GOING_ON = 1;

/** The heaviest common subsequence of two word lists, and the gaps between its runs. */
export function align(left: Word[], right: Word[]): Alignment {
  const columns = right.length + 1;
  const best = new Uint32Array((left.length + 1) * columns);
  const [rows, numbers] = numberKeys(left, right);
  /** The most that can be had from here on where these two are a pair. */
  const asPair = (i: number, j: number) =>
    best[(i + 1) * columns + j + 1]! + WORTH[left[i]!.kind] + goingOn(rows, numbers, i, j);
  for (let i = left.length - 1; i >= 0; i--) {
    const key = rows[i]!;
    for (let j = right.length - 1; j >= 0; j--) {
      const here = i * columns + j;
      const below = best[here + columns]!;
      const beside = best[here + 1]!;
      let most = below > beside ? below : beside;
      if (key === numbers[j]!) {
        const together = asPair(i, j);
        if (together > most) most = together;
      }
      best[here] = most;
    }
  }
  const isPair = (i: number, j: number) => rows[i] === numbers[j] && best[i * columns + j] === asPair(i, j);
  return walk(left, right, best, isPair);
}

const goingOn = (rows: Int32Array, numbers: Int32Array, i: number, j: number) =>
  i + 1 < rows.length && rows[i + 1] === numbers[j + 1] ? WORTH_GOING_ON : 0;

/** Equal keys get equal numbers: the loop above compares integers. */
function numberKeys(left: Word[], right: Word[]): [Int32Array, Int32Array] {
  const numbers = new Map<string, number>();
  const numberOf = ({ key }: Word) => {
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key)!;
  };
  return [Int32Array.from(left, numberOf), Int32Array.from(right, numberOf)];
}

function walk(
  left: Word[],
  right: Word[],
  best: Uint32Array,
  isPair: (i: number, j: number) => boolean,
): Alignment {
  const columns = right.length + 1;
  const shared: [Word, Word][] = [];
  const gaps: Gap[] = [];
  let gap: Gap = {
    left: [],
    right: [],
    at: 'beginning',
    sharedBefore: 0,
    endsInPause: false,
    endsInStop: false,
  };
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    const here = i * columns + j;
    if (isPair(i, j)) {
      const endsInPause = [left[i]!, right[j]!].every((word, side) => word.afterPause || [i, j][side] === 0);
      const endsInStop =
        [left[i]!, right[j]!].every((word, side) => word.afterStop || [i, j][side] === 0) &&
        gap.left.length + gap.right.length >= SENTENCE_WORDS;
      if (gap.left.length + gap.right.length > 0) gaps.push({ ...gap, endsInPause, endsInStop });
      shared.push([left[i++]!, right[j++]!]);
      gap = {
        left: [],
        right: [],
        at: 'middle',
        sharedBefore: shared.length,
        endsInPause: false,
        endsInStop: false,
      };
    } else if (best[here + columns]! >= best[here + 1]!) gap.left.push(left[i++]!);
    else gap.right.push(right[j++]!);
  }
  gap.left.push(...left.slice(i));
  gap.right.push(...right.slice(j));
  if (gap.left.length + gap.right.length > 0) gaps.push(shared.length === 0 ? gap : { ...gap, at: 'end' });
  return { shared, gaps };
}
