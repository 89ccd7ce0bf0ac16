import { describe, expect, it } from '@jest/globals';
import {
  isValidCcc,
  isValidCif,
  isValidIban,
  isValidLuhn,
  isValidNie,
  isValidNif,
  isValidNuss,
} from './check-digits.js';

describe('check digits', () => {
  it.each<[string, (code: string) => boolean, string[], string[]]>([
    ['NIF', isValidNif, ['12345678z', '00000000t', '99999999r'], ['12345678a', '1234567', 'z12345678']],
    ['NIE', isValidNie, ['x1234567l', 'x0000000t', 'y0000000z'], ['x1234567a', 'w1234567l']],
    ['CIF', isValidCif, ['a58818501', 'q2826000h', 'b12345674'], ['a58818502', 'q28260008', 'i12345674']],
    ['NUSS', isValidNuss, ['281234567840'], ['281234567841', '2812']],
    ['card', isValidLuhn, ['4111111111111111', '340000000000009'], ['4111111111111112', '0000000000000000']],
    [
      'IBAN',
      isValidIban,
      ['es9121000418450200051332', 'gb29nwbk60161331926819'],
      ['es9121000418450200051333'],
    ],
    ['account', isValidCcc, ['21000418450200051332'], ['21000418440200051332', '2100']],
  ])('of %s tell right from mistyped', (_name, isValid, right, wrong) => {
    expect(right.filter((code) => !isValid(code))).toEqual([]);
    expect(wrong.filter((code) => isValid(code))).toEqual([]);
  });
});
