import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { hashWords } from '../gazetteer/lexicon-format.js';
import type { TextView } from '../text/text-view.js';
import { tokensOf, WORD } from '../text/tokens.js';
import { before, type Rule, scan, scanDigits } from './rule.js';

const SPANISH =
  /(?<![\d+])(?:\(?(?:\+|00)? ?34\)?[ .\-/]{0,2})?\(?[6789](?:[ .,\-/()_]{0,5}\d){8}(?!\d)(?: ?(?:ext|extension|int)[ .:]{0,3}\d{1,5}| ?\/ ?\d{2}(?![\d/]))?/g;
const FOREIGN = /(?<![\da-z])(?:\+|00) ?\(?\d{1,3}\)?(?:[ .\-/()]{0,2}\d){6,13}(?!\d)/g;
const LABELLED =
  /(?<![a-z])(?:tel[ef]{0,2}(?:ono?s?)?|tlf?n?o?s?|tfno?s?|telf?s?|movil(?:es)?|mobil|mobila|cel(?:ular)?|whats?app?|wasap|wpp|guasap|fax|numero|num|phone|mobile|number|telefonoa|zenbakia|llama(?:d|r|dme|me)?|truca(?:r|me)?|call)(?![a-z])[ .:;,º#\-()+a]{0,8}(?:(?:es|al|el|a|at|is|da|de|movil|contacto)[ :]{1,2}){0,2}((?:\+|00)?\d(?:[ .\-/()]{0,3}\d){4,14})/g;
/** American: "(425) 882-9090", "425-882-9090". */
const AMERICAN = /(?<![\d+a-z])(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[.-])\d{3}[ .-]\d{4}(?!\d)/g;
const PHONE_WORDS = /tel|tlf|tfno|movil|mobil|cel|whats|wasap|guasap|fax|llam|truc|phone|call|numero|dei/;

const DIGIT_WORDS = new Map(
  Object.entries({
    'cero zero oh': '0',
    'uno un una u unha bat one': '1',
    'dos due bi two dous': '2',
    'tres hiru three': '3',
    'cuatro kuatro quatre catro lau four': '4',
    'cinco sinco zinko cinc bost five': '5',
    'seis sis sei six': '6',
    'siete set sete zazpi seven': '7',
    'ocho vuit oito zortzi eight otxo': '8',
    'nueve nou nove bederatzi nine nuebe': '9',
  }).flatMap(([words, digit]) => words.split(' ').map((word) => [word, digit] as const)),
);
const TENS =
  'diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintiun veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos ' +
  'deu onze dotze tretze catorze quinze setze disset divuit dinou vint vinti trenta quaranta cinquanta seixanta setanta vuitanta noranta cent cents ' +
  'dez doce catorce dezaseis dezasete dezaoito dezanove vinte trinta corenta cincuenta oitenta ' +
  'hamar hamaika hamabi hogei berrogei hirurogei laurogei ehun ' +
  'ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred double triple doble';
const NUMBER_WORDS = [...DIGIT_WORDS.keys(), ...TENS.split(' ')];
const NUMBER_WORD = NUMBER_WORDS.join('|');
const SPELLED = new RegExp(
  `(?<![a-z])(?:(?:${NUMBER_WORD}|y|i|e|eta|\\d{1,3})(?![a-z0-9])[ ,.\\-]{1,3}){4,24}(?:${NUMBER_WORD}|\\d{1,3})(?![a-z0-9])`,
  'g',
);

/** "seisunodostres…" */
const FUSED = new RegExp(
  `(?<![a-z])(?:cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve){5,12}(?![a-z])`,
  'g',
);
const ARTICLES = new Set(['un', 'una', 'u', 'unha', 'bat', 'one']);
const COUNTING = new Set(NUMBER_WORDS.filter((word) => !ARTICLES.has(word)).map(hashWords));
const LEAST_COUNTING = 2;
const AND = new Set(['y', 'i', 'e', 'eta']);

/** Phone numbers: own shapes find them, libphonenumber says whether one can exist. */
export const phones: Rule = (view, add) => {
  const { folded } = view;

  for (const pattern of [SPANISH, FOREIGN])
    scanDigits(7, pattern, view, (match) => {
      const start = match.index + (match[0].length - match[0].trimStart().length);
      const end = match.index + match[0].length;
      const labelled = before(view, start, PHONE_WORDS);
      const plain = match[0].replace(/ ?\/ ?\d{2}$/, '').replace(/[^\d+]/g, '');
      const valid = parsePhoneNumberFromString(plain.replace(/^00/, '+'), 'ES')?.isValid() ?? false;
      add({ type: 'PHONE', start, end, score: valid ? 0.95 : labelled ? 0.85 : 0.6, rule: 'phone', valid });
    });

  scanDigits(10, AMERICAN, view, (match) =>
    add({
      type: 'PHONE',
      start: match.index,
      end: match.index + match[0].length,
      score: 0.7,
      rule: 'phone-american',
    }),
  );

  scanDigits(6, LABELLED, view, (match) => {
    const end = match.index + match[0].length;
    const start = end - match[1]!.length;
    if (match[1]!.replace(/\D/g, '').length >= 6)
      add({ type: 'PHONE', start, end, score: 0.8, rule: 'labelled-phone', evidence: 'phone word' });
  });

  scan(FUSED, folded, (match) =>
    add({
      type: 'PHONE',
      start: match.index,
      end: match.index + match[0].length,
      score: 0.8,
      rule: 'phone-in-words',
    }),
  );
  if (countsInWords(view))
    scan(SPELLED, folded, (match) => {
      const words = match[0].split(/[ ,.-]+/).filter((word) => !AND.has(word));
      const spelled = words.filter((word) => !/\d/.test(word)).length;
      const digits = words.reduce((sum, word) => sum + digitsOf(word), 0);
      if (spelled < 2 || digits < 7 || digits > 18) return;
      const end = match.index + match[0].length;
      add({ type: 'PHONE', start: match.index, end, score: 0.85, rule: 'phone-in-words' });
    });
};

/** Whether two words at least count something: "un" and "una" are articles elsewhere. */
function countsInWords(view: TextView): boolean {
  const { hash, kind, count } = tokensOf(view);
  let words = 0;
  for (let at = 0; at < count; at++)
    if (kind[at] === WORD && COUNTING.has(hash[at]!) && ++words === LEAST_COUNTING) return true;
  return false;
}

/** "seis" is one digit, "cuarenta" two, "seiscientos" three; "cuarenta y cinco" counts three, close enough. */
function digitsOf(word: string): number {
  if (/^\d+$/.test(word)) return word.length;
  if (DIGIT_WORDS.has(word) || word === 'doble') return 1;
  return word.endsWith('cientos') || word.startsWith('cien') || word === 'quinientos' ? 3 : 2;
}
