import { bech32 } from '@scure/base';
import { entropyToMnemonic, generateMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/spanish.js';

const PREFIX = 'age-secret-key-';
const KEY_BYTES = 32;

/** A key as 24 Spanish words with a check word in them (BIP 39), for whoever copies it by hand. */
export function wordsOf(identity: string): string[] {
  const { bytes } = bech32.decodeToBytes(identity.toLowerCase());
  return entropyToMnemonic(bytes, wordlist).split(' ');
}

/** The key that somebody typed: as `AGE-SECRET-KEY-…` in any case and spacing, or as its words; undefined if neither. */
export function readPaperKey(typed: string): string | undefined {
  const plain = typed.trim().normalize('NFKD').toLowerCase();
  try {
    if (plain.replace(/\s/g, '').startsWith(PREFIX)) {
      const key = plain.replace(/\s/g, '');
      // Letters that are too many or too few can leave the checksum right.
      const { prefix, bytes } = bech32.decodeToBytes(key);
      return prefix === PREFIX && bytes.length === KEY_BYTES ? key.toUpperCase() : undefined;
    }
    const bytes = mnemonicToEntropy(accented(plain), wordlist);
    return bech32.encodeFromBytes(PREFIX, bytes).toUpperCase();
  } catch {
    return undefined;
  }
}

/** People leave accents out, and four letters name a word of the list. */
function accented(plain: string): string {
  const bare = (word: string) => word.normalize('NFKD').replace(/\p{M}/gu, '');
  const byBareWord = new Map(
    wordlist.flatMap((word) => [bare(word), bare(word).slice(0, 4)].map((name) => [name, word])),
  );
  return plain
    .split(/[\s\d.,]+/)
    .filter((word) => word !== '')
    .map((word) => byBareWord.get(bare(word)) ?? word)
    .join(' ');
}

/** Six random words, 66 bits: with scrypt in front, years of a big machine for each guess-run. */
export function suggestPassphrase(): string {
  return generateMnemonic(wordlist, 128).split(' ').slice(0, 6).join(' ').normalize('NFC');
}
