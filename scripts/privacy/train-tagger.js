/**
 * Trains libs/privacy/data/tagger.bin.gz: an averaged perceptron over the features of libs/privacy/src/tagger. Run by
 * hand (scripts/privacy/README.md); same sources and seed, same file.
 *
 *   node scripts/privacy/train-tagger.js PII GAZETTEERS WORDLISTS [--final] [--epochs N] [--out FILE]
 *
 * PII: folder with MEDDOCAN train and dev and the Galician corpus; the other two as for build-lexicon.js. Without --final, dev is left out for measuring.
 * Every document is also seen in lower case, in capitals and without accents: citizens type so.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FEATURE_COUNT, FeatureReader } from '../../dist/libs/privacy/src/tagger/features.js';
import { isAllowed } from '../../dist/libs/privacy/src/tagger/tagger.js';
import { beginTag, TAG_COUNT } from '../../dist/libs/privacy/src/tagger/tags.js';
import { COUNT_BITS } from '../../dist/libs/privacy/src/tagger/weights.js';
import { TextView } from '../../dist/libs/privacy/src/text/text-view.js';
import { tokensOf } from '../../dist/libs/privacy/src/text/tokens.js';
import { FeatureTable } from './feature-table.js';
import { person, pick, randomness, readPools } from './name-pools.js';
import { newsSentences } from './news-generator.js';
import { generateTips } from './tip-generator.js';

const [folder, gazetteers, wordlists, ...flags] = process.argv.slice(2);
const final = flags.includes('--final');
const epochs = flags.includes('--epochs') ? Number(flags[flags.indexOf('--epochs') + 1]) : 8;
const out = flags.includes('--out')
  ? flags[flags.indexOf('--out') + 1]
  : new URL('../../libs/privacy/data/tagger.bin.gz', import.meta.url);
const SEED = 20261124;
/** Features seen less often say nothing general. */
const FEWEST_SIGHTINGS = 3;
const random = randomness(SEED);

const KIND_OF_MEDDOCAN = {
  NOMBRE_SUJETO_ASISTENCIA: 'PERSON',
  NOMBRE_PERSONAL_SANITARIO: 'PERSON',
  TERRITORIO: 'PLACE',
  PAIS: 'PLACE',
  CALLE: 'ADDRESS',
  FECHAS: 'DATE',
  ID_SUJETO_ASISTENCIA: 'ID',
  ID_TITULACION_PERSONAL_SANITARIO: 'ID',
  ID_ASEGURAMIENTO: 'ID',
  ID_CONTACTO_ASISTENCIAL: 'ID',
  NUMERO_TELEFONO: 'ID',
  NUMERO_FAX: 'ID',
  CORREO_ELECTRONICO: 'EMAIL',
  HOSPITAL: 'ORG',
  INSTITUCION: 'ORG',
  CENTRO_SALUD: 'ORG',
};
const KIND_OF_TIPS = {
  PERSON: 'PERSON',
  PLACE: 'PLACE',
  ADDRESS: 'ADDRESS',
  DATE: 'DATE',
  DATE_OF_BIRTH: 'DATE',
  ORGANISATION: 'ORG',
  PHONE: 'ID',
  ES_NIF: 'ID',
  ES_NIE: 'ID',
  IBAN: 'ID',
  EMAIL: 'EMAIL',
};

const pools = await readPools(gazetteers, wordlists);
const sources = [
  ...meddocan('meddocan-train.jsonl'),
  ...(final ? meddocan('meddocan-dev.jsonl') : []),
  ...galician(),
  ...galician().map(recast),
  ...generateTips({ seed: 7, count: 6000, pools }).map(({ text, spans }) => ({
    text,
    spans: kinds(spans, KIND_OF_TIPS),
  })),
  ...newsSentences({ seed: 11, count: 9000, pools }),
];

function meddocan(name) {
  return readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .map(({ text, spans }) => ({ text, spans: kinds(spans, KIND_OF_MEDDOCAN) }));
}

function kinds(spans, names) {
  return spans.filter(([, , type]) => names[type]).map(([start, end, type]) => [start, end, names[type]]);
}

