import type { Rule } from './rule.js';

const LONGEST = 40;

/**
 * A text that is nothing but a number or a code is somebody's: no context says what it is, so it is masked whatever
 * it looks like. Five digits of a postal code are a place.
 */
export const loneValue: Rule = (view, add) => {
  if (view.length > LONGEST + 10) return;
  const value = view.folded.trim();
  if (value.length < 4 || value.length > LONGEST || !/\d/.test(value)) return;
  if (!/^[a-z0-9._@:/+()-]{1,40}(?: [a-z0-9._@:/+()-]{1,20}){0,5}$/.test(value)) return;
  if (/[a-z]{4}/.test(value) && !/[\d_.][a-z]|[a-z][\d_]/.test(value)) return;
  if (
    /(?:^| )(?:\d{1,4} ?(?:h|hs|am|pm|km|kg|g|gr|mg|ml|e|eur|euros?|anos|dias|meses)|\d{1,2}[:.]\d{2})(?: |$)/.test(
      value,
    )
  )
    return;
  const start = view.folded.indexOf(value);
  const shown = view.text.slice(start, start + value.length);
  if (shown.split(' ').some((word) => /^\p{L}{2,}[.:]?$/u.test(word) && word !== word.toUpperCase())) return; // words
  if (/^\p{L}{3,}[ :]/u.test(shown)) return; // a label: the other rules know it
  const digits = value.replace(/\D/g, '').length;
  if (digits < 3) return;
  const postal = /^(?:0[1-9]|[1-4]\d|5[0-2])\d{3}$/.test(value);
  add({
    type: postal ? 'PLACE' : 'ID_NUMBER',
    start,
    end: start + value.length,
    score: 0.65,
    rule: 'lone-value',
    evidence: 'nothing else in the text',
  });
};
