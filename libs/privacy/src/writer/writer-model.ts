import type { WriterFeatures } from './writer-features.js';
import { WriterWeights } from './writer-weights.js';

/**
 * For every token the chance, 0 to 1, that it stands in a clause by which the writer tells of themself: the marginals of
 * a linear chain of two states (conditional random field), forward and backward once each. Linear in the tokens.
 */
export function writerChances(features: WriterFeatures): Float32Array {
  const { count } = features.tokens;
  const weights = WriterWeights.shared;
  const inside = insideScores(features, weights);
  const steps = stepScores(features, weights);
  const forwardOut = new Float64Array(count);
  const forwardIn = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    const step = 4 * at;
    const out = at === 0 ? 0 : forwardOut[at - 1]!;
    const into = at === 0 ? -Infinity : forwardIn[at - 1]!;
    forwardOut[at] = logSum(out + steps[step]!, into + steps[step + 2]!);
    forwardIn[at] = inside[at]! + logSum(out + steps[step + 1]!, into + steps[step + 3]!);
  }
  const chances = new Float32Array(count);
  let backwardOut = 0;
  let backwardIn = 0;
  for (let at = count - 1; at >= 0; at--) {
    if (at < count - 1) {
      const step = 4 * (at + 1);
      const toOut = backwardOut;
      const toIn = backwardIn + inside[at + 1]!;
      backwardOut = logSum(steps[step]! + toOut, steps[step + 1]! + toIn);
      backwardIn = logSum(steps[step + 2]! + toOut, steps[step + 3]! + toIn);
    }
    chances[at] = 1 / (1 + Math.exp(forwardOut[at]! + backwardOut - forwardIn[at]! - backwardIn));
  }
  return chances;
}

function insideScores(features: WriterFeatures, weights: WriterWeights): Float64Array {
  const ofClause = new Float64Array(features.clauses);
  for (let clause = 0; clause < features.clauses; clause++) {
    features.readClause(clause);
    ofClause[clause] = weights.sum(features.values, features.count);
  }
  const scores = new Float64Array(features.tokens.count);
  for (let at = 0; at < scores.length; at++) {
    features.readToken(at);
    scores[at] =
      (ofClause[features.clauseOf[at]!]! + weights.sum(features.values, features.count)) / weights.unit;
  }
  return scores;
}

/** Per token four scores of stepping there from the one before: out to out, out to in, in to out, in to in. */
function stepScores(features: WriterFeatures, weights: WriterWeights): Float64Array {
  const { count } = features.tokens;
  const scores = new Float64Array(4 * count);
  const sums = new Int32Array(2);
  for (let at = 0; at < count; at++) {
    const joint = 4 * features.joint(at);
    for (let step = 0; step < 4; step++) scores[4 * at + step] = weights.transitions[joint + step]!;
    if (at === 0) continue;
    features.readJoint(at);
    weights.sumBoth(features.values, features.count, sums);
    scores[4 * at + 1]! += sums[0]! / weights.unit;
    scores[4 * at + 2]! += sums[1]! / weights.unit;
  }
  return scores;
}

function logSum(one: number, other: number): number {
  const most = Math.max(one, other);
  return most === -Infinity ? most : most + Math.log1p(Math.exp(Math.min(one, other) - most));
}
