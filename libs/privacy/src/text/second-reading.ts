import type { Entity, EntityType } from '../entity.js';
import { GIVEN, hashWords, PLACE, SURNAME } from '../gazetteer/lexicon-format.js';
import { attribute, Lexicon } from '../gazetteer/lexicon.js';
import { TextView } from './text-view.js';

/** The text as it reads once what is written otherwise is put back, of the same length. */
export interface SecondReading {
  view: TextView;
  /** Whether a finding owes itself to what reads otherwise. */
  isNew(finding: Entity): boolean;
}

/** Letters and figures mixed: "v3c1na", "S4ra"; not what belongs to an address of the net. */
const MIXED_WORD =
  /(?<![a-z0-9@._/#$-])(?=[a-z0-9$]{0,15}[a-z])(?=[a-z]{0,15}[0-9$])[a-z0-9$]{3,16}(?![a-z0-9@_/$]|[.-][a-z0-9])/g;
const FIGURES: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', $: 's' };
const FIGURE = /[013457$]/g;
const FEWEST_LETTERS = 0.5;
const LISTED_NAME = 3;
/** A line that ends amid a value: "612 34⏎56 78", "ana@⏎example.org". */
const BROKEN_VALUE = /(?<=[0-9][a-z]{0,3}[.,/-]?|@|[0-9][a-z0-9]{0,3}) {0,2}\r?\n {0,2}(?=[0-9a-z@])/g;

const PROSE: ReadonlySet<EntityType> = new Set([
  'SELF_IDENTIFICATION',
  'AGE_KINSHIP',
  'PERSON',
  'PLACE',
  'ADDRESS',
  'DATE_OF_BIRTH',
]);
const VALUES: ReadonlySet<EntityType> = new Set([
  'ES_NIF',
  'ES_NIE',
  'ES_CIF',
  'ES_PASSPORT',
  'ES_NUSS',
  'ES_PLATE',
  'PHONE',
  'EMAIL',
  'IBAN',
  'BANK_ACCOUNT',
  'CREDIT_CARD',
  'IMEI',
  'IP',
  'MAC',
]);
/** How sure a rule must be of a value that two lines share: numbers in a column are none. */
const SURE = 0.8;

/** Words with figures for letters read as words, and values that two lines share as one; nothing where there is neither. */
export function secondReading(view: TextView): SecondReading | undefined {
  const words = view.digits > 0 || view.folded.includes('$') ? plainWords(view) : [];
  const breaks = view.digits > 0 || view.folded.includes('@') ? brokenValues(view) : [];
  if (words.length + breaks.length === 0) return undefined;
  const pieces: string[] = [];
  let from = 0;
  for (const { start, read } of [...words, ...breaks].sort((one, other) => one.start - other.start)) {
    pieces.push(view.text.slice(from, start), read);
    from = start + read.length;
  }
  pieces.push(view.text.slice(from));
  return {
    view: TextView.of(pieces.join('')),
    isNew: ({ type, start, end, score }) => {
      if (PROSE.has(type))
        return words.some((word) => word.start < end && start < word.start + word.read.length);
      return VALUES.has(type) && score >= SURE && breaks.some((at) => start < at.start && at.start < end);
    },
  };
}

interface Change {
  start: number;
  read: string;
}

function plainWords({ folded, text }: TextView): Change[] {
  const found: Change[] = [];
  for (const { index: start, 0: word } of folded.matchAll(MIXED_WORD)) {
    if (word.replace(/[^a-z]/g, '').length < word.length * FEWEST_LETTERS) continue;
    const read = readings(word).find((reading) => isKnown(word, reading));
    if (read) found.push({ start, read: inCaseOf(text.slice(start, start + word.length), read) });
  }
  return found;
}

/** A one may be an i or an l. */
function readings(word: string): string[] {
  const read = word.replace(FIGURE, (figure) => FIGURES[figure]!);
  return /1/.test(word)
    ? [read, word.replace(/1/g, 'l').replace(FIGURE, (figure) => FIGURES[figure]!)]
    : [read];
}

/** "piso4" and "2casas" are words with a number; "vecin4" and "4lberto" are none without their figure. */
function isKnown(word: string, reading: string): boolean {
  if (/[0-9$]/.test(reading)) return false;
  const lexicon = Lexicon.shared;
  const letters = /^\d?([a-z]+)\d?$/.exec(word)?.[1];
  if (letters && lexicon.isCommon(hashWords(letters))) return false;
  const hash = hashWords(reading);
  const bits = lexicon.attributes(hash);
  return (
    lexicon.isCommon(hash) ||
    Math.max(attribute(bits, GIVEN), attribute(bits, SURNAME)) >= LISTED_NAME ||
    attribute(bits, PLACE) > 0
  );
}

function inCaseOf(shown: string, read: string): string {
  const letters = shown.replace(/[^\p{L}]/gu, '');
  if (letters.length > 1 && letters === letters.toUpperCase()) return read.toUpperCase();
  return [...read].map((letter, at) => (/\p{L}/u.test(shown[at]!) ? shown[at]! : letter)).join('');
}

function brokenValues({ folded }: TextView): Change[] {
  return [...folded.matchAll(BROKEN_VALUE)].map(({ index: start, 0: shown }) => ({
    start,
    read: ' '.repeat(shown.length),
  }));
}
