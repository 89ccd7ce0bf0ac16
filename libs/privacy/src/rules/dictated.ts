import { hashWords } from '../gazetteer/lexicon-format.js';
import { isValidLuhn, isValidNif } from '../identifiers/check-digits.js';
import type { EntityType } from '../entity.js';
import { NUMBER, type Tokens, tokensOf, WORD } from '../text/tokens.js';
import { near, type Rule } from './rule.js';
import { TokenWalk, wordSet } from './token-walk.js';

const UNITS = valuesOf('cero uno dos tres cuatro cinco seis siete ocho nueve', 0, 1);
const TEENS = valuesOf(
  'diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve',
  10,
  1,
);
const TENS = valuesOf('treinta cuarenta cincuenta sesenta setenta ochenta noventa', 30, 10);
const HUNDREDS = valuesOf(
  'cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos',
  100,
  100,
).set('ciento', 100);
/** How letters are said; those that are words too ("de", "te") count only amid others. */
const LETTER_NAMES = new Map(
  'be:b ce:c de:d efe:f ge:g hache:h jota:j ka:k ele:l eme:m ene:n pe:p cu:q erre:r ere:r ese:s te:t uve:v ve:v equis:x ye:y zeta:z ceta:z zeda:z'
    .split(' ')
    .map((entry) => entry.split(':') as [string, string]),
);
const WORDS_TOO = wordSet('de te ese ve ce ere ye be y e o a u');
const JOINS = wordSet('y guion espacio barra letra punto mayuscula mas luego despues');
/** Words that say a figure or a letter and are rarely said otherwise. */
const SAID = new Set(
  [
    ...[UNITS, TEENS, TENS, HUNDREDS, LETTER_NAMES].flatMap((words) => [...words.keys()]),
    ...['letra', 'punto', 'mil', 'doble', 'griega', 'kilo'],
  ]
    .filter((word) => !/^(?:de|te|ese)$/.test(word))
    .map(hashWords),
);
const FEWEST_PIECES = 2;
const MOST_PIECES = 32;
const FEWEST_DIGITS = 4;
/** Pieces at either end that may belong to the sentence. */
const MOST_DROPPED = 3;

const DOCUMENT_WORDS = /(?<![a-z])(?:d\.? ?n\.? ?i|n\.? ?i\.? ?[fe]|documento|carne|identidad)(?![a-z])/;
const PLATE_WORDS = /mat?ric|placa|coche|furgo|moto|camion|turismo|vehiculo/;
const PASSPORT_WORDS = /pas+aport/;
const COMPANY_WORDS = /(?<![a-z])(?:c\.?i\.?f|n\.?i\.?f|empresa|sociedad)(?![a-z])/;
const INSURANCE_WORDS = /seguridad social|afilia|(?<![a-z])(?:nuss?|naf|s\.?s)(?![a-z])/;

interface Piece {
  first: number;
  last: number;
  code: string;
  /** Said as a word: a number in words or a letter's name. */
  said: boolean;
  /** A letter's name that is a word too. */
  unsure: boolean;
  /** "Punto" stands before it. */
  pointed?: boolean;
}

/** Documents, plates, cards and accounts as they are said: "doce millones… zeta", "equis 1234567 ele", "4471 ele ka zeta". */
export const dictated: Rule = (view, add) => {
  const tokens = tokensOf(view);
  if (!isSaid(tokens)) return;
  const walk = new TokenWalk(view, tokens);
  const { start, end, count } = walk.tokens;
  for (let at = 0; at < count; at++) {
    const pieces = piecesFrom(walk, at);
    if (pieces.length === 0) continue;
    const found = valueIn(pieces, (words, from, to) => near(view, start[from]!, end[to]!, words));
    if (found)
      add({
        type: found.type,
        start: start[found.first]!,
        end: end[found.last]!,
        score: 0.85,
        rule: 'dictated',
        evidence: 'said in words',
      });
    at = pieces.at(-1)!.last;
  }
};

