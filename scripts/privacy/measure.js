/**
 * Measures full cover by class (every letter and digit of a gold span lies under a mask, whatever its type), how much
 * is masked in vain, and speed, on labelled documents:
 *
 *   node scripts/privacy/measure.js DOCUMENTS.jsonl [--lower] [--misses CLASS] [--vain]
 *
 * DOCUMENTS: one {text, spans: [[start, end, type]]} a line, or, as in test/fixtures, a file.txt of lines in which « and »
 * mark what must be masked and a first column may name its type.
 */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { redact } from '../../dist/libs/privacy/src/index.js';
import { markedLine } from '../../dist/test/fixtures/marked-lines.js';

const CLASSES = {
  NOMBRE_SUJETO_ASISTENCIA: 'PERSON',
  NOMBRE_PERSONAL_SANITARIO: 'PERSON',
  TERRITORIO: 'LOC',
  PAIS: 'LOC',
  ID_SUJETO_ASISTENCIA: 'ID',
  ID_TITULACION_PERSONAL_SANITARIO: 'ID',
  ID_ASEGURAMIENTO: 'ID',
  ID_CONTACTO_ASISTENCIAL: 'ID',
  FECHAS: 'DATE',
  CALLE: 'ADDRESS',
  CORREO_ELECTRONICO: 'EMAIL',
  NUMERO_TELEFONO: 'PHONE',
  NUMERO_FAX: 'PHONE',
};

const [file, ...flags] = process.argv.slice(2);
const wanted = flags.includes('--misses') ? flags[flags.indexOf('--misses') + 1] : undefined;
const documents = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => (file.endsWith('.txt') ? marked(line) : JSON.parse(line)));
const cover = new Map();
let masked = 0;
let inVain = 0;
let characters = 0;
let leaking = 0;
const vain = new Map();
redact('warm up');
let spent = 0;
for (const document of documents) {
  let text = document.text;
  if (flags.includes('--lower')) text = text.toLowerCase();
  const started = performance.now();
  const { entities } = redact(text);
  spent += performance.now() - started;
  characters += text.length;
  const mask = new Uint8Array(text.length);
  for (const { start, end } of entities) mask.fill(1, start, end);
  const gold = new Uint8Array(text.length);
  let leaks = false;
  for (const [start, end, type] of document.spans) {
    gold.fill(1, start, end);
    const name = CLASSES[type] ?? (file.includes('meddocan') ? 'other' : type);
    const counts = cover.get(name) ?? { spans: 0, covered: 0 };
    cover.set(name, counts);
    counts.spans++;
    let whole = true;
    for (let at = start; at < end; at++) if (!mask[at] && /[\p{L}\p{N}]/u.test(text[at])) whole = false;
    if (!whole && name !== 'other') leaks = true;
    if (whole) counts.covered++;
    else if (wanted === name)
      console.log(
        `${text.slice(Math.max(0, start - 30), start)}«${shown(text, mask, start, end)}»${text.slice(end, end + 15)}`.replace(
          /\n/g,
          '⏎',
        ),
      );
  }
  if (leaks) leaking++;
  for (const { start, end, rule, type } of entities)
    for (let at = start; at < end; at++)
      if (/[\p{L}\p{N}]/u.test(text[at])) {
        masked++;
        if (!gold[at]) {
          inVain++;
          const key = `${type} ${rule}`;
          const entry = vain.get(key) ?? { count: 0, examples: [] };
          vain.set(key, entry);
          entry.count++;
          if (entry.examples.length < 12 && entry.examples.at(-1) !== text.slice(start, end))
            entry.examples.push(text.slice(start, end));
        }
      }
}
/** A line of a fixture, its spans with the type that its first column names. */
function marked(line) {
  const { columns, text, spans } = markedLine(line);
  return { text, spans: spans.map((span) => [...span, columns[0] ?? 'marked']) };
}
function shown(text, mask, start, end) {
  return [...text.slice(start, end)].map((letter, index) => (mask[start + index] ? '_' : letter)).join('');
}
let all = { spans: 0, covered: 0 };
for (const [name, { spans, covered }] of cover) {
  if (name !== 'other') all = { spans: all.spans + spans, covered: all.covered + covered };
  console.log(name.padEnd(10), `${covered}/${spans}`, ((100 * covered) / spans).toFixed(2));
}
console.log('ALL direct', `${all.covered}/${all.spans}`, ((100 * all.covered) / all.spans).toFixed(2));
console.log('with a leak', `${leaking}/${documents.length}`);
console.log(
  'in vain %',
  ((100 * inVain) / masked).toFixed(2),
  ' M chars/s',
  (characters / spent / 1000).toFixed(2),
);
if (flags.includes('--vain'))
  for (const [key, { count, examples }] of [...vain]
    .sort((one, other) => other[1].count - one[1].count)
    .slice(0, 25))
    console.log(count, key, JSON.stringify(examples));
