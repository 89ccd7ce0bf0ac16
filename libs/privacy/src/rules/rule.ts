import type { Entity } from '../entity.js';
import type { TextView } from '../text/text-view.js';

/** A rule reads the view and adds findings with offsets in the view. It must do work linear in the view's length. */
export type Rule = (view: TextView, add: (finding: Entity) => void) => void;

/**
 * Calls back for every match of a global expression over the folded text. Every expression of this lib has only
 * bounded repetitions and a guard on the left (`(?<![…])`), so that its work per character has a fixed limit.
 */
export function scan(pattern: RegExp, folded: string, found: (match: RegExpExecArray) => void): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(folded); match; match = pattern.exec(folded)) {
    if (match[0].length === 0) pattern.lastIndex++;
    else found(match);
  }
}

/** As `scan`, for an expression whose match holds at least so many digits: most texts have fewer. */
export function scanDigits(
  least: number,
  pattern: RegExp,
  view: TextView,
  found: (match: RegExpExecArray) => void,
): void {
  if (view.digits >= least) scan(pattern, view.folded, found);
}

const CONTEXT_REACH = 40;

/** Whether a context word stands within 40 characters on either side. */
export function near(
  view: TextView,
  start: number,
  end: number,
  words: RegExp,
  reach = CONTEXT_REACH,
): boolean {
  return (
    words.test(view.folded.slice(Math.max(0, start - reach), start)) ||
    words.test(view.folded.slice(end, end + reach))
  );
}

/** Whether a context word stands before, within `reach` characters. */
export function before(view: TextView, start: number, words: RegExp, reach = CONTEXT_REACH): boolean {
  return words.test(view.folded.slice(Math.max(0, start - reach), start));
}
