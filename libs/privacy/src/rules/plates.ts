import { before, near, type Rule, scanDigits } from './rule.js';

const CONSONANTS = 'bcdfghjklmnprstvwxyz';
const PROVINCES =
  'ab|al|av|ba|bi|bu|ca|cc|ce|co|cr|cs|cu|gc|ge|gi|gr|gu|hu|ib|le|lo|lu|ma|me?l|mu|na|or|ou|pa|pm|po|sa|se|sg|so|ss|te|tf|to|va|vi|za|a|b|c|h|j|l|m|o|p|s|t|v|z';

/** Current plates: four digits and three consonants (RD 2822/1998 annex XVIII); vowels never appear, people mistype. */
const CURRENT = new RegExp(
  `(?<![a-z0-9])\\d{4}[ .\\-_/(]{0,3}[${CONSONANTS}](?:[ .-]?[${CONSONANTS}]){2}(?![a-z0-9])`,
  'g',
);
/** "44 71 LKZ", "4-4-7-1 LKZ" */
const SPLIT = new RegExp(`(?<![a-z0-9])\\d(?:[ .\\-]?\\d){3}[ .\\-]{0,3}[${CONSONANTS}]{3}(?![a-z0-9])`, 'g');
const REVERSED = new RegExp(
  `(?<![a-z0-9])[${CONSONANTS}]{3}[ .\\-]{0,3}\\d{4}(?![a-z0-9]|[ .\\-]{1,3}[${CONSONANTS}]{3}(?![a-z0-9]))`,
  'g',
);
/** "BMW 1234": a make and what is known of the number. */
const MAKE_BEFORE = /^(?:bmw|ktm|gmc|byd|mg|kia|vw|seat|audi|ford|opel|fiat)[ .-]+/;
/** "7417 YZ y una letra más": a word after a plate of which a letter is missing. */
const AND_AFTER = /[ .-]+y$/;
const WITH_VOWELS = /(?<![a-z0-9])\d{4}[ .-]?[a-z]{3}(?![a-z0-9])/g;
const PROVINCIAL = new RegExp(
  `(?<![a-z0-9])(?:${PROVINCES})[ .-]{0,2}\\d{4}[ .-]{0,2}[a-z]{1,2}(?![a-z0-9])`,
  'g',
);
const OLDEST = new RegExp(`(?<![a-z0-9])(?:${PROVINCES})[ .-]{1,2}\\d{4,6}(?![a-z0-9])`, 'g');
const SPECIAL = /(?<![a-z0-9])[cehprstv][ .-]{0,2}\d{4}[ .-]{0,2}[b-df-hj-np-tv-z]{3}(?![a-z0-9])/g;
const OFFICIAL =
  /(?<![a-z0-9])(?:dgp|pgc|et|ea|fn|mma|mf|pme|mop|cnp|e|cme|cd|cc|ta|oi)[ .-]{1,2}\d{2,6}(?:-\d{3}|[ .-]?[a-z]{1,2})?(?![a-z0-9])/g;
const EUROPEAN =
  /(?<![a-z0-9])(?:[a-z]{2}[ -]?\d{3}[ -]?[a-z]{2}|\d{2}-[a-z]{2}-\d{2}|[a-z]{2}-\d{2}-\d{2}|\d{2}-\d{2}-[a-z]{2}|[a-z]{2}[ -]\d{2}[ -][a-z]{2}|[a-z]{1,3}-[a-z]{1,2}[ -]?\d{1,4}[eh]?|[a-z]{2}[ -]?\d{4}[ -]?[a-z]{2}|[a-z]{1,2}[ -]?\d{2,3}[ -]?[a-z]{3}|[a-z]{2}\d{2}[ -]?[a-z]{3}|[a-z]{2,3}[ -]\d{4,5}[a-z]?|[a-z]{1,2}-\d{3}-[a-z]{1,2}|[a-z]{3}[ -]\d{3}|\d[ -]?[a-z]{3}[ -]?\d{3}|\d{1,3}[ -][a-z]{2,3}[ -]\d{1,4})(?![a-z0-9])/g;
