import { unpacked } from '../data-file.js';

/** Low bits of a table value: how many weights the feature has (never more than there are tags). */
export const COUNT_BITS = 5;

/**
 * Weights per feature and tag, looked up by the feature's hash; weights of nought aren't stored. File (gzip): three
 * Uint32 (slots, weights, quantised weights per unit of score), `slots` Uint32 keys, `slots` Uint32 values (place of
 * the first weight, shifted by COUNT_BITS, and how many), then per weight one byte tag, then per weight one Int8.
 */
export class Weights {
  private static loaded: Weights | undefined;

  static get shared(): Weights {
    return (Weights.loaded ??= Weights.load(new URL('../../data/tagger.bin.gz', import.meta.url)));
  }

  private constructor(
    private readonly keys: Uint32Array,
    private readonly values: Uint32Array,
    private readonly tags: Uint8Array,
    private readonly weights: Int8Array,
    /** Quantised weights that make one unit of score. */
    readonly unit: number,
  ) {}

  private static load(file: URL): Weights {
    const whole = unpacked(file);
    const [slots = 0, count = 0, unit = 1] = new Uint32Array(whole, 0, 3);
    return new Weights(
      new Uint32Array(whole, 12, slots),
      new Uint32Array(whole, 12 + slots * 4, slots),
      new Uint8Array(whole, 12 + slots * 8, count),
      new Int8Array(whole, 12 + slots * 8 + count, count),
      unit,
    );
  }

  /** Adds every known feature's weights to the scores of the tags. */
  score(features: Uint32Array, scores: Int32Array): void {
    const { keys, values, tags, weights } = this;
    const mask = keys.length - 1;
    scores.fill(0);
    for (let index = 0; index < features.length; index++) {
      const key = features[index]!;
      let slot = key & mask;
      while (keys[slot] !== key && keys[slot] !== 0) slot = (slot + 1) & mask;
      if (keys[slot] !== key) continue;
      const value = values[slot]!;
      const first = value >>> COUNT_BITS;
      const end = first + (value & ((1 << COUNT_BITS) - 1));
      for (let at = first; at < end; at++) scores[tags[at]!]! += weights[at]!;
    }
  }
}
