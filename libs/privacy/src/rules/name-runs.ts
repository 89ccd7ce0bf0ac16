import { LOWER, UPPER } from '../text/tokens.js';
import { evidenceOf } from './name-evidence.js';
import { MAKES, MONTHS_AND_DAYS, RUN_STOPS } from './no-names.js';
import { type TokenWalk, wordSet } from './token-walk.js';

const LINKS = wordSet('de del la las los el y i e da do das dos d von van der den bin ben al o mc');

/** "Ma. José Fdez. Glez." */
export const SHORTENED = wordSet(
  'ma mª fco fdo jn fdez fdz glez gzlez gonz mtnez mtez mnez rguez rdguez rodgz hdez hdz dguez domgz gcia jmnez jimz alvz pz perz sanchz schez vazqz vqz gtrez gtz lpz mdez',
);

/** The last token of the capitalised words that begin here, across "de la" and hyphens. */
export function capitalRun(walk: TokenWalk, at: number): number {
  let last = at;
  for (let next = at + 1; next < walk.tokens.count && next - at < 14; next++) {
    if (walk.isWord(next)) {
      const word = walk.text(next);
      if (RUN_STOPS.has(word) || MAKES.has(word) || walk.tokens.start[next]! - walk.tokens.end[next - 1]! > 2)
        break;
      if (isInitials(walk, next) && !walk.isPunctuation(next + 1, '.') && !isApostropheName(walk, next))
        break;
      if (walk.tokens.shape[next] !== LOWER && !MONTHS_AND_DAYS.has(word)) last = next;
      else if (walk.isPunctuation(next - 1, "'") && isApostropheName(walk, next - 2))
        last = next; // "O'connor"
      else if (!LINKS.has(word) || next - last > 2) break;
    } else if (walk.isPunctuation(next, "-·'") && walk.touches(next - 1) && walk.touches(next)) continue;
    else if (
      walk.isPunctuation(next, '.') &&
      walk.touches(next - 1) &&
      (isInitials(walk, next - 1) || SHORTENED.has(walk.text(next - 1)))
    )
      last = next;
    else break;
  }
  return walk.isPunctuation(last, '.') && last > at ? last - 1 : last;
}

/** Without capitals only listed names hold a run together. */
export function plainRun(walk: TokenWalk, at: number): number {
  const { start, end } = walk.tokens;
  let last = at;
  for (let next = at + 1; next < walk.tokens.count && next - at < 8; next++) {
    if (walk.isPunctuation(next, '-') && walk.touches(next - 1)) continue;
    if (!walk.isWord(next)) break;
    if (end[next]! - start[next]! === 1 && walk.isPunctuation(next + 1, '.') && walk.touches(next)) {
      last = next++; // "encarna g. p."
      continue;
    }
    const { given, surname, foreign, ordinary, frequent } = evidenceOf(walk, next);
    const named =
      (given >= 2 || surname >= 2 || foreign > 0) &&
      (!ordinary || (Math.max(given, surname) >= 4 && !frequent));
    if (named) last = next;
    else if (!LINKS.has(walk.text(next)) || next - last > 2) break;
  }
  return last;
}

export function runEvidence(
  walk: TokenWalk,
  at: number,
  last: number,
): { given: boolean; surname: boolean; unknown: boolean } {
  let given = false;
  let surname = false;
  let unknown = false;
  for (let next = at; next <= last; next++) {
    if (!walk.isWord(next) || LINKS.has(walk.text(next))) continue;
    const evidence = evidenceOf(walk, next);
    if (evidence.given >= 2 && (!evidence.ordinary || evidence.given >= 4)) given = true;
    if (next > at && (evidence.surname >= 2 || evidence.foreign >= 2)) surname = true;
    if (!evidence.ordinary) unknown = true;
  }
  return { given, surname, unknown };
}

export function isInitials(walk: TokenWalk, at: number): boolean {
  return walk.isCapital(at) && walk.tokens.end[at]! - walk.tokens.start[at]! === 1;
}

/** "O'Connor", "D'Artagnan"; Catalan "l'Hospitalet" is none. */
export function isApostropheName(walk: TokenWalk, at: number): boolean {
  return (
    isInitials(walk, at) &&
    /^[od]$/.test(walk.text(at)) &&
    walk.isPunctuation(at + 1, "'") &&
    walk.touches(at) &&
    walk.touches(at + 1) &&
    walk.text(at + 2).length > 3
  );
}

/** "A.B.C.": how many initials follow each other, five at most, and the last of them. */
export function initialsFrom(walk: TokenWalk, at: number): { count: number; last: number } {
  let last = at;
  let count = 0;
  for (
    let next = at;
    isInitials(walk, next) && walk.isPunctuation(next + 1, '.') && walk.touches(next) && count < 5;
    next += 2
  ) {
    last = next;
    count++;
  }
  return { count, last };
}

export function afterInitials(walk: TokenWalk, at: number): number {
  let next = at;
  while (isInitials(walk, next) && walk.isPunctuation(next + 1, '.') && next - at < 6) next += 2;
  const surname = next;
  while (/^(?:del?|la|las|los)$/.test(walk.text(next)) && next - surname < 2) next++; // "E. de la Cal"
  return surname > at ? next : -1;
}

/** "TAC", "PSA", "ETA": capitals that rather shorten something, unless a name list knows them. */
export function isAcronym(walk: TokenWalk, at: number): boolean {
  return walk.tokens.shape[at] === UPPER && walk.tokens.end[at]! - walk.tokens.start[at]! <= 5;
}