/** The IOB corpus set as plain text: "logo#de" is two words, punctuation clings to the word before. */
function galician() {
  const kind = { PER: 'PERSON', LOC: 'PLACE', ORG: 'ORG', MISC: 'MISC' };
  const all = readFileSync(join(folder, 'sli-nerc-gl-train.iob'), 'utf8').split('\n\n');
  const sentences = final ? all : all.slice(0, Math.floor(all.length * 0.9));
  const texts = [];
  for (let from = 0; from < sentences.length; from += 4)
    texts.push(paragraph(sentences.slice(from, from + 4)));
  return texts;

  function paragraph(some) {
    let text = '';
    const spans = [];
    for (const line of some.join('\n').split('\n')) {
      const [shown, tag] = line.split('\t');
      if (!tag) continue;
      const word = shown.replaceAll('#', ' ').replaceAll('_', ' ');
      if (text && !/^[.,;:!?)»”]$/.test(word) && !/[(«“¿¡]$/.test(text)) text += ' ';
      const start = text.length;
      text += word;
      const name = kind[tag.slice(2)];
      if (tag.startsWith('B-') && name) spans.push([start, text.length, name]);
      else if (tag.startsWith('I-') && spans.length > 0) spans.at(-1)[1] = text.length;
    }
    return { text, spans };
  }
}

/** The same sentence about other people and places: the corpus has few names, the world has many. */
function recast({ text, spans }) {
  let written = '';
  let from = 0;
  const moved = [];
  for (const [start, end, kind] of spans) {
    written += text.slice(from, start);
    const value =
      kind === 'PERSON'
        ? person(random, pools)
        : kind === 'PLACE'
          ? pick(random, pools.places)
          : text.slice(start, end);
    moved.push([written.length, written.length + value.length, kind]);
    written += value;
    from = end;
  }
  return { text: written + text.slice(from), spans: moved };
}

/** As written, and with chance as people type it; every change keeps the length. */
function copies(source) {
  const made = [source, { ...source, text: changed(source.text, (letter) => letter.toLowerCase()) }];
  if (random() < 0.35) made.push({ ...source, text: changed(source.text, (letter) => letter.toUpperCase()) });
  if (random() < 0.3) made.push({ ...source, text: changed(source.text, plain) });
  if (random() < 0.3)
    made.push({ ...source, text: changed(source.text, (letter) => plain(letter).toLowerCase()) });
  return made;
}

function changed(text, change) {
  let result = '';
  for (const letter of text) {
    const other = change(letter);
    result += other.length === letter.length ? other : letter;
  }
  return result;
}

function plain(letter) {
  return letter.normalize('NFD').replace(/\p{M}/gu, '');
}

function labelled({ text, spans }) {
  const view = TextView.of(text);
  const tokens = { ...tokensOf(view) };
  const count = tokens.count;
  for (const field of ['start', 'end', 'kind', 'shape', 'hash', 'attributes', 'common'])
    tokens[field] = tokens[field].slice(0, count);
  const gold = new Uint8Array(count);
  for (const [start, end, kind] of spans) {
    let first = true;
    for (let at = 0; at < count; at++) {
      const [from, to] = view.originalSpan(tokens.start[at], tokens.end[at]);
      if (from >= end || to <= start || tokens.kind[at] === 3) continue;
      gold[at] = beginTag(kind) + (first ? 0 : 1);
      first = false;
    }
  }
  return { view, tokens, gold };
}

