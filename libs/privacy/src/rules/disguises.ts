import type { EntityType } from '../entity.js';
import { FREQUENCY, GIVEN, hashWords, SURNAME } from '../gazetteer/lexicon-format.js';
import { attribute, Lexicon } from '../gazetteer/lexicon.js';
import { LINE_END, NUMBER, tokensOf, WORD } from '../text/tokens.js';
import { type Rule } from './rule.js';
import { TokenWalk } from './token-walk.js';

const FIGURES: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' };
/** From Hebrew on: no letter there is in an ordinary sentence of the five languages, so a few words are a name. */
const OTHER_SCRIPTS = 0x590;
const MOST_FOREIGN_WORDS = 4;
const LONGEST_WORD = 15;
const SHORTEST_NAME = 3;
/** Letters and figure of a word that ends in one. */
const LEAST_BEFORE_FIGURE = 5;
const FEWEST_PIECES = 4;
const MOST_PIECES = 60;
const WIDEST_GAP = 3;

/** What several single characters make when their blanks are taken out. */
const MADE_OF_PIECES: { type: EntityType; shape: RegExp }[] = [
  { type: 'EMAIL', shape: /^[a-z0-9._+-]{2,40}@(?:[a-z0-9-]{1,20}(?:\.[a-z0-9-]{2,10}){1,3})?$/ },
  { type: 'URL', shape: /^(?:https?:|www\.)[a-z0-9./:_-]{0,40}$/ },
  { type: 'IBAN', shape: /^[a-z]{2}\d{13,30}$/ },
  { type: 'ES_PASSPORT', shape: /^[a-z]{2,3}\d{6}$/ },
  { type: 'ES_NIE', shape: /^[xyz]\d{7}[a-z]$/ },
  { type: 'ES_PLATE', shape: /^(?:\d{4}[b-df-hj-np-tv-z]{3}|[a-z]{1,2}\d{4}[a-z]{1,2})$/ },
];

/**
 * Written so that no filter finds it: figures for letters ("R0berto"), or a blank after each character ("P e p e",
 * "J. u. a. n.", "j u a n @ …").
 */
export const disguises: Rule = (view, add) => {
  const tokens = tokensOf(view);
  const walk = new TokenWalk(view, tokens);
  const { kind, start, end, count } = tokens;
  for (let at = 0; at < count; at++) {
    if (view.units[start[at]!]! >= OTHER_SCRIPTS && kind[at] === WORD) {
      const last = fewWords(walk, at);
      if (last.words <= MOST_FOREIGN_WORDS)
        add({
          type: 'PERSON',
          start: start[at]!,
          end: end[last.at]!,
          score: 0.62,
          rule: 'other-script',
          evidence: 'a few words of another script',
        });
      at = last.at;
      continue;
    }
    if (kind[at] === NUMBER) {
      const whole = figuresInName(walk, at);
      if (whole)
        add({
          type: 'PERSON',
          ...whole,
          score: 0.75,
          rule: 'figures-in-name',
          evidence: 'name list',
        });
    }
    if (end[at]! - start[at]! > 1 || !isSingle(walk, at)) continue;
    const last = lastPiece(walk, at);
    if (last < 0) continue;
    const type = madeOf(view.folded.slice(start[at], end[last]));
    if (type) {
      const to = /[@/]/.test(view.folded[end[last]! - 1]!) ? wordEnd(view.folded, end[last]!) : end[last]!;
      add({ type, start: start[at]!, end: to, score: 0.75, rule: 'blank-after-each', evidence: 'shape' });
    }
    at = last;
  }
};

/** The words of another script that stand together. */
function fewWords(walk: TokenWalk, at: number): { at: number; words: number } {
  const { kind, start, count } = walk.tokens;
  let last = at;
  let words = 1;
  for (let next = at + 1; next < count; next++) {
    if (kind[next] !== WORD || walk.view.units[start[next]!]! < OTHER_SCRIPTS) break;
    last = next;
    words++;
  }
  return { at: last, words };
}

