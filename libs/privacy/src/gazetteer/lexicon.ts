import { unpacked } from '../data-file.js';
import { type AttributeField, BLOOM_PROBES } from './lexicon-format.js';

/** Names, surnames, places (attributes) and common words (yes or no), looked up by the hash of the folded word. */
export class Lexicon {
  private static loaded: Lexicon | undefined;

  /** Loaded at the first use, once per process: about 20 ms. */
  static get shared(): Lexicon {
    return (Lexicon.loaded ??= Lexicon.load(new URL('../../data/lexicon.bin.gz', import.meta.url)));
  }

  private constructor(
    private readonly keys: Uint32Array,
    private readonly values: Uint16Array,
    private readonly bloom: Uint8Array,
  ) {}

  private static load(file: URL): Lexicon {
    const whole = unpacked(file);
    const [slots = 0, bloomBytes = 0] = new Uint32Array(whole, 0, 2);
    return new Lexicon(
      new Uint32Array(whole, 8, slots),
      new Uint16Array(whole, 8 + slots * 4, slots),
      new Uint8Array(whole, 8 + slots * 6, bloomBytes),
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
    const mask = this.bloom.length * 8 - 1;
    const stride = (hash >>> 15) | 1;
    for (let probe = 0; probe < BLOOM_PROBES; probe++) {
      const bit = (hash + Math.imul(probe, stride)) & mask;
      if ((this.bloom[bit >> 3]! & (1 << (bit & 7))) === 0) return false;
    }
    return true;
  }
}

/** One field out of the attribute bits. */
export function attribute(bits: number, field: AttributeField): number {
  return (bits >> field.shift) & field.mask;
}
