import { before, near, type Rule, scan, scanDigits } from './rule.js';

const MONTH =
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre|ene|feb|mar|abr|jun|jul|ago|sept?|oct|nov|dic|' +
  'gener|febrer|marc|maig|juny|juliol|agost|setembre|octubre|novembre|desembre|' +
  'xaneiro|febreiro|marzo|maio|xuno|xullo|setembro|outubro|novembro|decembro|' +
  'urtarril\\w{0,6}|otsail\\w{0,6}|martxo\\w{0,6}|apiril\\w{0,6}|maiatz\\w{0,6}|ekain\\w{0,6}|uztail\\w{0,6}|abuztu\\w{0,6}|irail\\w{0,6}|urri\\w{0,6}|azaro\\w{0,6}|abendu\\w{0,6}|' +
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|apr|aug|dec';
const NUMBER_WORD =
  'uno|primero|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciseis|diecisiete|dieciocho|diecinueve|veinte|veintiuno|veintidos|veintitres|veinticuatro|veinticinco|veintiseis|veintisiete|veintiocho|veintinueve|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento|novecientos|mil';
const YEAR = "(?:1[89]|20)\\d{2}|'\\d{2}";
const SEP = '[ ]?[/.\\-\\\\][ ]?';

const PATTERNS = [
  new RegExp(
    `(?<![a-z])(?:(?:${NUMBER_WORD})(?: y uno)?|[ivx]{1,6}) de (?:${MONTH})(?![a-z])(?: del?(?: ano)? (?:${YEAR}|(?:(?:${NUMBER_WORD}|y)(?![a-z]) ?){1,7}))?`,
    'g',
  ),
  new RegExp(`(?<![\\d/])(?:[0-3]?\\d)${SEP}(?:[01]?\\d|[ivx]{1,4})${SEP}(?:\\d{4}|\\d{2})(?![\\d/])`, 'g'),
  new RegExp(
    `(?<![\\d/])(?:1[89]|20)\\d{2}${SEP}[01]?\\d${SEP}[0-3]?\\d(?![\\d/])(?:[t ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,6})?)?(?:z|[+-]\\d{2}:?\\d{2})?)?`,
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
  /(?<!\d)(?:0?[1-9]|[12]\d|3[01]) del? (?:0?[1-9]|1[0-2]) (?:del? (?:19|20)\d{2}|del \d{2})(?![\d.,:]?\d)/g, // 12 del 4 del 85
  /(?<![\d/])(?:0?[1-9]|1[0-2])\/(?:19|20)\d{2}(?![\d/])/g,
  /(?<![\d/.-])(?:0?[1-9]|1[0-2])[/-](?:1[3-9]|2\d|3[01])[/-](?:(?:19|20)\d{2}|\d{2})(?![\d/-])/g, // 5/21/2022
  /(?<![\d/.a-z-])(?:19|20)\d{2}-(?:0[1-9]|1[0-2])(?![\d-])/g, // 1999-07
];
/** How many digits a match of each pattern has at least. */
const LEAST_DIGITS = [0, 3, 6, 0, 2, 1, 4, 4, 5, 4, 6];
const FULL_MONTH = MONTH.split('|')
  .filter((month) => month.length > 3 && !/^(?:may|march|sept)/.test(month))
  .join('|');
const LONE_MONTH = new RegExp(
  `(?<![a-z])(?:en|desde|hasta|mes de|mes d'|entre|a|de|principios de|finales de|mediados de|in|since|until|ao|ate|fins|al) ((?:${FULL_MONTH})(?:[-/ ]{1,2}\\d{2})?)(?![a-z\\d])`,
  'g',
);
const MONTH_AND_MONTH = new RegExp(`(?<![a-z])(?:${FULL_MONTH}) (?:y|a|i|e) (?:${FULL_MONTH})(?![a-z])`, 'g');
const SHORT_MONTH_YEAR = new RegExp(`(?<![a-z])(?:${MONTH})[-/']\\d{2}(?!\\d)`, 'g');
const LONE_YEAR =
  /(?<![a-z0-9])(?:en|desde|hasta|de|del|in|since|a|el|entre|y|verano|invierno|primavera|otono|fins|des de|ata) {0,2}(?:el |l'|del )?((?:ano |any |anos )?(?:19|20)\d{2})(?![.,:]?\d| ?(?:mg|ml|g|kg|euros|€|ui|cc|m|km|cel|pac)(?![a-z])|[a-z%])/g;
const BRACKETED_YEAR = /[(,] ?((?:19|20)\d{2})(?=[)]| y | a )/g;
const MONTHS_AND_YEARS: [RegExp, least: number][] = [
  [LONE_MONTH, 0],
  [MONTH_AND_MONTH, 0],
  [SHORT_MONTH_YEAR, 2],
  [BRACKETED_YEAR, 4],
];
const BIRTH_WORDS =
  /nacid[oa]|nacimiento|nac\.|f\.? ?n\.?(?![a-z])|naci(?![a-z])|nacio|nascud[ao]|nascut|naixement|naceu|nacemento|jaio|born|birth|dob(?![a-z])|cumple|aniversari/;

const TENS_AND_UNIT =
  '(?:veinti[a-z]{2,6}|veinte|(?:treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa)(?: y [a-z]{2,6})?|(?:dos )?mil (?:novecientos )?(?:[a-z]{4,10}(?: y [a-z]{2,6})?)?)';
/** Dates that are none but behind a word of birth: "03 05 82", "mayo del 82", "el ochenta y dos", "tres del cinco del 82". */
const AFTER_BIRTH_WORD = [
  /(?<!\d)[0-3]?\d[ _,]{1,2}[01]?\d[ _,]{1,2}(?:19|20)?\d{2}(?!\d)/g,
  /(?<![a-z0-9])(?:[0-3oil][\doil][01oil][\doil](?:19|20)?[\doil]{2}|(?:19|20)\d{2}[01]\d[0-3]\d)(?![a-z0-9])/g,
  new RegExp(`(?<![a-z])(?:${MONTH})(?![a-z]) del? (?:'?\\d{2}(?!\\d)|${TENS_AND_UNIT}(?![a-z]))`, 'g'),
  new RegExp(
    `(?<![a-z])(?:(?:en|el|del|de|ano) ){1,3}(?:'?\\d{2}(?!\\d| de| ?[/.-])|${TENS_AND_UNIT}(?![a-z]))`,
    'g',
  ),
  new RegExp(
    `(?<![a-z0-9])(?:${NUMBER_WORD}|\\d{1,2})(?: y uno)? del? (?:${NUMBER_WORD}|\\d{1,2}) del? (?:'?\\d{2}(?!\\d)|${TENS_AND_UNIT}(?![a-z]))`,
    'g',
  ),
];
const FEAST =
  '(?:(?:el )?dia (?:de )?)?(?:reyes|navidad|nochebuena|nochevieja|ano nuevo|(?:los )?(?:santos )?inocentes|(?:todos )?(?:los )?santos|(?:la )?(?:constitucion|hispanidad|inmaculada|candelaria|asuncion)|(?:el )?pilar|santiago|corpus|san [a-z]{3,10}|santa [a-z]{3,10}|la virgen(?: de[l]? [a-z]{3,10})?)';
/** "la quinta del 64", "la Nochebuena de 1970" */
const FEASTS_AND_LEVIES: [RegExp, hint: RegExp][] = [
  [
    new RegExp(
      `(?<![a-z])(?:${NUMBER_WORD})(?: y uno)? del? (?:${NUMBER_WORD}) del? (?:dos mil(?: (?:${NUMBER_WORD}))?|mil novecientos [a-z]{4,10}(?: y [a-z]{2,6})?|(?:setenta|ochenta|noventa|sesenta|cincuenta|cuarenta)(?: y [a-z]{2,6})?)(?![a-z])`,
      'g',
    ),
    /del? (?:dos mil|mil novec|[cosn][a-z]{3,6}nta)/,
  ],
  [
    new RegExp(`(?<![a-z])${FEAST} del? (?:ano )?(?:(?:19|20)\\d{2}|'?\\d{2})(?!\\d)`, 'g'),
    /[a-z] del? (?:ano )?'?\d{2}/,
  ],
  [
    /(?<![a-z])(?:quinta|reemplazo|cosecha|generacion) del? (?:ano )?(?:(?:19|20)\d{2}|'?\d{2})(?!\d)/g,
    /quinta|reemplazo|cosecha|generacion/,
  ],
];
const BIRTH_REACH = 22;
/** "12-05-1979 es su fecha de nacimiento", "1988ko maiatzaren 4an jaioa" */
const BIRTH_AFTER =
  /^[ ,()]{0,3}(?:jaio|(?:(?:es|era|e|is|was|as|como) )?(?:(?:su|mi|la|el|his|her|my|the|a sua|the) )?(?:fecha de nac|data de na|date of birth|nacimiento|birth))/;

/** Dates in figures and words, in five languages; a birth word makes one a date of birth. */
export const dates: Rule = (view, add) => {
  PATTERNS.forEach((pattern, index) =>
    scanDigits(LEAST_DIGITS[index]!, pattern, view, (match) => {
      const start = match.index;
      const end = start + match[0].length;
      if (/^\d{1,2}\.\d{1,2}\.\d{2}$/.test(match[0]) && !near(view, start, end, /fecha|dia|data|date/))
        return;
      if (isImpossible(match[0])) return;
      const birth =
        before(view, start, BIRTH_WORDS, 30) || BIRTH_AFTER.test(view.folded.slice(end, end + 40));
      const score = /^(?:mar|may|ago|dec|oct|nov|set|out)\w? \d/.test(match[0]) ? 0.5 : 0.9;
      add({
        type: birth ? 'DATE_OF_BIRTH' : 'DATE',
        start,
        end,
        score,
        rule: birth ? 'date-of-birth' : 'date',
      });
    }),
  );
  if (BIRTH_WORDS.test(view.folded))
    for (const pattern of AFTER_BIRTH_WORD)
      scan(pattern, view.folded, (match) => {
        const start = match.index;
        if (before(view, start, BIRTH_WORDS, BIRTH_REACH))
          add({
            type: 'DATE_OF_BIRTH',
            start,
            end: start + match[0].length,
            score: 0.8,
            rule: 'after-birth-word',
            evidence: 'birth word',
          });
      });
  for (const [pattern, hint] of FEASTS_AND_LEVIES) {
    if (!hint.test(view.folded)) continue;
    scan(pattern, view.folded, (match) =>
      add({
        type: 'DATE_OF_BIRTH',
        start: match.index,
        end: match.index + match[0].length,
        score: 0.8,
        rule: 'feast-or-levy',
      }),
    );
  }
  for (const [pattern, least] of MONTHS_AND_YEARS)
    scanDigits(least, pattern, view, (match) => {
      const end = match.index + match[0].length;
      add({
        type: 'DATE',
        start: end - (match[1] ?? match[0]).length,
        end,
        score: 0.5,
        rule: 'month-or-year',
      });
    });
  scanDigits(4, LONE_YEAR, view, (match) => {
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

/** Day or month out of range: a measure, a ratio, a dose; a four-digit year lets a typing error pass. */
function isImpossible(shown: string): boolean {
  const figures = /^(\d{1,2}) ?[/.\-\\] ?(\d{1,2}) ?[/.\-\\] ?(\d{2,4})$/.exec(shown);
  if (!figures) return /^\d{1,2}\/20[5-9]\d$/.test(shown);
  const [, day, month, year] = figures.map(Number);
  if (/^\d{1,2}([/-])\d{1,2}\1\d{2}$/.test(shown) && day! <= 12 && month! > 12 && month! <= 31) return false; // 5/20/94
  return (
    figures[3]!.length === 2 && (day! < 1 || day! > 31 || month! < 1 || month! > 12 || year === undefined)
  );
}
