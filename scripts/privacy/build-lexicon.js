/**
 * Builds libs/privacy/data/lexicon.bin.gz: one hash table of names, surnames and places with how frequent each is, one
 * Bloom filter of common words and one of the words of Catalan, Galician and Basque. Run by hand when a source changes (scripts/privacy/README.md):
 *
 *   node scripts/privacy/build-lexicon.js GAZETTEERS WORDLISTS PII
 *
 * GAZETTEERS: folder with INE's lists; WORDLISTS: folder whose node_modules holds the word lists; PII: folder with the
 * Galician corpus (its lower-case words are common words).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  BLOOM_PROBES,
  FIRST_PERSON,
  FOREIGN,
  FREQUENCY,
  GIVEN,
  hashWords,
  PLACE,
  PLACE_STARTS,
  SURNAME,
} from '../../dist/libs/privacy/src/gazetteer/lexicon-format.js';

const [gazetteers, wordlists, pii] = process.argv.slice(2).map((path) => resolve(path));
const here = new URL('.', import.meta.url);
const out = new URL('../../libs/privacy/data/lexicon.bin.gz', here);
const require = createRequire(join(wordlists, 'package.json'));
const { dictionary: spanishLists } = await importFrom('@zxcvbn-ts/language-es-es');
const { dictionary: englishLists } = await importFrom('@zxcvbn-ts/language-en');
const PARTICLES = new Set(
  'de del la las los el y i e da do dos das san santa von van der den bin ben al'.split(' '),
);

const REGIONAL_LISTS = [
  '@cspell/dict-ca/ca.trie.gz',
  '@cspell/dict-gl-es/dict/gl_ES.trie.gz',
  '@cspell/dict-eu/dict/eu.trie',
];
const LONGEST_REGIONAL = 8;

/** Look like a verb's first person and hardly ever are one. */
const MORE_THAN_VERBS = new Set(['como', 'abajo', 'visto', 'suelo', 'despierto', 'culpo', 'berlingo']);

const attributes = new Map(); // folded words -> attribute bits
const spanishWords = new Set(require('an-array-of-spanish-words').map(fold));
const englishWords = new Set(require('an-array-of-english-words').map(fold));

addGivenNames();
addSurnames();
await addForeignNames();
addPlaces();
const wordNames = new Set(listed('names-that-are-words.txt').map(fold));
const common = commonWords();
addFrequencies(common);
addFirstPersonForms();
write(common, await regionalWords());

async function importFrom(name) {
  return import(pathToFileURL(require.resolve(name)).href);
}

