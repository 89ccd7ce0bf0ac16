import type { MaskedSpan } from './anonymise.js';
import type { Entity } from './entity.js';
import type { Residue, Suspect } from './residue.js';

/**
 * Where what was found in the original stands in the text that staff read: in order, none overlapping another. Masks
 * move it and cut its edges; one inside of it stays inside. So it says nothing of what is masked, nor how long that is.
 *
 * @param masked - in the original, in order; `spans` are what was written for them, one by one.
 */
export function suspectsIn(
  text: string,
  found: Suspect[],
  masked: Pick<Entity, 'start' | 'end'>[],
  spans: Pick<MaskedSpan, 'start' | 'end'>[],
): Suspect[] {
  let next = 0;
  let moved = 0;
  const pass = (): void => {
    moved = spans[next]!.end - masked[next]!.end;
    next++;
  };
  const startIn = (at: number): number => {
    while (next < masked.length && masked[next]!.end <= at) pass();
    return next < masked.length && masked[next]!.start <= at ? spans[next]!.end : at + moved;
  };
  const endIn = (at: number): number => {
    while (next < masked.length && masked[next]!.end < at) pass();
    return next < masked.length && masked[next]!.start < at ? spans[next]!.start : at + moved;
  };
  return united(found)
    .map(({ kind, start, end }) => trimmed(text, { kind, start: startIn(start), end: endIn(end) }))
    .filter(({ start, end }) => start < end);
}

/** What names somebody outright: whoever decides about a longer stretch must hear that it holds one. */
const OUTRIGHT: ReadonlySet<Residue> = new Set(['number-left', 'address-sign-left', 'name-left']);

/** Overlapping ones are one to look at, called by what in it names somebody outright, else by the longest. */
function united(found: Suspect[]): Suspect[] {
  const all: Suspect[] = [];
  let longest = 0;
  for (const suspect of [...found].sort((one, other) => one.start - other.start)) {
    const last = all.at(-1);
    const length = suspect.end - suspect.start;
    if (last === undefined || suspect.start >= last.end) {
      all.push({ ...suspect });
      longest = length;
      continue;
    }
    last.end = Math.max(last.end, suspect.end);
    const [is, was] = [OUTRIGHT.has(suspect.kind), OUTRIGHT.has(last.kind)];
    if (is === was ? length > longest : is) {
      last.kind = suspect.kind;
      longest = length;
    }
  }
  return all;
}

function trimmed(text: string, { kind, start, end }: Suspect): Suspect {
  while (start < end && /\s/.test(text[start]!)) start++;
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  return { kind, start, end };
}
