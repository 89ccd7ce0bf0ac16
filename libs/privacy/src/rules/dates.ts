import { before, near, type Rule, scan } from './rule.js';

const MONTH =
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre|ene|feb|mar|abr|jun|jul|ago|sept?|oct|nov|dic|' +
  'gener|febrer|marc|maig|juny|juliol|agost|setembre|octubre|novembre|desembre|' +
  'xaneiro|febreiro|marzo|maio|xuno|xullo|setembro|outubro|novembro|decembro|' +
  'urtarril\\w{0,6}|otsail\\w{0,6}|martxo\\w{0,6}|apiril\\w{0,6}|maiatz\\w{0,6}|ekain\\w{0,6}|uztail\\w{0,6}|abuztu\\w{0,6}|irail\\w{0,6}|urri\\w{0,6}|azaro\\w{0,6}|abendu\\w{0,6}|' +
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|apr|aug|dec';
const YEAR = "(?:1[89]|20)\\d{2}|'\\d{2}";
const SEP = '[ ]?[/.\\-\\\\][ ]?';

const PATTERNS = [
  new RegExp(`(?<![\\d/])(?:[0-3]?\\d)${SEP}(?:[01]?\\d|[ivx]{1,4})${SEP}(?:\\d{4}|\\d{2})(?![\\d/])`, 'g'),
  new RegExp(
    `(?<![\\d/])(?:1[89]|20)\\d{2}${SEP}[01]?\\d${SEP}[0-3]?\\d(?![\\d/])(?:t\\d{2}:\\d{2}(?::\\d{2})?z?)?`,
    'g',
  ),
  new RegExp(
    `(?<![a-z0-9])(?:[0-3]?\\d(?:st|nd|rd|th|º|er|o)?|primero|uno) ?(?:de |d'|d[eo] |[/.\\-] ?|of )?(?:${MONTH})(?![a-z])\\.?(?:[ ,]{1,2}(?:de |del |del ano |of |d[eo] )?(?:${YEAR}|\\d{2}(?!\\d))|[/.\\-] ?(?:\\d{4}|\\d{2})(?!\\d))?`,
    'g',
  ),
  new RegExp(
    `(?<![a-z0-9])(?:${MONTH})(?![a-z])\\.?[ ,/\\-]{1,2}(?:de |del |d[eo] |of )?(?:[0-3]?\\d(?:st|nd|rd|th)?(?:, ?| ))?(?:${YEAR})(?!\\d)`,
    'g',
  ),
  new RegExp(
    `(?<![a-z0-9])(?:${MONTH})(?![a-z]) [0-3]?\\d(?:st|nd|rd|th)?(?![\\d/:])(?:, ?(?:${YEAR}))?`,
    'g',
  ),
  new RegExp(
    `(?<!\\d)(?:1[89]|20)\\d{2}(?:ko|eko|ren|an)?[ ,]{1,2}(?:${MONTH})(?![a-z])(?:[ ]?[0-3]?\\d(?:a|an|ko|koa)?(?![a-z0-9]))?`,
    'g',
  ),
  /(?<![\d/])(?:0?[1-9]|1[0-2])\/(?:19|20)\d{2}(?![\d/])/g,
];
const LONE_YEAR =
  /(?<![a-z0-9])(?:en|desde|hasta|de|del|ano|any|in|since|a|el|octubre|verano|invierno|primavera|otono)(?: el| l')?(?: ano| any)? ?((?:19|20)\d{2})(?![\d.,:]?\d|[a-z])/g;
const BIRTH_WORDS =
  /nacid[oa]|nacimiento|nac\.|f\.? ?n\.?(?![a-z])|naci(?![a-z])|nacio|nascud[ao]|nascut|naixement|nacemento|jaio|born|birth|dob(?![a-z])|cumple|aniversari/;

/** Dates in figures and words, in five languages; a birth word makes one a date of birth. */
export const dates: Rule = (view, add) => {
  const { folded } = view;
  for (const pattern of PATTERNS)
    scan(pattern, folded, (match) => {
      const start = match.index;
      const end = start + match[0].length;
      if (/^\d{1,2}\.\d{1,2}\.\d{2}$/.test(match[0]) && !near(view, start, end, /fecha|dia|data|date/))
        return;
      const birth = before(view, start, BIRTH_WORDS, 30);
      const score = /^(?:mar|may|ago|dec|oct|nov|set|out)\w? \d/.test(match[0]) ? 0.5 : 0.9;
      add({
        type: birth ? 'DATE_OF_BIRTH' : 'DATE',
        start,
        end,
        score,
        rule: birth ? 'date-of-birth' : 'date',
      });
    });
  scan(LONE_YEAR, folded, (match) => {
    const end = match.index + match[0].length;
    const birth = before(view, end - 4, BIRTH_WORDS, 30);
    add({
      type: birth ? 'DATE_OF_BIRTH' : 'DATE',
      start: end - 4,
      end,
      score: birth ? 0.9 : 0.6,
      rule: 'year',
    });
  });
};