function train(all) {
  const table = new FeatureTable(24);
  const started = Date.now();
  for (const { view, tokens, gold } of all) {
    const reader = new FeatureReader(view, tokens);
    for (let at = 0; at < tokens.count; at++)
      for (const key of reader.read(at, gold[at - 1] ?? 0, gold[at - 2] ?? 0)) table.count(key);
  }
  const rows = table.number(FEWEST_SIGHTINGS);
  console.log(`${rows} features, ${(Date.now() - started) / 1000} s`);
  const weights = new Float32Array(rows * TAG_COUNT);
  const earlier = new Float64Array(rows * TAG_COUNT);
  const scores = new Float32Array(TAG_COUNT);
  const found = new Int32Array(FEATURE_COUNT);
  let step = 1;
  for (let epoch = 0; epoch < epochs; epoch++) {
    let wrong = 0;
    let seen = 0;
    for (const example of shuffled(all)) {
      const { tokens, gold } = example;
      const reader = (example.reader ??= new FeatureReader(example.view, tokens));
      let previous = 0;
      let beforePrevious = 0;
      for (let at = 0; at < tokens.count; at++, step++, seen++) {
        const features = reader.read(at, previous, beforePrevious);
        scores.fill(0);
        let known = 0;
        for (let index = 0; index < FEATURE_COUNT; index++) {
          const row = table.row(features[index]);
          if (row < 0) continue;
          found[known++] = row;
          const base = row * TAG_COUNT;
          for (let tag = 0; tag < TAG_COUNT; tag++) scores[tag] += weights[base + tag];
        }
        let best = 0;
        for (let tag = 1; tag < TAG_COUNT; tag++)
          if (scores[tag] > scores[best] && isAllowed(tag, previous)) best = tag;
        // Where the beginning was missed, the right thing is to begin here.
        const right = isAllowed(gold[at], previous) ? gold[at] : gold[at] - 1;
        if (best !== right) {
          wrong++;
          for (let index = 0; index < known; index++) {
            const base = found[index] * TAG_COUNT;
            weights[base + right] += 1;
            earlier[base + right] += step;
            weights[base + best] -= 1;
            earlier[base + best] -= step;
          }
        }
        beforePrevious = previous;
        previous = best;
      }
    }
    console.log(
      `epoch ${epoch + 1}: ${((100 * wrong) / seen).toFixed(3)} % wrong, ${(Date.now() - started) / 1000} s`,
    );
  }
  for (let index = 0; index < weights.length; index++) weights[index] -= earlier[index] / step;
  return { table, weights, rows };
}

function shuffled(list) {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

/** A feature whose largest weight is smaller says little: they are three in five, and the rest fits a processor's cache. */
const LEAST_TELLING = 9;
const LEAST_WEIGHT = 2;

/** Weights become bytes; rows that say little go. Sorted, so that the file doesn't tell in which order they were met. */
function write({ table, weights, rows }) {
  const largest = percentile(weights, 0.99995);
  const scale = 127 / largest;
  const kept = [];
  for (let row = 0; row < rows; row++) {
    const bytes = new Int8Array(TAG_COUNT);
    let telling = 0;
    for (let tag = 0; tag < TAG_COUNT; tag++) {
      bytes[tag] = Math.max(-127, Math.min(127, Math.round(weights[row * TAG_COUNT + tag] * scale)));
      telling = Math.max(telling, Math.abs(bytes[tag]));
    }
    if (telling >= LEAST_TELLING) kept.push([table.keyOfRow(row), bytes]);
  }
  kept.sort(([one], [other]) => one - other);
  const slots = 2 ** Math.ceil(Math.log2(kept.length * 1.25));
  const keys = new Uint32Array(slots);
  const values = new Uint32Array(slots);
  const tags = [];
  const telling = [];
  for (const [key, bytes] of kept) {
    let slot = key & (slots - 1);
    while (keys[slot] !== 0) slot = (slot + 1) & (slots - 1);
    keys[slot] = key;
    const first = tags.length;
    bytes.forEach((weight, tag) => {
      if (Math.abs(weight) < LEAST_WEIGHT) return;
      tags.push(tag);
      telling.push(weight);
    });
    values[slot] = (first << COUNT_BITS) | (tags.length - first);
  }
  const header = new Uint32Array([slots, tags.length, Math.max(1, Math.round(scale))]);
  const parts = [header, keys, values, Uint8Array.from(tags), Int8Array.from(telling)];
  const file = gzipSync(Buffer.concat(parts.map((part) => Buffer.from(part.buffer))), { level: 9 });
  writeFileSync(out, file);
  console.log(`${kept.length} rows kept of ${rows}, scale ${scale.toFixed(2)}, ${file.length} bytes`);
}

function percentile(weights, share) {
  const sizes = Float32Array.from(weights, Math.abs)
    .filter((size) => size > 0)
    .sort();
  return sizes[Math.floor(sizes.length * share)] ?? 1;
}

const examples = sources.flatMap(copies).map(labelled);
console.log(
  `${examples.length} texts, ${examples.reduce((sum, { tokens }) => sum + tokens.count, 0)} tokens`,
);
write(train(examples));
