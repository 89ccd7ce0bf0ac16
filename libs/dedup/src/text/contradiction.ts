import type { ContradictionKind } from '../evidence.js';
import type { Gap } from './alignment.js';
import type { Word } from './words.js';

/**
 * Why two texts that share their words are still not the same message: each names another thing. The classic
 * false fold is one template with another plate, street, day or sum in it.
 */
export interface Contradiction {
  about: ContradictionKind;
  left: string;
  right: string;
}

/** The first contradiction among what is left over after the common words were taken away. */
export function findContradiction(gaps: Gap[]): Contradiction | undefined {
  return differentThings(gaps) ?? exclusiveWords(gaps) ?? turnedRound(gaps) ?? differentNames(gaps);
}

/** Both have a plate, phone, sum, date… that the other doesn't have. */
function differentThings(gaps: Gap[]): Contradiction | undefined {
  for (const kind of ['identifier', 'number'] as const) {
    const [left, right] = sides(gaps, (word) => word.kind === kind);
    if (left.length > 0 && right.length > 0) return contradiction(kind, left[0]!, right[0]!);
  }
  const inOneGap = gaps.find((gap) => gap.left.some(isPointed) && gap.right.some(isPointed));
  return inOneGap && contradiction('number', inOneGap.left.find(isPointed)!, inOneGap.right.find(isPointed)!);
}

const isPointed = (word: Word) => word.kind === 'identifier' || word.kind === 'number';

/** One says Monday or black, the other Tuesday or red. */
function exclusiveWords(gaps: Gap[]): Contradiction | undefined {
  const [left, right] = sides(gaps, (word) => word.opposite !== undefined);
  for (const here of left) {
    const there = right.find(({ opposite }) => opposite!.family === here.opposite!.family);
    if (there !== undefined && there.opposite!.member !== here.opposite!.member)
      return contradiction('exclusive', here, there);
  }
  return undefined;
}

/** So many words of content beside a "no" make it a clause that one text has more, not a turned statement. */
const CLAUSE_WORDS = 4;

function turnedRound(gaps: Gap[]): Contradiction | undefined {
  for (const { left, right, at } of gaps) {
    if (at === 'end' && (left.length === 0 || right.length === 0)) continue;
    const [here, there] = [left, right].map((words) => words.filter((word) => word.kind === 'negation')) as [
      Word[],
      Word[],
    ];
    if ((here.length === 0) === (there.length === 0)) continue;
    const side = here.length > 0 ? left : right;
    if (side.filter((word) => word.kind === 'content').length < CLAUSE_WORDS)
      return contradiction('negation', here[0], there[0]);
  }
  return undefined;
}

/** At one place, or each somewhere inside, they have different words, and a name or a place is among them. */
function differentNames(gaps: Gap[]): Contradiction | undefined {
  for (const { left, right } of gaps) {
    const [here, there] = [left, right].map((words) => words.filter((word) => word.kind === 'content')) as [
      Word[],
      Word[],
    ];
    if (here.length === 0 || there.length === 0) continue;
    const named = [...here, ...there].some((word) => word.isName || word.isPlace);
    if (named) return contradiction('name', here[0], there[0]);
  }
  const inside = gaps.filter(({ left, right, at }) => at !== 'end' || (left.length > 0 && right.length > 0));
  const [here, there] = sides(inside, (word) => word.kind === 'content' && word.isPlace && word.isName);
  return here.length > 0 && there.length > 0 ? contradiction('name', here[0], there[0]) : undefined;
}

/**
 * "Paco hit Luis" and "Luis hit Paco": two words have changed places around a third. "Sale y entra" for "entra y sale" has
 * nothing between them but a link.
 */
export function findExchange(gaps: Gap[], shared: [Word, Word][]): Contradiction | undefined {
  for (const [at, first] of gaps.entries()) {
    for (const second of gaps.slice(at + 1)) {
      const [here, there] = [sameContent(first.left, second.right), sameContent(first.right, second.left)];
      if (here === undefined || there === undefined) continue;
      const between = shared.slice(first.sharedBefore, second.sharedBefore);
      if (between.some(([word]) => word.kind !== 'link')) return contradiction('name', here, there);
    }
  }
  return undefined;
}

const sameContent = (left: Word[], right: Word[]): Word | undefined =>
  left.find(({ kind, key }) => kind === 'content' && right.some((word) => word.key === key));

const sides = (gaps: Gap[], wanted: (word: Word) => boolean): [Word[], Word[]] => [
  gaps.flatMap((gap) => gap.left.filter(wanted)),
  gaps.flatMap((gap) => gap.right.filter(wanted)),
];

const contradiction = (
  about: Contradiction['about'],
  left: Word | undefined,
  right: Word | undefined,
): Contradiction => ({
  about,
  left: left?.written ?? '',
  right: right?.written ?? '',
});