/** Whether there are enough numbers and letters, one of them said: most texts count little. */
function isSaid({ kind, hash, count }: Tokens): boolean {
  let said = 0;
  let numbers = 0;
  for (let at = 0; at < count; at++)
    if (kind[at] === NUMBER) numbers++;
    else if (kind[at] === WORD && SAID.has(hash[at]!)) said++;
  return said > 0 && said + numbers >= FEWEST_PIECES;
}

/** Numbers, numbers in words and letters that follow each other. */
function piecesFrom(walk: TokenWalk, at: number): Piece[] {
  const pieces: Piece[] = [];
  for (let next = at; next < walk.tokens.count && pieces.length < MOST_PIECES;) {
    const piece = pieceAt(walk, next);
    if (piece) {
      const before = walk.text(next - 1);
      pieces.push(
        before === 'letra' || before === 'punto'
          ? { ...piece, said: true, pointed: before === 'punto' }
          : piece,
      );
      next = piece.last + 1;
    } else if (pieces.length > 0 && next - pieces.at(-1)!.last <= 2 && isJoin(walk, next)) next++;
    else break;
  }
  return pieces;
}

function isJoin(walk: TokenWalk, at: number): boolean {
  return JOINS.has(walk.text(at)) || walk.isPunctuation(at, `,.-/()"'`);
}

function pieceAt(walk: TokenWalk, at: number): Piece | undefined {
  if (walk.isNumber(at)) return { first: at, last: at, code: walk.text(at), said: false, unsure: false };
  if (!walk.isWord(at)) return undefined;
  const word = walk.text(at);
  const next = walk.text(at + 1);
  if ((word === 'uve' || word === 'doble') && /^(?:doble|uve|u)$/.test(next) && next !== word)
    return { first: at, last: at + 1, code: 'w', said: true, unsure: false };
  if (word === 'i' && next === 'griega')
    return { first: at, last: at + 1, code: 'y', said: true, unsure: false };
  const twice = word === 'doble' || word === 'triple' ? UNITS.get(next) : undefined;
  if (twice !== undefined)
    return {
      first: at,
      last: at + 1,
      code: String(twice).repeat(word === 'doble' ? 2 : 3),
      said: true,
      unsure: false,
    };
  const number = numberAt(walk, at);
  if (number) return { first: at, last: number.last, code: String(number.value), said: true, unsure: false };
  const letter = LETTER_NAMES.get(word);
  const spelled = letter ?? (word.length === 1 ? word : undefined);
  if (spelled && next === 'de' && walk.text(at + 2).length > 2 && walk.text(at + 2).startsWith(spelled))
    return { first: at, last: at + 2, code: spelled, said: true, unsure: false }; // "P de Pamplona"
  if (letter) return { first: at, last: at, code: letter, said: true, unsure: WORDS_TOO.has(word) };
  return word.length === 1 && /[a-z]/.test(word)
    ? { first: at, last: at, code: word, said: false, unsure: !walk.isCapital(at) && WORDS_TOO.has(word) }
    : undefined;
}

/** "doce millones trescientos cuarenta y cinco mil seiscientos setenta y ocho", "setenta y uno", "siete". */
function numberAt(walk: TokenWalk, at: number): { value: number; last: number } | undefined {
  let value = 0;
  let last = -1;
  for (let next = at, scale = Infinity; ;) {
    const group =
      underThousand(walk, next) ?? (walk.text(next) === 'mil' ? { value: 1, last: next - 1 } : undefined);
    if (!group) break;
    const unit = walk.text(group.last + 1);
    const factor = /^millon(?:es)?$/.test(unit) ? 1_000_000 : unit === 'mil' ? 1000 : 1;
    if (factor >= scale) break;
    value += group.value * factor;
    last = factor === 1 ? group.last : group.last + 1;
    if (factor === 1) break;
    scale = factor;
    next = last + 1;
  }
  return last < 0 ? undefined : { value, last };
}

