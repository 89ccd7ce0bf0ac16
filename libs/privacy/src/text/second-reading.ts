import type { Entity, EntityType } from '../entity.js';
import { GIVEN, hashWords, PLACE, SURNAME } from '../gazetteer/lexicon-format.js';
import { attribute, Lexicon } from '../gazetteer/lexicon.js';
import { TextView } from './text-view.js';

/** A stretch of the text as it reads once what is written otherwise is put back, of the same length. */
export interface SecondReading {
  view: TextView;
  /** Where it begins in the view that was read first. */
  from: number;
  /** Whether words read otherwise, and not values only. */
  hasWords: boolean;
  /** Whether a finding, in offsets of the first view, owes itself to what reads otherwise. */
  isNew(finding: Entity): boolean;
}

/** Letters and figures mixed: "v3c1na", "S4ra"; not what belongs to an address of the net. */
const MIXED_WORD =
  /(?<![a-z0-9@._/#$-])(?=[a-z0-9$]{0,15}[a-z])(?=[a-z]{0,15}[0-9$])[a-z0-9$]{3,16}(?![a-z0-9@_/$]|[.-][a-z0-9])/g;
const GLUED_FIGURE = /[a-z][0-9$]|[0-9$][a-z]/;
const FIGURES: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', $: 's' };
const FIGURE = /[013457$]/g;
const FEWEST_LETTERS = 0.5;
const LISTED_NAME = 3;
/** A line that ends amid a value: "612 34⏎56 78", "ana@⏎example.org". */
const BROKEN_VALUE =
  /(?<=[0-9][a-z]{0,3}[.,/-]?|@) {0,2}\r?\n {0,2}(?=[0-9]|@|[a-z]{1,3}(?![a-z]))|(?<=@) {0,2}\r?\n {0,2}(?=[a-z])/g;

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

/** So many letters are read a second time for names too; what is behind them only for values: nobody writes so much so. */
const MOST_FOR_WORDS = 16_000;
const LONGEST_WINDOW = 4_000;

/** How far around a change is read once more. */
const AROUND_WORD = 120;
const AROUND_BREAK = 40;

/** Where words hold figures for letters, and where two lines share a value: what stands around, as it was meant. */
export function secondReadings(view: TextView): SecondReading[] {
  const words = view.digits > 0 || view.folded.includes('$') ? plainWords(view) : [];
  const breaks = view.folded.includes('\n') ? brokenValues(view) : [];
  let forWords = 0;
  return windowsOf(view, words, breaks).map(({ from, to, changes, hasWords }) => {
    if (hasWords) forWords += to - from;
    const pieces: string[] = [];
    let copied = from;
    for (const { start, read } of changes) {
      pieces.push(view.text.slice(copied, start), read);
      copied = start + read.length;
    }
    pieces.push(view.text.slice(copied, to));
    return {
      view: TextView.of(pieces.join('')),
      from,
      hasWords: hasWords && forWords <= MOST_FOR_WORDS,
      isNew: ({ type, start, end, score }) => {
        if (PROSE.has(type))
          return changes.some(
            (one) => !one.isBreak && one.start < end && start < one.start + one.read.length,
          );
        return (
          VALUES.has(type) &&
          score >= SURE &&
          changes.some((one) => one.isBreak && start < one.start && one.start < end)
        );
      },
    };
  });
}

interface Window {
  from: number;
  to: number;
  changes: Change[];
  hasWords: boolean;
}

/** Changes that stand near each other are read together, so that no letter is read more than twice. */
function windowsOf(view: TextView, words: Change[], breaks: Change[]): Window[] {
  const windows: Window[] = [];
  for (const change of [...words, ...breaks].sort((one, other) => one.start - other.start)) {
    const reach = change.isBreak ? AROUND_BREAK : AROUND_WORD;
    const from = wordStart(view, change.start - reach);
    const to = wordStart(view, change.start + change.read.length + reach);
    const last = windows.at(-1);
    if (last && from <= last.to && last.to - last.from < LONGEST_WINDOW) {
      last.to = Math.max(last.to, to);
      last.changes.push(change);
      last.hasWords ||= !change.isBreak;
    } else windows.push({ from, to, changes: [change], hasWords: !change.isBreak });
  }
  return windows;
}

const LONGEST_WORD = 30;

/** The blank before an offset, at most a word back. */
function wordStart({ folded }: TextView, at: number): number {
  if (at <= 0) return 0;
  if (at >= folded.length) return folded.length;
  for (let back = at; back > at - LONGEST_WORD && back > 0; back--) if (folded[back] === ' ') return back;
  return at;
}

interface Change {
  start: number;
  read: string;
  isBreak: boolean;
}

function plainWords({ folded, text }: TextView): Change[] {
  const found: Change[] = [];
  if (!GLUED_FIGURE.test(folded)) return found;
  for (const { index: start, 0: word } of folded.matchAll(MIXED_WORD)) {
    if (word.replace(/[^a-z]/g, '').length < word.length * FEWEST_LETTERS) continue;
    const read = readings(word).find((reading) => isKnown(word, reading));
    if (read)
      found.push({ start, read: inCaseOf(text.slice(start, start + word.length), read), isBreak: false });
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
    isBreak: true,
  }));
}
