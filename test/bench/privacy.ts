import { anonymise, type Entity, redact } from '#privacy';
import { type LabelledTip, labelledTips } from '../fixtures/tips/labelled-tips.js';
import { type BenchReport, machine } from './report.js';

export interface PrivacyBenchOptions {
  /** How long each speed is measured. */
  seconds?: number;
}

/** What a text filter costs at the least: one expression for e-mails, numbers and capitalised words. */
const BARE_PASS =
  /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|\+?\d(?:[ .-]?\d){6,14}|\p{Lu}\p{Ll}{1,30}/gu;
const HOSTILE_CHARACTERS = 65_536;
const HOSTILE_SHAPES = [
  'a.',
  '1',
  '1 ',
  'A',
  'Aa ',
  '@',
  'a@',
  'af:',
  'ES91',
  '-',
  'a1',
  "d'",
  'juan ',
  'soy ',
  'calle ',
  'uno ',
  'a arroba ',
  'a\u200b',
  'a\u0301',
  '😀',
  '(',
  '\n',
  'nombre: ',
  'San ',
];
const INFORMANT: ReadonlySet<string> = new Set(['SELF_IDENTIFICATION', 'AGE_KINSHIP']);
const tokenKey = Buffer.alloc(32, 1);

/** Cover and precision by type on the labelled tips, speed beside a bare expression, the worst hostile input. */
export async function benchPrivacy({ seconds = 3 }: PrivacyBenchOptions = {}): Promise<BenchReport> {
  const tips = labelledTips();
  const texts = tips.map(({ text }) => text);
  const bare = charactersPerSecond(texts, seconds, (text) => void text.replace(BARE_PASS, '█'));
  const ours = charactersPerSecond(texts, seconds, (text) => void redact(text));
  const full = charactersPerSecond(texts, seconds, (text) => void anonymise({ text, tokenKey }));
  const kilobyte = texts.join('\n').slice(0, 1024);
  return {
    name: 'privacy',
    machine: machine(),
    lines: [
      { what: 'labelled tips', value: tips.length, unit: '' },
      ...accuracy(tips),
      { what: 'redact', value: ours / 1e6, unit: 'M characters/s' },
      { what: 'anonymise (tokens, second scan)', value: full / 1e6, unit: 'M characters/s' },
      { what: 'bare expression', value: bare / 1e6, unit: 'M characters/s' },
      { what: 'redact a tip of 1 KB, median', value: median(times(50, () => redact(kilobyte))), unit: 'ms' },
      { what: 'worst hostile 64 KB', value: worstHostile(), unit: 'ms' },
    ],
    ratios: [{ what: 'bare expression / redact', value: bare / ours }],
  };
}

function charactersPerSecond(texts: string[], seconds: number, work: (text: string) => void): number {
  texts.slice(0, 200).forEach(work);
  const until = performance.now() + seconds * 1000;
  const started = performance.now();
  let characters = 0;
  for (let at = 0; performance.now() < until; at = (at + 1) % texts.length) {
    work(texts[at]!);
    characters += texts[at]!.length;
  }
  return (characters * 1000) / (performance.now() - started);
}

interface Counts {
  spans: number;
  covered: number;
  /** Masked letters and digits under this type, and how many of them lie inside some labelled span. */
  masked: number;
  deserved: number;
}

/** Full cover: every letter and digit of a labelled span is masked. Precision: masked characters that deserved it. */
function accuracy(tips: LabelledTip[]): BenchReport['lines'] {
  const counts = new Map<string, Counts>();
  const of = (type: string): Counts => {
    const known = counts.get(type) ?? { spans: 0, covered: 0, masked: 0, deserved: 0 };
    counts.set(type, known);
    return known;
  };
  let leaks = 0;
  for (const { text, spans, informant } of tips) {
    const { entities } = redact(text);
    for (const [start, end, type] of spans) {
      of(type).spans++;
      if (isCovered(text, start, end, entities)) of(type).covered++;
    }
    const identity = entities.filter(({ type }) => INFORMANT.has(type));
    leaks += informant.filter(([start, end]) => !isCovered(text, start, end, identity)).length;
    for (const { type, start, end } of entities)
      for (let at = start; at < end; at++) {
        if (!/[\p{L}\p{N}]/u.test(text[at]!)) continue;
        of(type).masked++;
        if (spans.some(([from, to]) => from <= at && at < to)) of(type).deserved++;
      }
  }
  const sum = (field: keyof Counts): number =>
    [...counts.values()].reduce((total, each) => total + each[field], 0);
  return [
    { what: 'informant spans leaked', value: leaks, unit: '' },
    { what: 'cover, all types', value: (100 * sum('covered')) / sum('spans'), unit: '%' },
    { what: 'precision, all types', value: (100 * sum('deserved')) / sum('masked'), unit: '%' },
    ...[...counts].flatMap(([type, { spans, covered, masked, deserved }]) => [
      ...(spans > 0 ? [{ what: `cover ${type} (${spans})`, value: (100 * covered) / spans, unit: '%' }] : []),
      ...(masked > 0 ? [{ what: `precision ${type}`, value: (100 * deserved) / masked, unit: '%' }] : []),
    ]),
  ];
}

function isCovered(text: string, start: number, end: number, entities: Entity[]): boolean {
  for (let at = start; at < end; at++)
    if (/[\p{L}\p{N}]/u.test(text[at]!) && !entities.some((entity) => entity.start <= at && at < entity.end))
      return false;
  return true;
}

function times(count: number, work: () => void): number[] {
  return Array.from({ length: count }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
}

function median(values: number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1]!;
}

function worstHostile(): number {
  return Math.max(
    ...HOSTILE_SHAPES.map((shape) => {
      const text = shape.repeat(Math.ceil(HOSTILE_CHARACTERS / shape.length)).slice(0, HOSTILE_CHARACTERS);
      return Math.min(...times(2, () => redact(text)));
    }),
  );
}