function underThousand(walk: TokenWalk, at: number): { value: number; last: number } | undefined {
  const hundreds = HUNDREDS.get(walk.text(at));
  if (hundreds !== undefined) {
    const rest = underHundred(walk, at + 1);
    return rest && rest.value > 0
      ? { value: hundreds + rest.value, last: rest.last }
      : { value: hundreds, last: at };
  }
  return underHundred(walk, at);
}

function underHundred(walk: TokenWalk, at: number): { value: number; last: number } | undefined {
  const word = walk.text(at);
  const tens = TENS.get(word);
  const unit = UNITS.get(walk.text(at + 2));
  if (tens !== undefined)
    return walk.text(at + 1) === 'y' && unit !== undefined && unit > 0
      ? { value: tens + unit, last: at + 2 }
      : { value: tens, last: at };
  const small = UNITS.get(word) ?? TEENS.get(word);
  return small === undefined ? undefined : { value: small, last: at };
}

type Near = (words: RegExp, first: number, last: number) => boolean;

/** The longest value among the pieces, but for few at their ends. */
function valueIn(
  pieces: Piece[],
  isNear: Near,
): { type: EntityType; first: number; last: number } | undefined {
  if (!pieces.some(({ said }) => said)) return undefined;
  if (pieces.reduce((sum, { code }) => sum + code.replace(/\D/g, '').length, 0) < FEWEST_DIGITS)
    return undefined;
  for (let from = 0; from <= MOST_DROPPED && from < pieces.length; from++)
    for (let to = pieces.length; to > from && to >= pieces.length - MOST_DROPPED; to--) {
      const some = pieces.slice(from, to);
      if (!some.some(({ said }) => said)) continue;
      const first = some[0]!.first;
      const last = some.at(-1)!.last;
      const type = typeOf(some, (words) => isNear(words, first, last));
      if (type) return { type, first, last };
    }
  return undefined;
}

function typeOf(pieces: Piece[], isNear: (words: RegExp) => boolean): EntityType | undefined {
  const code = pieces.map((piece) => piece.code).join('');
  if (
    pieces.length === 4 &&
    pieces.every(({ code: part, pointed }, at) => Number(part) <= 255 && (at === 0 || pointed))
  )
    return 'IP';
  const isSure = !pieces.every(({ code: letter, unsure }) => /\d/.test(letter) || unsure);
  if (
    /^\d{7,9}[a-z]$/.test(code) &&
    (isValidNif(code) || isNear(DOCUMENT_WORDS) || (isSure && code.length === 9))
  )
    return 'ES_NIF';
  if (/^[xyz]\d{7,8}[a-z]$/.test(code) && isSure) return 'ES_NIE';
  if (/^\d{4}[b-df-hj-np-tv-z]{3}$/.test(code) && (isNear(PLATE_WORDS) || isSure)) return 'ES_PLATE';
  if (/^[a-z]{1,2}\d{4}[a-z]{1,3}$/.test(code) && isNear(PLATE_WORDS)) return 'ES_PLATE';
  if (/^[a-z]{2,3}\d{6,7}[a-z]?$/.test(code) && isNear(PASSPORT_WORDS)) return 'ES_PASSPORT';
  if (/^[a-w]\d{7}[\da-j]$/.test(code) && isNear(COMPANY_WORDS)) return 'ES_CIF';
  if (/^\d{7,9}$/.test(code) && isNear(DOCUMENT_WORDS)) return 'ES_NIF';
  if (/^\d{11,12}$/.test(code) && isNear(INSURANCE_WORDS)) return 'ES_NUSS';
  if (/^es\d{20,24}$/.test(code) || /^\d{20}$/.test(code)) return 'IBAN';
  if (/^\d{15,16}$/.test(code) && isValidLuhn(code)) return 'CREDIT_CARD';
  return /^\d{13,19}$/.test(code) ? 'ID_NUMBER' : undefined;
}

function valuesOf(words: string, first: number, step: number): Map<string, number> {
  return new Map(words.split(' ').map((word, index) => [word, first + index * step]));
}
