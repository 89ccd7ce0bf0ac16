import type { Suspect } from '../residue.js';
import type { Doubt } from './writer-findings.js';

/** Words in a row hold a text where one of them is so doubtful: of a clause all words are about as doubtful as one. */
const DOUBTFUL_ENOUGH = 0.1;

/** What stays readable of the doubtful words of a text: rows of them, each for a person to decide on. Both lists in order. */
export function suspectedIn(
  text: string,
  doubts: readonly Doubt[],
  masked: readonly { start: number; end: number }[],
): Suspect[] {
  const rows: Doubt[] = [];
  let next = 0;
  for (const doubt of doubts) {
    while (next < masked.length && masked[next]!.end <= doubt.start) next++;
    if (next < masked.length && masked[next]!.start < doubt.end) continue;
    const last = rows.at(-1);
    if (last && /^\s+$/.test(text.slice(last.end, doubt.start)))
      rows[rows.length - 1] = {
        start: last.start,
        end: doubt.end,
        chance: Math.max(last.chance, doubt.chance),
      };
    else rows.push(doubt);
  }
  return rows
    .filter(({ chance }) => chance >= DOUBTFUL_ENOUGH)
    .map(({ start, end }) => ({ kind: 'writer-suspected', start, end }));
}
