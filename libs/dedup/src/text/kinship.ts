import { listedWord } from '#privacy';
import { slipsBetween, soundOf } from './folding.js';
import { BEFORE_A_PLACE } from './opposites.js';
import type { Word } from './words.js';

/**
 * True if two words that are not equal are still one word: a slip of the finger, telephone spelling or another ending. The
 * principle: a slip hardly ever makes another word of the language, so two words that the lists know are two facts ("pala" and
 * "pata", "Martina" and "Marina", "vecino" and "vecina"), unless only their ending says when or how many. Names and places
 * get less leeway than other words; numbers, identifiers and negations get none.
 */
export function isSameWordMisspelt(left: Word, right: Word): boolean {
  if (left.opposite && right.opposite) return isSameMember(left, right);
  if (left.kind === 'content' && right.kind === 'content' && mustDiffer(left, right)) return false;
  if (isOneAsArticle(left, right) || isOneAsArticle(right, left)) return true;
  if (isNumberMisspelt(left, right) || isNumberMisspelt(right, left)) return true;
  if (isNumberForSound(left, right) || isNumberForSound(right, left)) return true;
  if (![left, right].every(({ kind }) => kind === 'content' || kind === 'link')) return false;
  if (isShortenedTo(left, right) || isShortenedTo(right, left)) return true;
  if (left.kind === 'link' && right.kind === 'link') return false;
  const isNamed = [left, right].some((word) => word.isName || word.isPlace) && !namesKindOfPlace(left, right);
  if (isListed(left) && isListed(right)) return !isNamed && isOtherEnding(left.folded, right.folded);
  if (isOneLetterDoubled(left.folded, right.folded) || isOneSwap(left.folded, right.folded)) return true;
  if (isNamed) return isOneNameMisspelt(left.sound, right.sound);
  if (!isListed(left) && !isListed(right)) {
    const regional = [left, right].filter(({ folded }) => listedWord(folded).isRegional).length;
    if (regional === 2) return isShortEnding(left.folded, right.folded);
    if (regional === 0) return isUnknownWordMisspelt(left, right);
  }
  return (
    isKeyBeside(left.folded, right.folded) ||
    isSlip(left.sound, right.sound) ||
    isSlip(left.folded, right.folded) ||
    isOtherEnding(left.folded, right.folded)
  );
}

/**
 * "placa" and "plaza", "sacó" and "secó": one letter makes another word, as automatic correction does. Only for a text that
 * agrees in all else to say whether it was meant.
 */
export function mayBeCorrected(left: Word, right: Word): boolean {
  if (Math.min(left.folded.length, right.folded.length) < SHORTEST_TO_CORRECT) return false;
  if (slipsBetween(left.folded, right.folded, 1) > 1) return false;
  const isPlain = ({ kind }: Word) => kind === 'content' || kind === 'link';
  if (!isPlain(left) || !isPlain(right) || (left.kind === 'link' && right.kind === 'link')) return false;
  if (left.opposite || right.opposite) return false;
  if ([left, right].some((word) => word.isName || word.mayBePlace)) return false;
  if (![left, right].some(isListed)) return isSlipInside(left.folded, right.folded, SHORTEST_UNKNOWN);
  const isOtherLetter = left.folded.length === right.folded.length;
  if (
    isOtherLetter &&
    left.isThing &&
    right.isThing &&
    [left, right].every(({ folded }) => listedWord(folded).isUsual)
  )
    return false;
  if ([left, right].every(({ folded }) => listedWord(folded).isName)) return false;
  return !isGender(left.folded, right.folded);
}

const SHORTEST_TO_CORRECT = 3;

/** The lists hold hundreds of thousands of words: of so short a one ("nae", "seor") only a usual one says anything. */
const SHORTEST_RARE_WORD = 5;

/** Whether the lists have the word as it is. */
export function isListed({ folded, isName: isCapital }: Word): boolean {
  const { isWord, isUsual, isName } = listedWord(folded);
  return isUsual || ((isWord || isName) && folded.length >= SHORTEST_RARE_WORD) || (isName && isCapital);
}

/** Seen at once: a slip changes the first letter only of a long word, or swaps the first two. Most words differ so. */
const mustDiffer = (left: Word, right: Word) =>
  areFar(left.folded, right.folded) && areFar(left.sound, right.sound);