/** The word around a first figure, where it reads as a listed name. */
function figuresInName(walk: TokenWalk, at: number): { start: number; end: number } | undefined {
  const { folded } = walk.view;
  const { tokens } = walk;
  if (!walk.isWord(at - 1) || !walk.touches(at - 1)) return undefined;
  const start = tokens.start[at - 1]!;
  const inside = walk.isWord(at + 1) && walk.touches(at);
  if (!inside && (!/^[0134]$/.test(walk.text(at)) || tokens.end[at]! - start < LEAST_BEFORE_FIGURE))
    return undefined; // "Sandr4", but "casa 5", "torre5"
  let last = inside ? at + 1 : at;
  while (walk.touches(last) && isLetters(walk, last + 1)) {
    if (tokens.end[++last]! - start > LONGEST_WORD) return undefined;
  }
  const end = tokens.end[last]!;
  if (end - start > LONGEST_WORD || /[@_/.-]/.test(folded.charAt(start - 1))) return undefined;
  const shown = folded.slice(start, end);
  const letters = shown.replace(/\d/g, '').length;
  if (letters < SHORTEST_NAME || letters * 2 < shown.length) return undefined;
  return isName(
    shown.replace(/\d/g, (figure) => FIGURES[figure] ?? figure),
    3,
  )
    ? { start, end }
    : undefined;
}

/** A letter or figure that no other touches. */
function isSingle(walk: TokenWalk, at: number): boolean {
  if (!isLetters(walk, at) || walk.tokens.end[at]! - walk.tokens.start[at]! > 1) return false;
  return !(isLetters(walk, at - 1) && walk.touches(at - 1)) && !(isLetters(walk, at + 1) && walk.touches(at));
}

function isLetters(walk: TokenWalk, at: number): boolean {
  return walk.isWord(at) || walk.isNumber(at);
}

/** The last of at least four letters or figures that stand alone, or -1; stops and the like may stand between. */
function lastPiece(walk: TokenWalk, at: number): number {
  const { kind, start, end, count } = walk.tokens;
  let last = at;
  let pieces = 1;
  for (let next = at + 1; next < count && next - at < MOST_PIECES; next++) {
    if (kind[next] === LINE_END || start[next]! - end[next - 1]! > WIDEST_GAP) break;
    if (isSingle(walk, next)) pieces++;
    else if (!walk.isPunctuation(next, '.-_*@:/+')) break;
    if (isSingle(walk, next) || walk.isPunctuation(next, '@/')) last = next;
  }
  return pieces >= FEWEST_PIECES ? last : -1;
}

function madeOf(shown: string): EntityType | undefined {
  const squeezed = shown.replace(/[ *]/g, '');
  const whole = MADE_OF_PIECES.find(({ shape }) => shape.test(squeezed));
  if (whole) return whole.type;
  return /\d/.test(squeezed) || !holdsName(squeezed.replace(/[^a-z]/g, '')) ? undefined : 'PERSON';
}

/** Where what follows "b o s s @" ends. */
function wordEnd(folded: string, from: number): number {
  const rest = /^ {0,2}[a-z0-9._-]{1,60}(?:\/[a-z0-9._-]{1,60}){0,3}/.exec(folded.slice(from, from + 260));
  return from + (rest?.[0].length ?? 0);
}

/** A listed name, alone, or one that begins or ends what stands together ("bernat" + "y" + "soledad"). */
function holdsName(letters: string): boolean {
  if (letters.length > SHORTEST_NAME && isName(letters, 2)) return true;
  for (let length = SHORTEST_NAME + 1; length < letters.length; length++)
    if (isName(letters.slice(0, length), 3) || isName(letters.slice(-length), 3)) return true;
  return false;
}

function isName(word: string, least: number): boolean {
  const bits = Lexicon.shared.attributes(hashWords(word));
  return (
    Math.max(attribute(bits, GIVEN), attribute(bits, SURNAME)) >= least && attribute(bits, FREQUENCY) < 3
  );
}
