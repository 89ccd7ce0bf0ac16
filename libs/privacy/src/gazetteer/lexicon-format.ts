/**
 * The layout of data/lexicon.bin.gz, shared by its builder (scripts/privacy/build-lexicon.js) and its reader.
 *
 * Header: three Uint32 (slots of the table, bytes of each of the two Bloom filters); then `slots` Uint32 keys, `slots`
 * Uint16 attributes, then the filters. A key is the hash of the folded words joined by one space; 0 is an empty slot.
 */
export interface AttributeField {
  shift: number;
  mask: number;
}

/** How many bear it as a given name: 0 nobody, 1 under 100, 2 under 1,000, 3 under 10,000, 4, 5, 6 200,000 and more. */
export const GIVEN: AttributeField = { shift: 0, mask: 7 };
/** The same for surnames; 6 is 300,000 and more. */
export const SURNAME: AttributeField = { shift: 3, mask: 7 };
/** 1 small municipality, 2 larger municipality or city abroad, 3 province, region, country. */
export const PLACE: AttributeField = { shift: 6, mask: 3 };
/** 1 where a longer place begins with these words. */
export const PLACE_STARTS: AttributeField = { shift: 8, mask: 1 };
/** How frequent as an ordinary word: 3 the first 800, 2 the first 4,000, 1 the first 20,000. */
export const FREQUENCY: AttributeField = { shift: 9, mask: 3 };
/** 1 given name abroad, 2 surname abroad, 3 both; only words that Spanish doesn't have. */
export const FOREIGN: AttributeField = { shift: 11, mask: 3 };
/** A Spanish verb in the first person of the present: 2 nothing else ("llevo"), 1 a noun or adjective too ("corto"). */
export const FIRST_PERSON: AttributeField = { shift: 13, mask: 3 };

/** Probes into a filter of words. */
export const BLOOM_PROBES = 6;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Adds one UTF-16 unit to a running hash: FNV-1a over 32 bits. */
export function hashStep(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, FNV_PRIME);
}

export const HASH_START = FNV_OFFSET | 0;

/** Spreads the low bits and avoids 0, which means "empty". */
export function hashEnd(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x7feb352d);
  mixed ^= mixed >>> 15;
  return mixed >>> 0 || 1;
}

export function hashWords(folded: string): number {
  let hash = HASH_START;
  for (let index = 0; index < folded.length; index++) hash = hashStep(hash, folded.charCodeAt(index));
  return hashEnd(hash);
}