const areFar = (left: string, right: string) =>
  left[0] !== right[0] &&
  (Math.min(left.length, right.length) < LONG_ENOUGH_FOR_ANOTHER_FIRST_LETTER ||
    Math.abs(left.length - right.length) > 1) &&
  !(left[0] === right[1] && left[1] === right[0]);

const LONG_ENOUGH_FOR_ANOTHER_FIRST_LETTER = 7;

/** "quicne" is no word, and all letters of "quince". */
function isNumberMisspelt(number: Word, other: Word): boolean {
  const isWritten = number.kind === 'number' && /^\p{L}{5,}$/u.test(number.folded);
  return (
    isWritten &&
    other.kind === 'content' &&
    !isListed(other) &&
    slipsBetween(number.folded, other.folded, 1) <= 1
  );
}

/** "offering 2 clean", "4 my brother". */
const isNumberForSound = (number: Word, other: Word) =>
  (number.written === '2' && /^too?$/.test(other.folded)) ||
  (number.written === '4' && other.folded === 'for');

/** "1 hombre" for "un hombre". */
const isOneAsArticle = (number: Word, article: Word) =>
  number.key === '#1' && article.kind === 'link' && /^(un|una|uno|unha|bat|a|an)$/.test(article.folded);

/** Where so many consonants agree, the vowels are only left out: "dntro", "cn", "nmro". */
const CONSONANTS_TO_TELL = 3;

/** Telephone spelling leaves vowels out: same consonants in the same order, nothing else instead. */
function isShortenedTo(short: Word, whole: Word): boolean {
  if (isSpoken(short.folded, whole.folded)) return true;
  if (short.folded.length >= whole.folded.length || short.folded[0] !== whole.folded[0]) return false;
  if (whole.folded.slice(0, -1) === short.folded) return false; // an ending: "calaix", "calaixó"
  const consonants = consonantsOf(short.folded);
  if (consonants !== consonantsOf(whole.folded) || isListed(short)) return false;
  const isEnough = consonants.length >= (whole.kind === 'link' ? 2 : CONSONANTS_TO_TELL);
  return isEnough && isWithin(short.folded, whole.folded);
}

/** "kedao", "robao": as it is said in the south. */
const isSpoken = (short: string, whole: string) =>
  /[^aeiou]aos?$/.test(short) && soundOf(short.replace(/ao(s?)$/, 'ado$1')) === soundOf(whole);

const consonantsOf = (letters: string) => letters.replace(/[aeiou]/g, '');

/** The letters of `short` stand in `whole` in the same order. */
function isWithin(short: string, whole: string): boolean {
  let at = 0;
  for (const letter of whole) if (letter === short[at]) at++;
  return at === short.length;
}

const isSameMember = ({ opposite: left }: Word, { opposite: right }: Word) =>
  left!.family === right!.family && left!.member === right!.member;

/** "clle Toledo": "calle" is no name, even where it stands after "bar de la". */
const namesKindOfPlace = (left: Word, right: Word) =>
  [left, right].some(({ folded }) => BEFORE_A_PLACE.has(folded));

/** "doblle", "Tolledo": a key hit twice. Not "perro" for "pero". */
function isOneLetterDoubled(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) !== 1) return false;
  const [shorter, longer] = left.length < right.length ? [left, right] : [right, left];
  let at = 0;
  while (at < shorter.length && shorter[at] === longer[at]) at++;
  const isRepeat = at > 0 && longer[at] === longer[at - 1] && longer[at] !== 'r';
  return shorter.length >= 4 && isRepeat && longer.slice(at + 1) === shorter.slice(at);
}

/** "jnuto", "maíra": two neighbouring letters inside the word have changed places. */
function isOneSwap(left: string, right: string): boolean {
  if (left.length !== right.length || left.length < 5 || left[0] !== right[0] || left.at(-1) !== right.at(-1))
    return false;
  let at = 0;
  while (left[at] === right[at]) at++;
  return (
    left[at] === right[at + 1] && left[at + 1] === right[at] && left.slice(at + 2) === right.slice(at + 2)
  );
}

/**
 * Two words that no list knows are mostly Catalan or Basque, where an ending ("amarekin", "aitarekin") or a letter makes
 * another word: only one letter inside a long one is a slip.
 */
function isUnknownWordMisspelt({ folded: left }: Word, { folded: right }: Word): boolean {
  return isSlipInside(left, right, SHORTEST_UNKNOWN + 1) || isShortEnding(left, right);
}

/** In a text that agrees in all else one letter less is enough. */
const SHORTEST_UNKNOWN = 6;

