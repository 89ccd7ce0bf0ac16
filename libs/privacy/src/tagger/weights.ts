import { unpacked } from '../data-file.js';

/** Low bits of a table value: how many weights the feature has (never more than there are tags). */
export const COUNT_BITS = 5;
/** Bits of an entry that hold its tag. */
const TAG_BITS = 5;
/** At least as many as describe one token. */
const MOST_FEATURES = 64;

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

  /** The first slot of every feature, fetched before any is looked at. */
  private readonly fetched = new Uint32Array(MOST_FEATURES);
  private readonly hits = new Uint32Array(MOST_FEATURES);

  private constructor(
    /** Key and value of a slot side by side: a hit costs one line of the processor's cache. */
    private readonly slots: Uint32Array,
    /** Weight and tag of an entry in one: the tag in the low `TAG_BITS`. */
    private readonly entries: Int16Array,
    /** Quantised weights that make one unit of score. */
    readonly unit: number,
  ) {}

  private static load(file: URL): Weights {
    const whole = unpacked(file);
    const [slots = 0, count = 0, unit = 1] = new Uint32Array(whole, 0, 3);
    const keys = new Uint32Array(whole, 12, slots);
    const values = new Uint32Array(whole, 12 + slots * 4, slots);
    const tags = new Uint8Array(whole, 12 + slots * 8, count);
    const weights = new Int8Array(whole, 12 + slots * 8 + count, count);
    const pairs = new Uint32Array(slots * 2);
    for (let slot = 0; slot < slots; slot++) {
      pairs[2 * slot] = keys[slot]!;
      pairs[2 * slot + 1] = values[slot]!;
    }
    const entries = new Int16Array(count);
    for (let at = 0; at < count; at++) entries[at] = (weights[at]! << TAG_BITS) | tags[at]!;
    return new Weights(pairs, entries, unit);
  }

  /**
   * Adds every known feature's weights to the scores of the tags. In three passes: the table is larger than the nearest
   * cache, and fetches that don't wait for each other's outcome overlap.
   */
  score(features: Uint32Array, scores: Int32Array): void {
    const { slots, entries, fetched, hits } = this;
    const count = features.length;
    const mask = slots.length - 1;
    for (let index = 0; index < count; index++) fetched[index] = slots[(features[index]! << 1) & mask]!;
    let found = 0;
    for (let index = 0; index < count; index++) {
      const key = features[index]!;
      let at = (key << 1) & mask;
      let held = fetched[index]!;
      while (held !== key && held !== 0) {
        at = (at + 2) & mask;
        held = slots[at]!;
      }
      if (held === key) hits[found++] = slots[at + 1]!;
    }
    scores.fill(0);
    for (let index = 0; index < found; index++) {
      const value = hits[index]!;
      const first = value >>> COUNT_BITS;
      const end = first + (value & ((1 << COUNT_BITS) - 1));
      for (let at = first; at < end; at++) {
        const entry = entries[at]!;
        scores[entry & ((1 << TAG_BITS) - 1)]! += entry >> TAG_BITS;
      }
    }
  }
}