/** Moroccan: figures, a letter, the region. */
const MOROCCAN = /(?<![a-z0-9])\d{1,5} ?[-|/ ] ?[\u0621-\u064a] ?[-|/ ] ?\d{1,2}(?!\d)/g;
/** "M AB 1234", with blanks: only in capitals and beside a word for it. */
const GERMAN = /(?<![a-z0-9])[a-z]{1,3} [a-z]{1,2} \d{1,4}[eh]?(?![a-z0-9]| ?[a-z]{3})/g;
const LABELLED =
  /(?<![a-z])(?:mat?ric?ulas?|matric|matr|placas?|plaques?|number plate|licen[cs]e plate|plates?|matrikula|reg(?:istration)?|bastidor|vin)(?![a-z])[ .:;,#"'()º-]{1,4}(?:(?:es|era|la|n|num|numero|es la|del coche|empieza por|acaba en|termina en|da|is|de|del|coche|moto|furgoneta|la de|hasiera|francesa|alemana|portuguesa|italiana|rumana|espanola|inglesa|extranjera)[ .:"']{1,3}){0,4}((?:[a-z0-9]{1,4}[ .-]?){0,3}\d(?:[ .-]?[a-z0-9]{1,4}){0,3})(?![a-z0-9])/g;
const PLATE_WORDS =
  /(?<![a-z])(?:aparc|conduc|circul)|ma?tric|mat[^a-z]|plac[ae]|plaque|plate|matrikul|coche|cotxe|furgo|moto(?![a-z])|vehic|veic|automovil|auto(?![a-z])|turismo|golf(?![a-z])|seat|audi|bmw|ford|opel|renault|citroen|peugeot|mercedes|volkswagen|toyota|ciclomotor|remolque|camion|car(?![a-z])|van(?![a-z])|quad|patinete|tractor|(?<![a-z])(?:frances|aleman|italian|portugues|polac|ruman|bulgar|ingles|britanic|belg|holandes|lituan|ucranian|marroqui|gabach|suiz|checa?o?|hungar)[a-z]{0,2}(?![a-z])/;
const VIN = /(?<![a-z0-9])(?=[a-z0-9]{0,16}\d)(?=[0-9]{0,16}[a-z])[a-hj-npr-z0-9]{11}\d{6}(?![a-z0-9])/g;

/** Most plates hold four digits. */
const LEAST_DIGITS = new Map([
  [OFFICIAL, 2],
  [EUROPEAN, 1],
  [GERMAN, 1],
  [MOROCCAN, 2],
  [VIN, 6],
]);

/** "AB 12 CDE", "AB12 CDE", "B 123 ABC", "B-MW 1234": nothing else looks so, even without a word for it. */
const CLEARLY_FOREIGN =
  /^(?:[a-z]{1,2} \d{2,3} [a-z]{3}|[a-z]{2}\d{2} [a-z]{3}|[a-z]{1,3}-[a-z]{1,2} \d{2,4})$/;
/** "PGC-1234-A", "ET-12345", not the road "A-92". */
const OFFICIAL_ALONE =
  /^(?:dgp|pgc|cnp|et|ea|fn|mma|mf|pme|mop|cme|cd|cc|ta|oi)(?:-(?:\d{4,6}(?:-[a-z]{1,2})?|\d{2}-\d{3})| \d{4,6}(?:[ -][a-z]{1,2})?)$/;
/** "un WA 12345 blanco", "el 12-AB-34": somebody speaks of a thing by its number. */
const THING_BEFORE = /(?:^|[^a-z])(?:una?|el|la|the|un[oa]s|os|o|a) $/;
const FOREIGN_THING = /^(?:[a-z]{2,3} (?:\d{5}|\d{4}[a-z])|\d{2}-[a-z]{2}-\d{2}|[a-z]{2}-\d{2}-\d{2})$/;

/** "fx 318 qb", in lower case too, but "de 318 en". */
const isFrench = (shown: string): boolean =>
  /^[a-z]{2}[ -]?\d{3}[ -]?[a-z]{2}$/.test(shown) &&
  !/^(?:de|en|el|la|un|no|si|se|su|te|me|mi|lo|le|al|ni|ya|es|os|va|ha|he|eu|os|as|ao)/.test(shown) &&
  !/(?:de|en|el|la|un|km|kg|cm|mm|ml|mg|al|y)$/.test(shown);

/** "1234 BCD y otro": plates hold no vowels; one or two letters more are found by the other patterns. */
const WORDS_AFTER = /(?:[ .-](?:[a-z]{1,2}|(?=[a-z]{0,4}[aeiou])[a-z]{3,8})){1,3}$/;

/** "a 1500 ml", "de 337 mg" */
const MEASURE = /^[a-z]{0,3} ?\d{1,4} ?(?:ml|mg|kg|cm|mm|km|m|g|l|ui|h|eu)$/;

/** Number plates: current, provincial, special, moped, official and foreign ones; frames (VIN). */
export const plates: Rule = (view, add) => {
  const { text } = view;
  const find = (pattern: RegExp, rule: string, alone: number, withWord: number, valid?: boolean): void =>
    scanDigits(LEAST_DIGITS.get(pattern) ?? 4, pattern, view, (match) => {
      const start = match.index;
      const isCut = AND_AFTER.test(match[0]) && /^ [a-z]/.test(view.folded.slice(start + match[0].length));
      const end = start + (isCut ? match[0].replace(AND_AFTER, '') : match[0]).length;
      if (
        MAKE_BEFORE.test(match[0]) ||
        (pattern === GERMAN && /[a-z]/.test(text.slice(start, end))) ||
        MEASURE.test(text.slice(start, end)) ||
        ((pattern === SPECIAL || pattern === OFFICIAL) && /^[a-zéè] /.test(text.slice(start, end)))
      )
        return;
      const labelled = near(view, start, end, PLATE_WORDS);
      const capitals = !/[a-z]/.test(text.slice(start, end));
      const loose =
        pattern === EUROPEAN &&
        !(labelled && isFrench(match[0])) &&
        (!capitals || (!labelled && match[0].includes(' ') && !CLEARLY_FOREIGN.test(match[0])));
      if (pattern === OFFICIAL && capitals && !labelled && OFFICIAL_ALONE.test(match[0])) {
        add({ type: 'ES_PLATE', start, end, score: 0.45, rule });
        return;
      }
      const thing =
        pattern === EUROPEAN &&
        capitals &&
        FOREIGN_THING.test(match[0]) &&
        before(view, start, THING_BEFORE, 5);
      if (thing) {
        add({ type: 'ES_PLATE', start, end, score: 0.5, rule });
        return;
      }
      const score = loose ? 0 : labelled ? withWord : capitals ? alone : alone / 2;
      if (score >= 0.4)
        add({
          type: 'ES_PLATE',
          start,
          end,
          score,
          rule,
          ...(valid === undefined ? {} : { valid: valid && !isCut }),
        });
    });

  find(CURRENT, 'plate-current', 0.95, 0.98, true);
  find(SPLIT, 'plate-split', 0.5, 0.85);
  find(REVERSED, 'plate-reversed', 0.7, 0.9, false);
  find(WITH_VOWELS, 'plate-with-vowels', 0.6, 0.9, false);
  find(PROVINCIAL, 'plate-provincial', 0.85, 0.95, true);
  find(OLDEST, 'plate-oldest', 0.45, 0.8);
  find(SPECIAL, 'plate-special', 0.85, 0.95, true);
  find(OFFICIAL, 'plate-official', 0.3, 0.8);
  find(EUROPEAN, 'plate-european', 0.45, 0.8);
  find(MOROCCAN, 'plate-moroccan', 0.8, 0.9);
  find(GERMAN, 'plate-german', 0, 0.8);
  find(VIN, 'vin', 0.8, 0.9);

  scanDigits(1, LABELLED, view, (match) => {
    const make = MAKE_BEFORE.exec(match[1]!)?.[0].length ?? 0;
    const shown = match[1]!.slice(make).replace(WORDS_AFTER, '').trimEnd();
    const start = match.index + match[0].lastIndexOf(match[1]!) + make;
    const characters = shown.replace(/[^a-z0-9]/g, '').length;
    if (characters < 3 || characters > 17 || !before(view, start, PLATE_WORDS)) return;
    const end = start + shown.length;
    add({ type: 'ES_PLATE', start, end, score: 0.85, rule: 'labelled-plate', evidence: 'plate word' });
  });
};
