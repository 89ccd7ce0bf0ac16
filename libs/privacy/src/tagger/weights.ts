import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { TAG_COUNT } from './tags.js';

/**
 * Weights per feature and tag, looked up by the feature's hash. File (gzip): three Uint32 (slots, rows, weights per
 * unit of score), `slots` Uint32 keys, `slots` Uint32 row numbers, `rows` × TAG_COUNT Int8 weights.
 */
export class Weights {
  private static loaded: Weights | undefined;

  static get shared(): Weights {
    return (Weights.loaded ??= Weights.load(new URL('../../data/tagger.bin.gz', import.meta.url)));
  }

  private constructor(
    private readonly keys: Uint32Array,
    private readonly rows: Uint32Array,
    private readonly weights: Int8Array,
    /** Quantised weights that make one unit of score. */
    readonly unit: number,
  ) {}

  private static load(file: URL): Weights {
    const bytes = gunzipSync(readFileSync(file));
    const whole = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const [slots = 0, rows = 0, unit = 1] = new Uint32Array(whole, 0, 3);
    return new Weights(
      new Uint32Array(whole, 12, slots),
      new Uint32Array(whole, 12 + slots * 4, slots),
      new Int8Array(whole, 12 + slots * 8, rows * TAG_COUNT),
      unit,
    );
  }

  /** Adds every known feature's weights to the scores of the tags. */
  score(features: Uint32Array, scores: Int32Array): void {
    const { keys, rows, weights } = this;
    const mask = keys.length - 1;
    scores.fill(0);
    for (let index = 0; index < features.length; index++) {
      const key = features[index]!;
      let slot = key & mask;
      while (keys[slot] !== key && keys[slot] !== 0) slot = (slot + 1) & mask;
      if (keys[slot] !== key) continue;
      const row = rows[slot]! * TAG_COUNT;
      for (let tag = 0; tag < TAG_COUNT; tag++) scores[tag]! += weights[row + tag]!;
    }
  }
}
