/**
 * Trains libs/privacy/data/writer.bin.gz: the model of what writers tell of themselves (libs/privacy/src/writer), a linear
 * chain of two states, learned from the tips in test/fixtures/tips by gradient descent. Run by hand (README.md); the
 * same sources give the same file. The compiled rules, lexicon and tagger are read: build, and train the tagger, first.
 *
 *   node scripts/privacy/train-writer.js PII [--without NAME] [--epochs N] [--out FILE]
 *
 * PII: folder with MEDDOCAN train and the Galician corpus, in which nobody tells of themself. --without leaves one
 * hand out, to measure on it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { findingsInView } from '../../dist/libs/privacy/src/detect.js';
import { TextView } from '../../dist/libs/privacy/src/text/text-view.js';
import { JOINT_COUNT, WriterFeatures } from '../../dist/libs/privacy/src/writer/writer-features.js';
import { FeatureTable } from './feature-table.js';
import { randomness } from './name-pools.js';

const [pii, ...flags] = process.argv.slice(2);
const flag = (name, otherwise) => (flags.includes(name) ? flags[flags.indexOf(name) + 1] : otherwise);
const without = flag('--without', '').split(',');
const epochs = Number(flag('--epochs', 15));
const out = flag('--out', new URL('../../libs/privacy/data/writer.bin.gz', import.meta.url));
const tips = new URL('../../test/fixtures/tips/', import.meta.url);

const SEED = 20261201;
/** A tip is read in two copies: what fewer than three tips have says nothing general. */
const FEWEST_SIGHTINGS = 5;
const RATE = 0.15;
const DECAY = 8;
/** How much a text counts in which nobody tells of themself: they are long. */
const RECORDS = 0.1;
/** Quantised weights that are smaller go. */
const LEAST_WEIGHT = 3;
const LARGEST = 127;
const TRACES = new Set(['SELF_IDENTIFICATION', 'AGE_KINSHIP']);
const SETS_THAT_RULES_LEARNED_FROM = [
  'other-hand',
  'held-out',
  'fresh-development',
  'fresh-third',
  'hand-written',
];

const hands = readdirSync(new URL('hands/', tips))
  .map((name) => name.replace(/\.txt$/, ''))
  .sort();
const sources = [
  ...hands.filter((name) => !without.includes(name)).flatMap((name) => asTyped(marked(`hands/${name}`))),
  ...SETS_THAT_RULES_LEARNED_FROM.flatMap((name) => asTyped(marked(name))),
  ...records().map((text) => ({ text, traces: [], weight: RECORDS })),
];

/** `language TAB text`, where `{{TYPE:words}}` marks a span. */
function marked(name) {
  return readFileSync(new URL(`${name}.txt`, tips), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const tip = { text: '', traces: [], spans: [] };
      for (const piece of line.slice(line.indexOf('\t') + 1).split(/(\{\{[A-Z_]+:.*?\}\})/)) {
        const [, type, words] = /^\{\{([A-Z_]+):(.*)\}\}$/.exec(piece) ?? [];
        const start = tip.text.length;
        tip.text += words ?? piece;
        if (!type) continue;
        tip.spans.push([start, tip.text.length]);
        if (TRACES.has(type)) tip.traces.push([start, tip.text.length]);
      }
      return tip;
    });
}

