import { isValidIban, isValidLuhn, isValidNif } from '../identifiers/check-digits.js';
import type { Entity } from '../entity.js';
import { near, type Rule, scanDigits } from './rule.js';

/** Digits with letters for some of them, as copied from a photo or typed to hide: "l2345678Z", "4548 8120 4940 OOO4". */
const RUN =
  /(?<![a-z0-9])(?:[a-z]{2}(?=[\doil]{2}))?[\doil](?:[ .-]?[\doil]){6,30}(?:[ .-]?[a-z])?(?![a-z0-9])/g;
const PLATE = /(?<![a-z0-9])[\doil]{4}[ .-]{0,2}[b-df-hj-np-tv-z]{3}(?![a-z0-9])/g;
const PLATE_WORDS = /mat?ric|placa|coche|furgo|moto|camion|turismo|vehiculo|remolque/;
const LETTER_AT_FIGURE = /[oil]\d|\d[oil]/;
const LOOKS_LIKE = { o: '0', i: '1', l: '1' } as const;
/** Most of it still is in figures. */
const LEAST_FIGURES = 0.5;
const ID_WORDS = /(?<![a-z])(?:d\.? ?n\.? ?[il1]|n\.?i\.?[fe]|documento|carne)(?![a-z])/;

/** Identifiers in which an O stands for a nought and an l or I for a one. */
export const misread: Rule = (view, add) => {
  if (view.digits < 2 || !LETTER_AT_FIGURE.test(view.folded)) return;
  scanDigits(2, PLATE, view, ({ index: start, 0: shown }) => {
    const end = start + shown.length;
    const figures = shown.slice(0, 4).replace(/\D/g, '').length;
    if (figures < 2 || figures > 3) return;
    if (/[a-z]{3}$/.test(view.text.slice(start, end)) && !near(view, start, end, PLATE_WORDS)) return;
    add({ type: 'ES_PLATE', start, end, score: 0.7, rule: 'misread-digits' });
  });
  if (view.digits < 6) return;
  scanDigits(6, RUN, view, (match) => {
    const shown = match[0];
    if (!shown.split(/[ .-]/).some((group) => LETTER_AT_FIGURE.test(group))) return;
    if (shown.replace(/\D/g, '').length < shown.replace(/[ .-]/g, '').length * LEAST_FIGURES) return;
    const start = match.index;
    const document = near(view, start, start + shown.length, ID_WORDS);
    for (const part of [shown, shown.replace(/[ .-][a-z]$/, '')]) {
      const found = kindOf(part, document); // "1881 y": the letter after may be a word
      if (!found) continue;
      const end = start + part.length;
      add({ ...found, start, end, score: found.valid ? 0.8 : 0.65, rule: 'misread-digits' });
      return;
    }
  });
};

function kindOf(shown: string, document: boolean): Pick<Entity, 'type' | 'valid'> | undefined {
  const plain = shown.replace(/[ .-]/g, '');
  const country = /^[a-z]{2}/.exec(plain)?.[0] ?? '';
  const code = country + plain.slice(country.length).replace(/[oil]/g, (letter) => LOOKS_LIKE[letter as 'o']);
  if (/^[a-z]{2}\d{13,30}$/.test(code)) return { type: 'IBAN', valid: isValidIban(code) };
  if (/^\d{7,8}[a-z]$/.test(code)) {
    const valid = isValidNif(code);
    return valid || document ? { type: 'ES_NIF', valid } : undefined;
  }
  if (/^\d{13,19}$/.test(code)) return { type: 'CREDIT_CARD', valid: isValidLuhn(code) };
  return /^[6789]\d{8}$/.test(code) ? { type: 'PHONE' } : undefined;
}
