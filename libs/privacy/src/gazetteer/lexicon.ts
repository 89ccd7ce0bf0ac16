import { unpacked } from '../data-file.js';
import { type AttributeField, BLOOM_PROBES } from './lexicon-format.js';

/** Names, surnames, places (attributes), common words and regional ones (yes or no), looked up by the hash of the folded word. */
export class Lexicon {
  private static loaded: Lexicon | undefined;

  /** Loaded at the first use, once per process: about 20 ms. */
  static get shared(): Lexicon {
    return (Lexicon.loaded ??= Lexicon.load(new URL('../../data/lexicon.bin.gz', import.meta.url)));
  }

  private constructor(
    private readonly keys: Uint32Array,
    private readonly values: Uint16Array,
    private readonly common: Uint8Array,
    private readonly regional: Uint8Array,
  ) {}

  private static load(file: URL): Lexicon {
    const whole = unpacked(file);
    const [slots = 0, commonBytes = 0, regionalBytes = 0] = new Uint32Array(whole, 0, 3);
    const filters = 12 + slots * 6;
    return new Lexicon(
      new Uint32Array(whole, 12, slots),
      new Uint16Array(whole, 12 + slots * 4, slots),
      new Uint8Array(whole, filters, commonBytes),
      new Uint8Array(whole, filters + commonBytes, regionalBytes),
    );
  }

  /** All attribute bits of the words with this hash, 0 where unknown. */
  attributes(hash: number): number {
    const mask = this.keys.length - 1;
    for (let slot = hash & mask; this.keys[slot] !== 0; slot = (slot + 1) & mask)
      if (this.keys[slot] === hash) return this.values[slot]!;
    return 0;
  }

  /** Whether this is an ordinary word; wrong for one unknown word in about a hundred. */
  isCommon(hash: number): boolean {
    return isIn(this.common, hash);
  }

  /** Whether this is a word of Catalan, Galician or Basque and no name: to be asked of texts in those languages only. */
  isRegional(hash: number): boolean {
    return isIn(this.regional, hash);
  }
}

function isIn(filter: Uint8Array, hash: number): boolean {
  const mask = filter.length * 8 - 1;
  const stride = (hash >>> 15) | 1;
  for (let probe = 0; probe < BLOOM_PROBES; probe++) {
    const bit = (hash + Math.imul(probe, stride)) & mask;
    if ((filter[bit >> 3]! & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}

/** One field out of the attribute bits. */
export function attribute(bits: number, field: AttributeField): number {
  return (bits >> field.shift) & field.mask;
}
