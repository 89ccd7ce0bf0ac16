import { beforeAll, describe, expect, test } from '@jest/globals';
import { wordlist } from '@scure/bip39/wordlists/spanish.js';
import { generateX25519Identity } from 'age-encryption';
import { readPaperKey, suggestPassphrase, wordsOf } from './paper-words.js';

const LETTERS = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L';
const bare = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '');

let key: string;
let words: string[];
beforeAll(async () => {
  key = await generateX25519Identity();
  words = wordsOf(key);
});

describe('a key from paper', () => {
  test('is read as letters in any case and spacing, on several lines', () => {
    expect(readPaperKey(key)).toBe(key);
    expect(readPaperKey(`  ${key.toLowerCase()}\n`)).toBe(key);
    expect(readPaperKey(key.replace(/(.{8})/g, '$1 \n '))).toBe(key);
  });

  test('is read as words: with or without accents, numbered, in capitals, or by their first four letters', () => {
    expect(words).toHaveLength(24);
    const text = words.join(' ');
    for (const typed of [
      text,
      text.normalize('NFC'),
      bare(text),
      bare(text).toUpperCase(),
      words.map((word, at) => `${at + 1}. ${word}`).join('\n'),
      words.map((word) => bare(word).slice(0, 4)).join(' '),
    ]) {
      expect(readPaperKey(typed)).toBe(key);
    }
  });

  test('no two words of the list begin with the same four letters', () => {
    expect(new Set(wordlist.map((word) => bare(word).slice(0, 4))).size).toBe(wordlist.length);
  });

  test('with any one letter wrong, missing, doubled or changed with its neighbour is not taken', () => {
    const start = 'AGE-SECRET-KEY-1'.length;
    for (let at = start; at < key.length; at += 1) {
      const [before, letter, after] = [key.slice(0, at), key[at]!, key.slice(at + 1)];
      const other = LETTERS[(LETTERS.indexOf(letter) + 1) % LETTERS.length];
      expect(readPaperKey(before + other + after)).toBeUndefined();
      expect(readPaperKey(before + after)).toBeUndefined();
      expect(readPaperKey(before + letter + letter + after)).toBeUndefined();
      if (after !== '' && after[0] !== letter) {
        expect(readPaperKey(before + after[0] + letter + after.slice(1))).toBeUndefined();
      }
    }
  });

  test('with a word wrong, missing or unknown is never taken for this key', () => {
    words.forEach((word, at) => {
      const put = (other: string[]) => [...words.slice(0, at), ...other, ...words.slice(at + 1)].join(' ');
      const next = wordlist[(wordlist.indexOf(word) + 1) % wordlist.length]!;
      expect(readPaperKey(put([next]))).not.toBe(key);
      expect(readPaperKey(put([]))).toBeUndefined();
      expect(readPaperKey(put(['colabora']))).toBeUndefined();
    });
  });

  test('that is another thing is not taken: a public key, another kind, nothing', () => {
    for (const typed of ['', 'age1qqqq', key.replace('AGE-SECRET-KEY-', 'AGE-PLUGIN-'), key.slice(0, -10)]) {
      expect(readPaperKey(typed)).toBeUndefined();
    }
  });
});

test('a suggested passphrase is six words of the list, another one each time', () => {
  const suggested = Array.from({ length: 20 }, suggestPassphrase);
  for (const passphrase of suggested) {
    const six = passphrase.split(' ');
    expect(six).toHaveLength(6);
    for (const word of six) expect(wordlist).toContain(word.normalize('NFKD'));
  }
  expect(new Set(suggested).size).toBe(suggested.length);
});
