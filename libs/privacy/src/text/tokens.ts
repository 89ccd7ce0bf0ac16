import { hashEnd, HASH_START, hashStep } from '../gazetteer/lexicon-format.js';
import { Lexicon } from '../gazetteer/lexicon.js';
import { speaksRegional } from './regional-words.js';
import type { TextView } from './text-view.js';

export const PUNCTUATION = 0;
export const WORD = 1;
export const NUMBER = 2;
export const LINE_END = 3;

export const LOWER = 0;
export const CAPITAL = 1;
export const UPPER = 2;
export const MIXED = 3;

/** The text cut into words, numbers, line ends and single punctuation marks, with what the lexicon knows of each. */
export interface Tokens {
  count: number;
  start: Int32Array;
  end: Int32Array;
  kind: Uint8Array;
  shape: Uint8Array;
  hash: Uint32Array;
  /** Lexicon attributes of a word, 0 for the rest. */
  attributes: Uint16Array;
  /** 1 for an ordinary word. */
  common: Uint8Array;
  /** Folded words that somebody asked for; cut once, as a string keeps its hash for the next list of words. */
  texts: (string | undefined)[];
}

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
const SPACE = 3;
const NEWLINE = 4;

const UNKNOWN = 255;
/** Filled as units turn up: most texts use a hundred of them. */
const CLASS = new Uint8Array(0x3000).fill(UNKNOWN);

function classOf(unit: number): number {
  if (unit >= CLASS.length) return unit >= 0x3040 && unit < 0xd800 ? LETTER : OTHER;
  if (CLASS[unit] === UNKNOWN) CLASS[unit] = classify(String.fromCharCode(unit));
  return CLASS[unit]!;
}

function classify(character: string): number {
  if (/[\n\r]/.test(character)) return NEWLINE;
  if (/\s/.test(character)) return SPACE;
  if (/\d/.test(character)) return DIGIT;
  return /[\p{L}\p{M}]/u.test(character) && character !== 'º' && character !== 'ª' ? LETTER : OTHER;
}

/** Cuts the view, once. */
export function tokensOf(view: TextView): Tokens {
  return view.once(() => tokenise(view));
}

/** A hash of the first (`length` > 0) or last letters of a word; 1 for what is none. */
export function edgeHash(
  { start, end, kind }: Tokens,
  units: Uint16Array,
  at: number,
  length: number,
): number {
  if (kind[at] !== WORD) return 1;
  const from = length < 0 ? Math.max(start[at]!, end[at]! + length) : start[at]!;
  const to = length < 0 ? end[at]! : Math.min(end[at]!, start[at]! + length);
  let hash = 17;
  for (let unit = from; unit < to; unit++) hash = Math.imul(hash ^ units[unit]!, 0x01000193);
  return hash;
}

/** The first token that ends behind an offset of the view. */
export function firstTokenFrom(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.end[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function tokenise(view: TextView): Tokens {
  const { units, text } = view;
  const length = units.length;
  const tokens = emptyTokens(length);
  const lexicon = Lexicon.shared;
  let count = 0;
  for (let at = 0; at < length;) {
    const kindOfUnit = classOf(units[at]!);
    if (kindOfUnit === SPACE) {
      at++;
      continue;
    }
    const from = at;
    let hash = HASH_START;
    if (kindOfUnit === LETTER || kindOfUnit === DIGIT) {
      while (at < length && classOf(units[at]!) === kindOfUnit) hash = hashStep(hash, units[at++]!);
    } else {
      const unit = units[at]!;
      hash = hashStep(hash, unit);
      while (at < length && units[at] === unit) at++; // "-----" is one mark
    }
    tokens.start[count] = from;
    tokens.end[count] = at;
    tokens.hash[count] = hashEnd(hash);
    tokens.kind[count] =
      kindOfUnit === LETTER
        ? WORD
        : kindOfUnit === DIGIT
          ? NUMBER
          : kindOfUnit === NEWLINE
            ? LINE_END
            : PUNCTUATION;
    if (kindOfUnit === LETTER) {
      tokens.shape[count] = shapeOf(text, units, from, at);
      tokens.attributes[count] = lexicon.attributes(tokens.hash[count]!);
      tokens.common[count] = lexicon.isCommon(tokens.hash[count]!) ? 1 : 0;
    }
    count++;
  }
  tokens.count = count;
  if (speaksRegional(tokens.hash, count)) markRegional(tokens, units, lexicon);
  tokens.texts = new Array<string | undefined>(count);
  return tokens;
}

/**
 * A word of Catalan, Galician or Basque is an ordinary one where one of them is spoken; in Spanish it may be a foreign name, and
 * with a capital amid a sentence it is one anywhere.
 */
function markRegional(tokens: Tokens, units: Uint16Array, lexicon: Lexicon): void {
  const { count, kind, shape, start, common, hash } = tokens;
  let opens = true;
  for (let at = 0; at < count; at++) {
    if (kind[at] === WORD) {
      if (common[at] === 0 && (shape[at] !== CAPITAL || opens) && lexicon.isRegional(hash[at]!))
        common[at] = 1;
      opens = false;
    } else if (kind[at] === LINE_END || SENTENCE_ENDS.has(units[start[at]!]!)) opens = true;
  }
}

const SENTENCE_ENDS = new Set([...'.!?:;¿¡'].map((mark) => mark.charCodeAt(0)));

function emptyTokens(length: number): Tokens {
  return {
    count: 0,
    start: new Int32Array(length),
    end: new Int32Array(length),
    kind: new Uint8Array(length),
    shape: new Uint8Array(length),
    hash: new Uint32Array(length),
    attributes: new Uint16Array(length),
    common: new Uint8Array(length),
    texts: [],
  };
}

function shapeOf(text: string, units: Uint16Array, from: number, to: number): number {
  let capitals = 0;
  for (let at = from; at < to; at++) if (isCapital(text.charCodeAt(at), units[at]!)) capitals++;
  if (capitals === 0) return LOWER;
  if (capitals === to - from) return capitals === 1 ? CAPITAL : UPPER;
  return capitals === 1 && isCapital(text.charCodeAt(from), units[from]!) ? CAPITAL : MIXED;
}

/** A letter that folding brought to another case; accents alone lie above ASCII in both cases. */
function isCapital(unit: number, folded: number): boolean {
  if (unit < 0x80) return unit !== folded;
  if (unit < 0x100) return unit >= 0xc0 && unit < 0xdf && unit !== 0xd7;
  return unit !== folded && String.fromCharCode(unit).toLowerCase().charCodeAt(0) !== unit;
}
