import { isValidCif, isValidNie, isValidNif, isValidNuss } from '../identifiers/check-digits.js';
import { near, type Rule, scanDigits } from './rule.js';

const NIF = /(?<![a-z0-9])\d(?:[ .,'\-_/]?\d){6,7}[ .\-_/(]{0,3}[a-z](?![a-z0-9])/g;
const SHORT_NIF = /(?<![a-z0-9])[klm][ .-]?\d{7}[ .-]?[a-z](?![a-z0-9])/g;
const NIE = /(?<![a-z0-9])[xyz][ .\-_/(]{0,2}\d(?:[ .\-_/]?\d){5,7}[ .\-_/()]{0,3}[a-z](?![a-z0-9])/g;
const CIF =
  /(?<![a-z0-9])(?:es[ -]?)?[a-hjnp-suvw][ .\-_/]{0,2}\d(?:[ .-]?\d){6}[ ./-]{0,2}[0-9a-j](?![a-z0-9])/g;
const LABELLED =
  /(?<![a-z])(?:d\.? ?n\.? ?i|n\.? ?i\.? ?[fe]|documento(?: nacional)? de identidad|carnet de identidad|cedula|nan|identitate agiri|document d'identitat|identidad)(?![a-z])[ .:,;º#nro()"'es]{0,14}((?:[xyzklm][ .-]?|[a-w](?=\d))?[\dol](?:[ .\-_]{0,2}[\doil]){4,9}(?![a-z]{2})(?:[ .\-_/(]{0,3}[a-z](?![a-z0-9]))?)/g;
const PASSPORT = /(?<![a-z0-9])[a-z]{2,3}[ .-]?\d{6}[a-z]?(?![a-z0-9])/g;
const PASSPORT_LABELLED =
  /(?:pasaporte|passaport|pasaportea|passport)s?(?: [a-z]{4,12})?[ .:,;ºªº#nroesi()"'umde]{0,18}([a-z]{0,3}[ .-]?\d(?:[ .-]?\d){4,8}[a-z]?)(?![a-z0-9])/g;
const AMERICAN_SSN = /(?<![\da-z])(?!000|666|9)\d{3}[ -]\d{2}[ -]\d{4}(?![\da-z])/g;
const NUSS = /(?<![a-z0-9])\d{2}(?:[ /._-]{0,3}\d){7,8}[ /._-]{0,3}\d{2}(?![a-z0-9])/g;
const NUSS_WORDS =
  /seguridad social|seguretat social|seguridade social|gizarte segurantza|afiliaci|(?:^|[^a-z])(?:nuss?|nass?|naf|ssn|s\.?s)(?:[^a-z]|$)|social security/;
const ID_WORDS =
  /(?:^|[^a-z])(?:d\.?n\.?i|n\.?i\.?[fe]|c\.?i\.?f|nan|dni[eo]?|cedula|documento|identidad|identitat)/;
const COMPANY_WORDS = /(?:^|[^a-z])(?:c\.?i\.?f|n\.?i\.?f|empresa|sociedad|s\.?l\.?u?|s\.?a)(?:[^a-z]|$)/;
const PASSPORT_WORDS = /pas+aport|passport/;

const compact = (shown: string): string => shown.replace(/[^a-z0-9]/g, '');

/** Identity documents and tax numbers: DNI, NIE, CIF, passport, social security. */
export const spanishIds: Rule = (view, add) => {
  const { folded, text } = view;
  const upperEnd = (end: number): boolean => text[end - 1] !== folded[end - 1];

  for (const pattern of [NIF, SHORT_NIF])
    scanDigits(7, pattern, view, (match) => {
      const start = match.index;
      const end = start + match[0].length;
      const valid = isValidNif(compact(match[0]));
      const labelled = near(view, start, end, ID_WORDS);
      const loose = / [a-z]$/.test(match[0]) && !upperEnd(end); // "12345678 y luego": the letter is a word
      if (loose && !valid && (!labelled || /^\d{1,2}-\d{1,2}-\d{4} /.test(match[0]))) return;
      const score = valid ? 0.99 : labelled ? 0.95 : 0.8;
      add({
        type: 'ES_NIF',
        start,
        end,
        score,
        rule: 'nif',
        valid,
        evidence: labelled ? 'document word' : 'shape',
      });
    });

  scanDigits(6, NIE, view, (match) => {
    const start = match.index;
    const end = start + match[0].length;
    const valid = isValidNie(compact(match[0]));
    add({ type: 'ES_NIE', start, end, score: valid ? 0.99 : 0.85, rule: 'nie', valid });
  });

  scanDigits(7, CIF, view, (match) => {
    const start = match.index;
    const end = start + match[0].length;
    const valid = isValidCif(compact(match[0]).replace(/^es(?=[a-z])/, ''));
    const labelled = near(view, start, end, COMPANY_WORDS);
    const loose = /^[a-z] /.test(match[0]) && text[start] === folded[start];
    if (loose && !labelled) return;
    add({ type: 'ES_CIF', start, end, score: valid ? 0.97 : labelled ? 0.9 : 0.6, rule: 'cif', valid });
  });

  scanDigits(3, LABELLED, view, (match) => {
    const end = match.index + match[0].length;
    const start = end - match[1]!.length;
    const code = compact(match[1]!);
    const type = /^[xyz]/.test(code) ? 'ES_NIE' : /^[a-jp-w]\d/.test(code) ? 'ES_CIF' : 'ES_NIF';
    const valid = isValidNif(code) || isValidNie(code) || isValidCif(code);
    add({ type, start, end, score: 0.9, rule: 'labelled-document', valid, evidence: 'document word' });
  });

  scanDigits(6, PASSPORT, view, (match) => {
    const start = match.index;
    const end = start + match[0].length;
    const labelled = near(view, start, end, PASSPORT_WORDS);
    const capitals = text.slice(start, start + 2) !== folded.slice(start, start + 2);
    if (!labelled && !(capitals && /^(?:[a-z]+\d|[a-z]{3}[ -])/.test(match[0]))) return;
    add({ type: 'ES_PASSPORT', start, end, score: labelled ? 0.95 : 0.5, rule: 'passport' });
  });

  scanDigits(5, PASSPORT_LABELLED, view, (match) => {
    const end = match.index + match[0].length;
    const start = end - match[1]!.length;
    add({
      type: 'ES_PASSPORT',
      start,
      end,
      score: 0.9,
      rule: 'labelled-passport',
      evidence: 'passport word',
    });
  });

  scanDigits(9, AMERICAN_SSN, view, (match) => {
    const start = match.index;
    const end = start + match[0].length;
    if (near(view, start, end, NUSS_WORDS))
      add({ type: 'ID_NUMBER', start, end, score: 0.85, rule: 'american-ssn', evidence: 'document word' });
  });

  scanDigits(9, NUSS, view, (match) => {
    const digits = match[0].replace(/\D/g, '');
    if (digits.length < 11 || digits.length > 12) return;
    const start = match.index;
    const end = start + match[0].length;
    const valid = isValidNuss(digits);
    const labelled = near(view, start, end, NUSS_WORDS);
    if (!valid && !labelled && !/[ /-]/.test(match[0])) return;
    add({ type: 'ES_NUSS', start, end, score: valid ? 0.95 : labelled ? 0.9 : 0.5, rule: 'nuss', valid });
  });
};