/** Another letter makes another word more often than a missing one. */
const SHORTEST_TO_LACK_A_LETTER = 4;

function isSlipInside(left: string, right: string, shortest: number): boolean {
  const isInside = left[0] === right[0] && left.slice(-2) === right.slice(-2);
  const enough = left.length === right.length ? shortest : SHORTEST_TO_LACK_A_LETTER;
  return isInside && Math.min(left.length, right.length) >= enough && slipsBetween(left, right, 1) <= 1;
}

/** "nois" and "noi", "roben" and "robe": how many. */
const isShortEnding = (left: string, right: string) =>
  left.replace(/[sn]$/, '') === right.replace(/[sn]$/, '');

/** A Spanish keyboard, row by row; ñ is folded to n and lies at l's other side too. */
const KEYS = ['qwertyuiop', 'asdfghjkln', 'zxcvbnm'];

/** "fptos", "bylto": one letter inside the word is the key beside it. */
function isKeyBeside(left: string, right: string): boolean {
  if (left.length !== right.length || left.length < SHORTEST_FOR_KEY_BESIDE || left[0] !== right[0])
    return false;
  const at = [...left].findIndex((letter, place) => letter !== right[place]);
  if (at < 0 || left.slice(at + 1) !== right.slice(at + 1)) return false;
  return KEYS.some(
    (row) =>
      Math.abs(row.indexOf(left[at]!) - row.indexOf(right[at]!)) === 1 &&
      row.includes(left[at]!) &&
      row.includes(right[at]!),
  );
}

/** "casa" and "cada" are two words. */
const SHORTEST_FOR_KEY_BESIDE = 5;

/** Shortest name in which one slip is believed to be a slip: "Mayor" and "Mayo" are two streets. */
const NAME_LENGTH_FOR_ONE_SLIP = 6;

function isOneNameMisspelt(left: string, right: string): boolean {
  if (Math.min(left.length, right.length) < NAME_LENGTH_FOR_ONE_SLIP || left[0] !== right[0]) return false;
  const onlyEndingDiffers = left.slice(0, -1) === right.slice(0, -1);
  return !onlyEndingDiffers && slipsBetween(left, right, 1) <= 1;
}

function isSlip(left: string, right: string): boolean {
  const [shorter, longer] = [Math.min(left.length, right.length), Math.max(left.length, right.length)];
  const isSwap = shorter === longer && [...left].sort().join('') === [...right].sort().join('');
  if (isSwap) return shorter >= 3 && slipsBetween(left, right, 1) <= 1;
  if (left[0] !== right[0])
    return shorter >= LONG_ENOUGH_FOR_ANOTHER_FIRST_LETTER && slipsBetween(left, right, 1) <= 1;
  if (shorter === longer) return shorter >= 6 && slipsBetween(left, right, 1) <= 1;
  return shorter >= 3 && slipsBetween(left, right, 1) <= 1;
}

/** Endings that say when, who of us or how many, in Spanish and its neighbours; never those that say he or she. */
const ENDINGS = new Set(
  ` s es n an en ar er ir aba aban ia ian ando iendo ado ido ada ada adas ados idos aron ieron io ara era aran eran are
  ei ou eu iu ant int ava aven`.split(/\s+/),
);
const LONGEST_ENDING = 5;

/** "vendieron" and "vendiendo", "traficante" and "traficantes". Not "panadero" and "panadera". */
function isOtherEnding(left: string, right: string): boolean {
  if (isGender(left, right)) return false;
  let common = 0;
  while (common < left.length && left[common] === right[common]) common++;
  const isEnding = (word: string, from: number) =>
    word.length - from <= LONGEST_ENDING && ENDINGS.has(word.slice(from));
  for (let stem = common; stem >= Math.max(SHORTEST_STEM, common - 2); stem--) {
    if (isEnding(left, stem) && isEnding(right, stem)) return true;
  }
  return false;
}

const SHORTEST_STEM = 4;

/** "vecino" and "vecina", "hermanos" and "hermanas". */
function isGender(left: string, right: string): boolean {
  if (left.length !== right.length || left === right) return false;
  const at = left.length - (left.endsWith('s') && right.endsWith('s') ? 2 : 1);
  const [here, there] = [left[at], right[at]];
  const isEitherWay = (here === 'o' && there === 'a') || (here === 'a' && there === 'o');
  return isEitherWay && left.slice(0, at) === right.slice(0, at);
}
