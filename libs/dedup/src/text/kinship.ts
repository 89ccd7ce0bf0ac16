import { slipsBetween } from './folding.js';
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
  if ([left, right].some((word) => word.isName || word.isPlace))
    return isOneNameMisspelt(left.sound, right.sound);
  return (
    isSlip(left.sound, right.sound) ||
    isSlip(left.folded, right.folded) ||
    isOtherEnding(left.sound, right.sound)
  );
}

const isSameMember = ({ opposite: left }: Word, { opposite: right }: Word) =>
  left!.family === right!.family && left!.member === right!.member;

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