/** MEDDOCAN's records line by line, and four sentences of the Galician corpus in a row. */
function records() {
  const lines = readFileSync(join(pii, 'meddocan-train.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .slice(0, 250)
    .map((line) => JSON.parse(line).text);
  const sentences = readFileSync(join(pii, 'sli-nerc-gl-train.iob'), 'utf8')
    .split('\n\n')
    .slice(0, 2000)
    .map((sentence) =>
      sentence
        .split('\n')
        .map((line) => line.split('\t')[0].replace(/[#_]/g, ' '))
        .join(' '),
    );
  const paragraphs = [];
  for (let from = 0; from < sentences.length; from += 4)
    paragraphs.push(sentences.slice(from, from + 4).join(' '));
  return [...lines, ...paragraphs];
}

/** As written, and as many type: lower case, no accents, no marks between clauses. */
function asTyped(list) {
  return list.flatMap((tip) => [tip, hurried(tip)]);
}

function hurried({ text, traces }) {
  const moved = [];
  let written = '';
  for (let at = 0; at < text.length; at++) {
    moved.push(written.length);
    const isMark = /[,.;:¡!¿?]/.test(text[at]) && (/[¡¿]/.test(text[at]) || /^\s?$/.test(text[at + 1] ?? ''));
    if (!isMark) written += plain(text[at]);
  }
  moved.push(written.length);
  return { text: written, traces: traces.map(([start, end]) => [moved[start], moved[end]]) };
}

function plain(letter) {
  const bare = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.length === letter.length ? bare : letter;
}

function labelled({ text, traces, weight = 1 }) {
  const view = TextView.of(text);
  const features = new WriterFeatures(view, findingsInView(view));
  const { tokens, clauses } = features;
  const { count } = tokens;
  const gold = new Uint8Array(count);
  const joints = new Uint8Array(count);
  const read = () => features.values.slice(0, features.count);
  const ofTokens = [];
  const ofJoints = [];
  for (let at = 0; at < count; at++) {
    const [from, to] = view.originalSpan(tokens.start[at], tokens.end[at]);
    gold[at] = traces.some(([start, end]) => from < end && to > start) ? 1 : 0;
    joints[at] = features.joint(at);
    features.readToken(at);
    ofTokens.push(read());
    features.readJoint(at);
    ofJoints.push(at === 0 ? new Int32Array(0) : read());
  }
  const ofClauses = [];
  for (let clause = 0; clause < clauses; clause++) {
    features.readClause(clause);
    ofClauses.push(read());
  }
  return {
    count,
    gold,
    joints,
    weight,
    clauseOf: features.clauseOf.slice(0, count),
    ofTokens,
    ofJoints,
    ofClauses,
  };
}

/** Stochastic gradient of the log-likelihood, with AdaGrad's step sizes and weights that decay. */
function train(examples) {
  const random = randomness(SEED);
  const table = new FeatureTable(23);
  for (const { ofTokens, ofJoints, ofClauses } of examples)
    for (const features of [...ofTokens, ...ofJoints, ...ofClauses])
      features.forEach((key) => table.count(key));
  const count = table.number(FEWEST_SIGHTINGS);
  const weights = new Weights(count, examples.length);
  const ends = new Weights(count, examples.length);
  const rows = (features) => features.map((key) => table.row(key)).filter((row) => row >= 0);
  for (const example of examples)
    for (const field of ['ofTokens', 'ofJoints', 'ofClauses']) example[field] = example[field].map(rows);
  const transitions = new Weights(4 * JOINT_COUNT, examples.length);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    let loss = 0;
    for (const example of shuffled(examples, random)) loss += learn(example, weights, ends, transitions);
    const tokens = examples.reduce((total, { count }) => total + count, 0);
    console.log(`epoch ${epoch}: ${(loss / tokens).toFixed(4)} nats a token`);
  }
  return { table, weights: weights.values, ends: ends.values, transitions: transitions.values };
}

function learn(example, weights, ends, transitions) {
  const { count, gold, joints, weight, clauseOf, ofTokens, ofJoints, ofClauses } = example;
  if (count === 0) return 0;
  weights.step++;
  ends.step++;
  transitions.step++;
  const { inside, steps } = scores(example, weights.values, ends.values, transitions.values);
  const { forward, backward, total } = passes(inside, steps);
  let right = 0;
  const ofClause = new Float64Array(ofClauses.length);
  for (let at = 0; at < count; at++) {
    const is = gold[at];
    const was = at === 0 ? 0 : gold[at - 1];
    right += steps[4 * at + 2 * was + is] + (is ? inside[at] : 0);
    const chance = Math.exp(forward[2 * at + 1] + backward[2 * at + 1] - total);
    const wrong = weight * (chance - is);
    ofClause[clauseOf[at]] += wrong;
    weights.move(ofTokens[at], wrong);
    for (let step = 0; step < 4; step++) {
      const from = step >> 1;
      const to = step & 1;
      if (at === 0 && from === 1) continue;
      const before = at === 0 ? 0 : forward[2 * (at - 1) + from];
      const expected = Math.exp(
        before + steps[4 * at + step] + (to ? inside[at] : 0) + backward[2 * at + to] - total,
      );
      const error = weight * (expected - (from === was && to === is ? 1 : 0));
      transitions.move([4 * joints[at] + step], error);
      if (step === 1) weights.move(ofJoints[at], error);
      if (step === 2) ends.move(ofJoints[at], error);
    }
  }
  ofClause.forEach((error, clause) => weights.move(ofClauses[clause], error));
  return total - right;
}

function scores({ count, joints, clauseOf, ofTokens, ofJoints, ofClauses }, weights, ends, transitions) {
  const sum = (rows, of = weights) => rows.reduce((total, row) => total + of[row], 0);
  const ofClause = ofClauses.map((rows) => sum(rows));
  const inside = new Float64Array(count);
  const steps = new Float64Array(4 * count);
  for (let at = 0; at < count; at++) {
    inside[at] = ofClause[clauseOf[at]] + sum(ofTokens[at]);
    for (let step = 0; step < 4; step++) steps[4 * at + step] = transitions[4 * joints[at] + step];
    steps[4 * at + 1] += sum(ofJoints[at]);
    steps[4 * at + 2] += sum(ofJoints[at], ends);
  }
  return { inside, steps };
}

function passes(inside, steps) {
  const count = inside.length;
  const forward = new Float64Array(2 * count);
  const backward = new Float64Array(2 * count);
  for (let at = 0; at < count; at++) {
    const out = at === 0 ? 0 : forward[2 * at - 2];
    const into = at === 0 ? -Infinity : forward[2 * at - 1];
    forward[2 * at] = logSum(out + steps[4 * at], into + steps[4 * at + 2]);
    forward[2 * at + 1] = inside[at] + logSum(out + steps[4 * at + 1], into + steps[4 * at + 3]);
  }
  for (let at = count - 2; at >= 0; at--) {
    const out = backward[2 * at + 2];
    const into = inside[at + 1] + backward[2 * at + 3];
    backward[2 * at] = logSum(steps[4 * at + 4] + out, steps[4 * at + 5] + into);
    backward[2 * at + 1] = logSum(steps[4 * at + 6] + out, steps[4 * at + 7] + into);
  }
  return { forward, backward, total: logSum(forward[2 * count - 2], forward[2 * count - 1]) };
}

function logSum(one, other) {
  const most = Math.max(one, other);
  return most === -Infinity ? most : most + Math.log1p(Math.exp(Math.min(one, other) - most));
}

function shuffled(list, random) {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

class Weights {
  constructor(count, examples) {
    this.values = new Float64Array(count);
    this.squares = new Float64Array(count).fill(1e-6);
    this.touched = new Int32Array(count);
    this.examples = examples;
    this.step = 0;
  }

  /** Against the error; what a weight would have decayed since it was last touched is made up for. */
  move(rows, error) {
    if (Math.abs(error) < 1e-4) return;
    for (const row of rows) {
      const since = Math.min(this.step - this.touched[row], this.examples);
      const slope = error + (DECAY * this.values[row] * since) / this.examples;
      this.touched[row] = this.step;
      this.squares[row] += slope * slope;
      this.values[row] -= (RATE * slope) / Math.sqrt(this.squares[row]);
    }
  }
}

/** Weights become bytes, those that say nothing go; keys ascend. */
function write({ table, weights, ends, transitions }) {
  const sizes = Float64Array.from(weights, Math.abs).sort();
  const unit = Math.floor(LARGEST / sizes[Math.floor(sizes.length * 0.9999)]);
  const byte = (weight) => Math.max(-LARGEST, Math.min(LARGEST, Math.round(weight * unit)));
  const kept = [];
  weights.forEach((weight, row) => {
    const entry = { key: table.keyOfRow(row) | 0, weight: byte(weight), end: byte(ends[row]) };
    if (Math.max(Math.abs(entry.weight), Math.abs(entry.end)) >= LEAST_WEIGHT) kept.push(entry);
  });
  kept.sort((one, other) => one.key - other.key);
  const parts = [
    Uint32Array.of(kept.length, unit),
    Float32Array.from(transitions),
    Int32Array.from(kept, ({ key }) => key),
    Int8Array.from(kept, ({ weight }) => weight),
    Int8Array.from(kept, ({ end }) => end),
  ];
  const file = gzipSync(Buffer.concat(parts.map((part) => Buffer.from(part.buffer))), { level: 9 });
  writeFileSync(out, file);
  console.log(`${kept.length} features kept of ${weights.length}, ${unit} a unit, ${file.length} bytes`);
}

const examples = sources.map(labelled);
console.log(`${examples.length} texts, ${examples.reduce((total, { count }) => total + count, 0)} tokens`);
write(train(examples));
