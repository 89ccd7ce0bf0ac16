import { slipsBetween } from './folding.js';
import { BEFORE_A_PLACE } from './opposites.js';
import type { Word } from './words.js';

/**
 * True if two words that are not equal may still be one word: a slip of the finger or another ending. Names
 * and places get less leeway than other words ("Fernández" is not "Hernández", "Antonio" not "Antonia");
 * numbers, identifiers and negations get none.
 */
export function isSameWordMisspelt(left: Word, right: Word): boolean {
  if (left.opposite && right.opposite) return isSameMember(left, right);
  if (![left, right].every(({ kind }) => kind === 'content' || kind === 'link')) return false;
  if (left.kind === 'link' && right.kind === 'link') return false;
  if (isOneLetterDoubled(left.folded, right.folded) || isOneSwap(left.folded, right.folded)) return true;
  if ([left, right].some((word) => word.isName || word.isPlace) && !namesKindOfPlace(left, right))
    return isOneNameMisspelt(left.sound, right.sound);
  return (
    isKeyBeside(left.folded, right.folded) ||
    isSlip(left.sound, right.sound) ||
    isSlip(left.folded, right.folded) ||
    isOtherEnding(left.sound, right.sound)
  );
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
  if (left[0] !== right[0]) return shorter >= 7 && slipsBetween(left, right, 1) <= 1;
  if (shorter === longer)
    return shorter >= 6 && slipsBetween(left, right, shorter >= 9 ? 2 : 1) <= (shorter >= 9 ? 2 : 1);
  return shorter >= 3 && slipsBetween(left, right, shorter >= 7 ? 2 : 1) <= (shorter >= 7 ? 2 : 1);
}

/** "vendieron" and "vendiendo", "traficante" and "traficantes". */
function isOtherEnding(left: string, right: string): boolean {
  let common = 0;
  while (common < left.length && left[common] === right[common]) common++;
  return common >= 5 && left.length - common <= 3 && right.length - common <= 3;
}
