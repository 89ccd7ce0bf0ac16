import { isValidCcc, isValidIban, isValidLuhn } from '../identifiers/check-digits.js';
import type { TextView } from '../text/text-view.js';
import { near, type Rule, scanDigits } from './rule.js';

/** Length of an IBAN by country (SWIFT IBAN registry, release 99, and those that use one without being in it). */
const IBAN_LENGTHS = new Map(
  'ad24 ae23 al28 at20 az28 ba20 be16 bg22 bh22 br29 by28 ch21 cr22 cy28 cz24 de22 dk18 do28 ee20 eg29 es24 fi18 fo18 fr27 gb22 ge22 gi23 gl18 gr27 gt28 hr21 hu28 ie22 il23 iq23 is26 it27 jo30 kw30 kz20 lb28 lc32 li21 lt20 lu20 lv21 ly25 mc27 md24 me22 mk19 mr27 mt31 mu30 nl18 no15 om23 pk24 pl28 ps29 pt25 qa29 ro24 rs22 sa24 sc31 se24 si19 sk24 sm27 st25 sv28 tl23 tn24 tr26 ua29 va22 vg24 xk20 bi27 dj27 ru33 ni28 hn28 ye30 fk18 mn20 so23 sd18 ao25 bf28 bj28 cf27 cg27 ci28 cm27 cv25 dz26 ga27 gq27 gw25 ir26 km27 ma28 mg27 ml28 mz25 ne28 sn28 td27 tg28'
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

const IBAN_START = /(?<![a-z0-9])[a-z]{2}[ .-]?\d[ .-]?\d(?=[ .-]{0,2}[a-z0-9])/g;
const CARD = /(?<![a-z0-9])\d(?:[ .\-_]?\d){12,18}(?![a-z0-9])/g;
const ACCOUNT = /(?<![a-z0-9])\d{4}[ ./-]{0,2}\d{4}[ ./-]{0,2}\d{2}[ ./-]{0,2}\d{10}(?![a-z0-9])/g;
/** Bitcoin and Litecoin (base 58 or bech32), Ethereum: accounts like any other. */
const CRYPTO_ADDRESS =
  /(?<![a-z0-9])(?:(?:bc1|ltc1|tb1)[02-9ac-hj-np-z]{14,71}|0x[0-9a-f]{40}|[13lm][1-9a-z]{25,34})(?![a-z0-9])/g;
/** As receipts and shops show a card: "4548 81** **** 0004". */
const HALF_HIDDEN_CARD = /(?<![a-z0-9*])[\dx*]{4}[ -]?(?:[\dx*]{4}[ -]?){2}\d{4}(?![a-z0-9*])/g;
const CARD_WORDS = /tarjeta|targeta|tarxeta|txartel|visa|master|amex|card|credito|debito|credit/;
const IMEI_WORDS = /imei/;
/** However its digits are grouped. */
const IMEI_LABELLED = /(?<=imei[^\d\n]{1,24})\d(?:[ .\-/*_]{0,3}\d){13,16}(?!\d)/g;
const IMEI = /(?<![a-z0-9])\d{2}[ .\-/]?\d{6}[ .\-/]?\d{6}[ .\-/]?\d{1,3}(?![a-z0-9])/g;

/** IBAN, account numbers, wallets, payment cards, and IMEI, which shares the card's check digit. */
export const bank: Rule = (view, add) => {
  const { folded } = view;

  scanDigits(2, IBAN_START, view, ({ index: start }) => {
    const length = IBAN_LENGTHS.get(folded.slice(start, start + 2));
    if (!length) return;
    const { end, code } = collect(view, start, length);
    const digits = code.replace(/\D/g, '').length;
    if (code.length === length && isValidIban(code))
      add({ type: 'IBAN', start, end, score: 0.99, rule: 'iban', valid: true });
    else if (
      code.length >= Math.min(length, 15) - 1 &&
      digits / code.length > 0.6 &&
      digits >= 12 &&
      !(digits < 20 && isWord(view, start))
    )
      add({ type: 'IBAN', start, end, score: 0.85, rule: 'iban', valid: false });
  });

  scanDigits(1, CRYPTO_ADDRESS, view, (match) => {
    const end = match.index + match[0].length;
    if (!/\d/.test(match[0].slice(1)) || !/[a-z]/.test(match[0])) return;
    add({ type: 'BANK_ACCOUNT', start: match.index, end, score: 0.9, rule: 'crypto-address' });
  });

  scanDigits(20, ACCOUNT, view, (match) => {
    const valid = isValidCcc(match[0].replace(/\D/g, ''));
    const end = match.index + match[0].length;
    add({ type: 'BANK_ACCOUNT', start: match.index, end, score: valid ? 0.95 : 0.7, rule: 'ccc', valid });
  });

  scanDigits(13, CARD, view, (match) => {
    const digits = match[0].replace(/\D/g, '');
    const start = match.index;
    const end = start + match[0].length;
    const valid = isValidLuhn(digits);
    const labelled = near(view, start, end, CARD_WORDS);
    const grouped = /^\d{4}[ .-]\d{4}[ .-]\d{4}[ .-]\d{4}$|^\d{4}[ .-]\d{6}[ .-]\d{5}$/.test(match[0]);
    if (valid && !near(view, start, end, IMEI_WORDS))
      add({ type: 'CREDIT_CARD', start, end, score: labelled || grouped ? 0.97 : 0.8, rule: 'card', valid });
    else
      add({ type: 'CREDIT_CARD', start, end, score: labelled || grouped ? 0.85 : 0.5, rule: 'card', valid });
  });

  if (folded.includes('**') || folded.includes('xx'))
    scanDigits(4, HALF_HIDDEN_CARD, view, (match) => {
      if (!/[x*]/.test(match[0])) return;
      const end = match.index + match[0].length;
      add({ type: 'CREDIT_CARD', start: match.index, end, score: 0.8, rule: 'half-hidden-card' });
    });

  if (folded.includes('imei'))
    scanDigits(14, IMEI_LABELLED, view, (match) => {
      const end = match.index + match[0].length;
      const valid = isValidLuhn(match[0].replace(/\D/g, '').slice(0, 15));
      add({ type: 'IMEI', start: match.index, end, score: 0.98, rule: 'labelled-imei', valid });
    });

  scanDigits(15, IMEI, view, (match) => {
    const digits = match[0].replace(/\D/g, '');
    const start = match.index;
    const end = start + match[0].length;
    const labelled = near(view, start, end, IMEI_WORDS);
    if (!labelled && digits.length !== 15) return;
    const valid = isValidLuhn(digits.slice(0, 15));
    add({ type: 'IMEI', start, end, score: labelled ? 0.98 : valid ? 0.7 : 0.5, rule: 'imei', valid });
  });
};

/** "la tarjeta es 4012…", "card number is 4012…": no country. */
function isWord({ text, folded }: TextView, start: number): boolean {
  return folded[start + 2] === ' ' && text.slice(start, start + 2) === folded.slice(start, start + 2);
}

/** Reads up to `length` letters and digits with at most two separators between them. */
function collect(view: TextView, start: number, length: number): { end: number; code: string } {
  const { folded } = view;
  let code = '';
  let end = start;
  for (let at = start, gap = 0; at < folded.length && code.length < length && gap <= 2; at++) {
    const character = folded[at]!;
    if (/[a-z0-9]/.test(character)) {
      if (gap > 0 && /[a-z]{3}/.test(view.text.slice(at, at + 3))) break; // a word begins
      code += character;
      end = at + 1;
      gap = 0;
    } else if (/[ .\-_/\n]/.test(character)) gap++;
    else break;
  }
  while (end < folded.length && /\d/.test(folded[end]!) && end - start < 60) end++; // a digit too many is still it
  return { end, code };
}
