import type { ContradictionKind } from '../evidence.js';
import type { Gap } from './alignment.js';
import { isOtherForm } from './opposites.js';
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
  return (
    differentThings(gaps) ??
    exclusiveWords(gaps) ??
    otherForm(gaps) ??
    turnedRound(gaps) ??
    differentNames(gaps)
  );
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

/** One says "lo conozco", the other "la conozco". Telephone spelling's "l" is either. */
function otherForm(gaps: Gap[]): Contradiction | undefined {
  for (const { left, right } of gaps) {
    const [here, there] = [left[0], right[0]];
    if (left.length !== 1 || right.length !== 1 || here!.written.length < 2 || there!.written.length < 2)
      continue;
    if (isOtherForm(here!.folded, there!.folded)) return contradiction('exclusive', here, there);
  }
  return undefined;
}

/** So many words of content beside a "no" make it a clause that one text has more, not a turned statement. */
const CLAUSE_WORDS = 4;

function turnedRound(gaps: Gap[]): Contradiction | undefined {
  for (const { left, right, at, endsInPause, endsInStop } of gaps) {
    const isOneSided = left.length === 0 || right.length === 0;
    if (at === 'end' && isOneSided) continue;
    const isBefore = at === 'beginning' && isOneSided && endsInPause;
    if (isBefore && (endsInStop || isSentence(left.length > 0 ? left : right))) continue;
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

/** "No sé si es aquí: …" stands before the message; "No, es él" is part of it. */
const isSentence = (words: Word[]) => words.filter(({ kind }) => kind === 'content').length >= 2;

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
 * "Paco hit Luis" and "Luis hit Paco", "four went in and three came out": two words have changed places around a third. "Sale y entra" for "entra y sale" has
 * nothing between them but a link.
 */
export function findExchange(gaps: Gap[], shared: [Word, Word][]): Contradiction | undefined {
  for (const [at, first] of gaps.entries()) {
    for (const second of gaps.slice(at + 1)) {
      const [here, there] = [sameTelling(first.left, second.right), sameTelling(first.right, second.left)];
      if (here === undefined || there === undefined) continue;
      const between = shared.slice(first.sharedBefore, second.sharedBefore);
      if (between.some(([word]) => word.kind !== 'link' && !isListed(word, here, there)))
        return contradiction(here.kind === 'content' ? 'name' : 'number', here, there);
    }
  }
  return undefined;
}

/**
 * "Four went in and three came out" turned round: two numbers stand in the other order, and neither has a neighbour that it had.
 * A sentence that was moved takes its numbers' neighbours along.
 */
export function findTradedNumbers(left: Word[], right: Word[]): Contradiction | undefined {
  const [here, there] = [left, right].map(numbersWithNeighbours) as [Numbered[], Numbered[]];
  const pairs = here.flatMap((number) => {
    const same = there.filter(({ word }) => word.key === number.word.key);
    return same.length === 1 && here.filter(({ word }) => word.key === number.word.key).length === 1
      ? [{ number, other: same[0]! }]
      : [];
  });
  const torn = pairs.filter(
    ({ number, other }) => number.before !== other.before && number.after !== other.after,
  );
  for (const [at, first] of torn.entries()) {
    const second = torn.slice(at + 1).find(({ other }) => other.at < first.other.at);
    if (second !== undefined) return contradiction('number', first.number.word, second.number.word);
  }
  return undefined;
}

interface Numbered {
  word: Word;
  at: number;
  before: string | undefined;
  after: string | undefined;
}

function numbersWithNeighbours(words: Word[]): Numbered[] {
  const telling = words.filter(({ kind }) => isTelling(kind));
  return telling.flatMap((word, at) =>
    word.kind === 'content' ? [] : [{ word, at, before: telling[at - 1]?.key, after: telling[at + 1]?.key }],
  );
}

/** "1234 BCD, 5678 FGH y 9012 JKL": what stands between the exchanged ones is another of the list. */
const isListed = ({ kind }: Word, ...ends: Word[]) =>
  kind !== 'content' && ends.every((end) => end.kind === kind);

const sameTelling = (left: Word[], right: Word[]): Word | undefined =>
  left.find(({ kind, key }) => isTelling(kind) && right.some((word) => word.key === key));

const isTelling = (kind: Word['kind']) => kind === 'content' || kind === 'number' || kind === 'identifier';

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
