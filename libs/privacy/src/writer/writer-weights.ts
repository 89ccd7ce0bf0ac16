import { unpacked } from '../data-file.js';
import { JOINT_COUNT } from './writer-features.js';

const HEADER = 8;
const TRANSITIONS = 4 * JOINT_COUNT;
/** Slots for each feature; half of them free, so that a search ends soon. */
const ROOM = 1.4;
const CHECKED_BITS = 16;

/**
 * Weights per feature, looked up by the feature's hash: one for the token, or for the writer's clause beginning there,
 * and one for its ending before it. File (gzip): two Uint32 (features, quantised weights per unit of score), Float32
 * transitions in units of score (by joint: out to out, out to in, in to out, in to in), then per feature a Uint32 key,
 * ascending, then per feature an Int8 weight, then per feature an Int8 weight for an end.
 */
export class WriterWeights {
  private static loaded: WriterWeights | undefined;

  static get shared(): WriterWeights {
    return (WriterWeights.loaded ??= WriterWeights.load(
      new URL('../../data/writer.bin.gz', import.meta.url),
    ));
  }

  private constructor(
    /** The key's high half, the end's weight, the weight: one fetch from memory finds all; 0 is an empty slot. */
    private readonly slots: Int32Array,
    readonly transitions: Float32Array,
    /** Quantised weights that make one unit of score. */
    readonly unit: number,
  ) {}

  private static load(file: URL): WriterWeights {
    const whole = unpacked(file);
    const [count = 0, unit = 1] = new Uint32Array(whole, 0, 2);
    const transitions = new Float32Array(whole, HEADER, TRANSITIONS);
    const keys = new Int32Array(whole, HEADER + 4 * TRANSITIONS, count);
    const weights = new Uint8Array(whole, HEADER + 4 * TRANSITIONS + 4 * count, count);
    const ends = new Uint8Array(whole, HEADER + 4 * TRANSITIONS + 5 * count, count);
    const slots = new Int32Array(2 ** Math.ceil(Math.log2(count * ROOM)));
    for (let at = 0; at < count; at++) {
      let slot = keys[at]! & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = ((keys[at]! >>> CHECKED_BITS) << CHECKED_BITS) | (ends[at]! << 8) | weights[at]!;
    }
    return new WriterWeights(slots, transitions, unit);
  }

  /** The sum of the weights of the first `count` features, quantised. */
  sum(features: Int32Array, count: number): number {
    let total = 0;
    for (let index = 0; index < count; index++) total += (this.find(features[index]!) << 24) >> 24;
    return total;
  }

  /** That sum, and the same for the writer's clause ending, into `sums`. */
  sumBoth(features: Int32Array, count: number, sums: Int32Array): void {
    let total = 0;
    let ends = 0;
    for (let index = 0; index < count; index++) {
      const held = this.find(features[index]!);
      total += (held << 24) >> 24;
      ends += (held << 16) >> 24;
    }
    sums[0] = total;
    sums[1] = ends;
  }

  private find(feature: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    for (let slot = feature & mask; ; slot = (slot + 1) & mask) {
      const held = slots[slot]!;
      if (held === 0 || (held ^ feature) >>> CHECKED_BITS === 0) return held;
    }
  }
}
