import type { Contradiction } from './contradiction.js';
import type { Word } from './words.js';

/**
 * Who did it to whom: the same words in another order may be the same message ("anoche, en el parque…") or its opposite
 * ("el portero pegó a mi primo", "mi primo pegó al portero"). Two things have traded roles where each has taken the other's
 * preposition, or where both stand without one and have changed sides around a word between them.
 */
export function findTradedRoles(left: Word[], right: Word[]): Contradiction | undefined {
  const theirs = byKey(partsOf(right));
  const common = [...byKey(partsOf(left)).values()].flatMap((here): Common[] => {
    const there = theirs.get(here.word.key);
    return there === undefined ? [] : [{ word: here.word, here, there }];
  });
  for (const [at, first] of common.entries()) {
    for (let next = at + 1; next < common.length; next++) {
      const second = common[next]!;
      if (second.here.at - first.here.at > REACH) break;
      if (Math.abs(second.there.at - first.there.at) > REACH) continue;
      if (hasTraded(first, second) || hasChangedSides(first, second, common))
        return { about: 'name', left: first.word.written, right: second.word.written };
    }
  }
  return undefined;
}

/** So many telling words apart, two are hardly of one clause. */
const REACH = 6;

/** A telling word with its place among them and its preposition. */
interface Part {
  word: Word;
  at: number;
  /** '' where it has none. */
  preposition: string;
  /** A comma, full stop or "and" stands before it, or after it. */
  isApartBefore: boolean;
  isApartAfter: boolean;
}

interface Common {
  word: Word;
  here: Part;
  there: Part;
}

const PREPOSITIONS: ReadonlyMap<string, string> = new Map(
  `a:a al:a ao:a als:a aos:a de:de del:de dels:de do:de da:de dos:de das:de d:de en:en no:en na:en con:con amb:con co:con coa:con
   por:por per:por pel:por polo:por pola:por para:para pra:para desde:desde hacia:hacia hasta:hasta contra:contra sobre:sobre
   to:a from:de of:de by:por with:con at:en in:en on:en against:contra for:para`
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string]),
);
const JOINS = new Set(['y', 'e', 'i', 'o', 'u', 'ni', 'and', 'or', 'eta', 'edo', 'ou']);

function partsOf(words: Word[]): Part[] {
  const parts: Part[] = [];
  const isGalician = words.some(({ folded }) => GALICIAN.has(folded));
  let [preposition, isApartBefore] = ['', false];
  for (const word of words) {
    if (word.afterPause || (JOINS.has(word.folded) && !(isGalician && word.folded === 'o'))) {
      preposition = '';
      isApartBefore = parts.length > 0;
      if (isApartBefore) parts.at(-1)!.isApartAfter = true;
    }
    if (word.kind === 'content' || word.kind === 'identifier') {
      parts.push({ word, at: parts.length, preposition, isApartBefore, isApartAfter: false });
      [preposition, isApartBefore] = ['', false];
    } else if (!(isGalician && /^a$/i.test(word.written)))
      preposition ||= PREPOSITIONS.get(word.folded) ?? '';
  }
  return parts;
}

/** Where one of them stands, "a" and "o" are articles; "á" is none. */
const GALICIAN = new Set(`ao aos do dos unha nunha nun coa cos polo pola polos polas non moi`.split(' '));

/** By key, without those that stand there twice. */
function byKey(parts: Part[]): Map<string, Part> {
  const found = new Map<string, Part>();
  const twice = new Set<string>();
  for (const part of parts) {
    if (found.has(part.word.key)) twice.add(part.word.key);
    else found.set(part.word.key, part);
  }
  for (const key of twice) found.delete(key);
  return found;
}

const hasTraded = (first: Common, second: Common) =>
  first.here.preposition !== second.here.preposition &&
  first.here.preposition === second.there.preposition &&
  first.there.preposition === second.here.preposition;

/** "The waiter pushed the client": the first is last now, and what stood between them still does. */
function hasChangedSides(first: Common, second: Common, common: Common[]): boolean {
  const isInverted = first.there.at > second.there.at;
  const stayed = [first, second].every(({ here, there }) => here.preposition === there.preposition);
  if (!isInverted || !stayed || first.here.preposition !== second.here.preposition) return false;
  if ([first, second].some(({ word }) => isTime(word))) return false;
  return common.some(
    ({ here, there }) =>
      here.at > first.here.at &&
      here.at < second.here.at &&
      there.at > second.there.at &&
      there.at < first.there.at &&
      [here, there].every((part) => part.preposition === '' && !(part.isApartBefore && part.isApartAfter)),
  );
}

const isTime = ({ opposite }: Word) =>
  opposite !== undefined && ['weekday', 'month', 'daypart', 'relativeDay'].includes(opposite.family);
