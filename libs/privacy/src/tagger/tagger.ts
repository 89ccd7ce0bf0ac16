import type { TextView } from '../text/text-view.js';
import { tokensOf } from '../text/tokens.js';
import { FeatureReader } from './features.js';
import { isBegin, OUTSIDE, TAG_COUNT, TAGGED_KINDS } from './tags.js';
import { Weights } from './weights.js';

export interface Tagging {
  /** One tag a token. */
  tags: Uint8Array;
  /** How far the best personal tag lies below "outside", in units of score; negative where it won. */
  doubts: Float32Array;
}

const MISC_BEGIN = 1 + 2 * TAGGED_KINDS.indexOf('MISC');

/** Averaged perceptron, greedy from left to right: each token gets its best allowed tag given the two before. */
export function tag(view: TextView): Tagging {
  const tokens = tokensOf(view);
  const weights = Weights.shared;
  const reader = new FeatureReader(view, tokens);
  const scores = new Int32Array(TAG_COUNT);
  const tags = new Uint8Array(tokens.count);
  const doubts = new Float32Array(tokens.count);
  let previous = OUTSIDE;
  let beforePrevious = OUTSIDE;
  for (let at = 0; at < tokens.count; at++) {
    weights.score(reader.read(at, previous, beforePrevious), scores);
    let best = OUTSIDE;
    let bestPersonal = -Infinity;
    for (let candidate = 0; candidate < TAG_COUNT; candidate++) {
      if (!isAllowed(candidate, previous)) continue;
      if (scores[candidate]! > scores[best]!) best = candidate;
      if (candidate !== OUTSIDE && candidate < MISC_BEGIN && scores[candidate]! > bestPersonal)
        bestPersonal = scores[candidate]!;
    }
    tags[at] = best;
    doubts[at] = (Math.max(scores[OUTSIDE]!, scores[MISC_BEGIN]!) - bestPersonal) / weights.unit;
    beforePrevious = previous;
    previous = best;
  }
  return { tags, doubts };
}

/** "Inside" only goes on with what began. */
export function isAllowed(candidate: number, previous: number): boolean {
  return candidate === OUTSIDE || isBegin(candidate) || previous === candidate || previous === candidate - 1;
}