function fold(words) {
  return words.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[’`´]/g, "'").trim();
}

function csv(name) {
  return readFileSync(join(gazetteers, name), 'utf8')
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => line.match(/"[^"]*"|[^,]+/g).map((cell) => cell.replace(/^"|"$/g, '')));
}

function json(name) {
  return JSON.parse(readFileSync(join(gazetteers, name), 'utf8'));
}

function listed(name) {
  return readFileSync(new URL(`lists/${name}`, here), 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(/\s+/))
    .filter(Boolean);
}

function mark(words, field, value) {
  const now = attributes.get(words) ?? 0;
  const old = (now >> field.shift) & field.mask;
  if (value > old) attributes.set(words, (now & ~(field.mask << field.shift)) | (value << field.shift));
  else if (!attributes.has(words)) attributes.set(words, now);
}

function nameWords(name) {
  return fold(name)
    .split(/[^a-z]+/)
    .filter((word) => word.length > 1 && !PARTICLES.has(word));
}

function addGivenNames() {
  const bearers = new Map();
  for (const list of ['ine-hombres.csv', 'ine-mujeres.csv'])
    for (const [name, count] of csv(list))
      for (const word of nameWords(name)) bearers.set(word, (bearers.get(word) ?? 0) + Number(count));
  for (const [word, count] of bearers) mark(word, GIVEN, bucket(count, [100, 1000, 10_000, 50_000, 200_000]));
  for (const nickname of listed('nicknames.txt')) mark(fold(nickname), GIVEN, 4);
}

function addSurnames() {
  const bearers = new Map();
  for (const list of ['ine-apellidos-100.csv', 'ine-apellidos-20.csv'])
    for (const [name, first, second] of csv(list))
      for (const word of nameWords(name))
        bearers.set(word, (bearers.get(word) ?? 0) + (Number(first) || 0) + (Number(second) || 0));
  for (const [word, count] of bearers)
    mark(word, SURNAME, bucket(count, [100, 1000, 10_000, 50_000, 300_000]));
}

function bucket(count, limits) {
  return 1 + limits.filter((limit) => count >= limit).length;
}

async function addForeignNames() {
  const lists = [englishLists];
  for (const language of ['fr', 'de', 'it', 'pl'])
    lists.push((await importFrom(`@zxcvbn-ts/language-${language}`)).dictionary);
  for (const dictionary of lists)
    for (const [kind, words] of Object.entries(dictionary)) {
      const field = /firstnames/i.test(kind) ? 1 : /lastnames/i.test(kind) ? 2 : 0;
      if (field === 0) continue;
      for (const word of words.slice(0, 40_000).flatMap(nameWords)) {
        if (word.length < 3 || spanishWords.has(word)) continue;
        mark(word, FOREIGN, (((attributes.get(word) ?? 0) >> FOREIGN.shift) & FOREIGN.mask) | field);
      }
    }
}

function addPlaces() {
  const codes = new Map();
  for (const [code, municipality] of csv('codigos-postales-municipios.csv'))
    codes.set(municipality, (codes.get(municipality) ?? new Set()).add(code));
  for (const { municipio_id: id, nombre } of json('ine-municipios.json'))
    for (const name of spellings(nombre)) {
      const isLarger = (codes.get(id)?.size ?? 1) >= 3;
      addPlace(name, isLarger ? 2 : 1);
      if (isLarger) addShortPlace(name);
    }
  for (const { nombre } of [...json('ine-provincias.json'), ...json('ine-autonomias.json')])
    for (const name of spellings(nombre)) addPlace(name, 3);
  for (const name of listed('extra-places.txt')) addPlace(fold(name).replaceAll('-', ' '), 2);
  for (const language of ['es', 'ca', 'gl', 'eu', 'en']) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (let first = 65; first <= 90; first++)
      for (let second = 65; second <= 90; second++) {
        const name = names.of(String.fromCharCode(first, second));
        if (name && !/[()&]/.test(name)) addPlace(words(name), 3);
      }
  }
}

/** INE writes "Pobla de Massaluca, La" and "Agurain/Salvatierra": every way people write it. */
function spellings(name) {
  return name.split('/').flatMap((one) => {
    const [bare, article] = one.split(',').map((part) => part.trim());
    return article
      ? [words(bare), words(article.endsWith("'") ? article + bare : `${article} ${bare}`)]
      : [words(bare)];
  });
}

function words(name) {
  return fold(name)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join(' ');
}

/** "Arganda del Rey" is "Arganda" to everybody there. */
function addShortPlace(name) {
  const short = /^([a-z]{5,}) (?:de|del|d) /.exec(name)?.[1];
  if (short === undefined || spanishWords.has(short)) return;
  const bits = attributes.get(short) ?? 0;
  if (((bits >> SURNAME.shift) & SURNAME.mask) < 3) addPlace(short, 1);
}

function addPlace(name, rank) {
  if (name.length < 2) return;
  mark(name, PLACE, rank);
  const parts = name.split(' ');
  for (let length = 1; length < parts.length; length++)
    mark(parts.slice(0, length).join(' '), PLACE_STARTS, 1);
}

/** Words that are words: negative evidence for names. Names that are no dictionary word stay out. */
function commonWords() {
  const galician = readFileSync(join(pii, 'sli-nerc-gl-train.iob'), 'utf8')
    .split('\n')
    .map((line) => line.split('\t'));
  const lowerGalician = galician
    .filter(([word, tag]) => tag === 'O' && /^\p{Ll}{3,}$/u.test(word))
    .map(([word]) => fold(word));
  const english = englishLists['commonWords-en'].map(fold).filter((word) => englishWords.has(word));
  const stopwords = require('stopwords-iso');
  const handWritten = [
    ...listed('common-words.txt'),
    ...['ca', 'gl', 'eu'].flatMap((language) => stopwords[language]),
  ].map(fold);
  const words = new Set([...spanishWords, ...english, ...lowerGalician].filter((word) => !isOnlyAName(word)));
  for (const word of handWritten) words.add(word);
  return words;
}

/**
 * Catalan, Galician and Basque as their spelling lists have them, inflected. Only what is short: long words are seldom taken for
 * names, and there are millions of them. Names stay out.
 */
async function regionalWords() {
  const inside = (path) => join(wordlists, 'node_modules', path);
  const { decodeTrie } = await import(pathToFileURL(inside('cspell-trie-lib/dist/index.js')).href);
  const words = new Set();
  for (const file of REGIONAL_LISTS) {
    const bytes = readFileSync(inside(file));
    for (const listed of decodeTrie(file.endsWith('.gz') ? gunzipSync(bytes) : bytes).words()) {
      if (!/^\p{Ll}{3,}$/u.test(listed)) continue; // "~…" repeats a word without its accents
      const word = fold(listed);
      if (word.length <= LONGEST_REGIONAL && !common.has(word) && !bearsName(word)) words.add(word);
    }
  }
  return words;
}

function bearsName(word) {
  const bits = attributes.get(word) ?? 0;
  const field = ({ shift, mask }) => (bits >> shift) & mask;
  return field(GIVEN) >= 2 || field(SURNAME) >= 3 || field(PLACE) > 0;
}

/** Word lists hold "maria" (a biscuit) and "garcia" (a fox); to a reader of tips they are names. */
function isOnlyAName(word) {
  const bits = attributes.get(word) ?? 0;
  const given = (bits >> GIVEN.shift) & GIVEN.mask;
  const surname = (bits >> SURNAME.shift) & SURNAME.mask;
  return (
    (given >= 4 && !wordNames.has(word)) ||
    (surname >= 5 && /ez$|^garcia$/.test(word) && !wordNames.has(word))
  );
}

function addFrequencies(common) {
  const ranks = [spanishLists['commonWords-es-es'], englishLists['commonWords-en']];
  for (const list of ranks)
    list.slice(0, 20_000).forEach((word, rank) => {
      const folded = fold(word);
      if (!common.has(folded) || !/^[a-z]+$/.test(folded)) return;
      mark(folded, FREQUENCY, rank < 800 ? 3 : rank < 4000 ? 2 : 1);
    });
  for (const word of listed('common-words.txt')) mark(fold(word), FREQUENCY, 3);
}

/** "llevo" by "llevas", "llevan" and no plural "llevos"; irregular ones by hand. Folded, as all keys are. */
function addFirstPersonForms() {
  for (const word of spanishWords) {
    if (!word.endsWith('o') || word.length < 4 || MORE_THAN_VERBS.has(word)) continue;
    const stem = word.slice(0, -1);
    const has = (ending) => spanishWords.has(stem + ending);
    const alsoNoun = has('os');
    const first = has('an') && has('as') && (has('ar') || has('ase') || (!alsoNoun && has('e')));
    const second = has('en') && has('es') && (has('er') || has('ir') || (!alsoNoun && has('a')));
    if (first || second) mark(word, FIRST_PERSON, alsoNoun ? 1 : 2);
  }
  for (const word of listed('first-person-verbs.txt')) mark(word, FIRST_PERSON, 2);
}

function write(common, regional) {
  const slots = 2 ** Math.ceil(Math.log2(attributes.size * 1.3));
  const keys = new Uint32Array(slots);
  const values = new Uint16Array(slots);
  for (const [name, value] of attributes) {
    const hash = hashWords(name);
    let slot = hash & (slots - 1);
    while (keys[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & (slots - 1);
    keys[slot] = hash;
    values[slot] |= value;
  }
  const filters = [common, regional].map(filterOf);
  const header = new Uint32Array([slots, ...filters.map(({ length }) => length)]);
  const bytes = Buffer.concat([header, keys, values, ...filters].map((part) => Buffer.from(part.buffer)));
  writeFileSync(out, gzipSync(bytes, { level: 9 }));
  console.log(
    `${attributes.size} names and places, ${common.size} common words, ${regional.size} regional, ${bytes.length} bytes`,
  );
}

function filterOf(words) {
  const bits = 2 ** 23;
  const filter = new Uint8Array(bits / 8);
  for (const word of words) {
    const hash = hashWords(word);
    for (let probe = 0; probe < BLOOM_PROBES; probe++) {
      const bit = (hash + Math.imul(probe, (hash >>> 15) | 1)) & (bits - 1);
      filter[bit >> 3] |= 1 << (bit & 7);
    }
  }
  return filter;
}
