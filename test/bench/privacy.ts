import { spawnSync } from 'node:child_process';
import { anonymise, redact } from '#privacy';
import {
  FURTHER_SETS,
  furtherTips,
  type LabelledTip,
  labelledTips,
  literalIdentifiers,
} from '../fixtures/tips/labelled-tips.js';
import { shownLetters } from '../fixtures/marked-lines.js';
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
  'm4r1a ',
  '1\n',
  'uno ele ',
  '&#12',
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
  "O'",
  'Ab-',
  'l1 ',
  '王',
];
const INFORMANT: ReadonlySet<string> = new Set(['SELF_IDENTIFICATION', 'AGE_KINSHIP']);
const tokenKey = Buffer.alloc(32, 1);

/** Runs of each speed; the middle one counts, as other work on the machine slows single ones. */
const RUNS = 5;

/** Cover and precision by type on the labelled tips; speed, hostile input and loading, each beside a bare one. */
export async function benchPrivacy({ seconds = 3 }: PrivacyBenchOptions = {}): Promise<BenchReport> {
  const tips = labelledTips();
  const texts = tips.map(({ text }) => text);
  const bare = speed(texts, seconds, (text) => void text.replace(BARE_PASS, '█'));
  const ours = speed(texts, seconds, (text) => void redact(text));
  const full = speed(texts, seconds, (text) => void anonymise({ text, tokenKey }));
  const kilobyte = texts.join('\n').slice(0, 1024);
  const one = medianTime(200, () => redact(kilobyte));
  const bareOne = medianTime(200, () => kilobyte.replace(BARE_PASS, '█'));
  const hostile = worstHostile((text) => redact(text));
  const bareHostile = worstHostile((text) => text.replace(BARE_PASS, '█'));
  const engine = loading(`(await import(${JSON.stringify(ENGINE)})).redact(${JSON.stringify(FIRST_TIP)})`);
  const bareNode = loading('');
  const perCpu = 'M characters/CPU-s';
  const perSecond = 'M characters/s';
  return {
    name: 'privacy',
    machine: machine(),
    lines: [
      { what: 'labelled tips', value: tips.length, unit: '' },
      ...accuracy(tips),
      ...FURTHER_SETS.flatMap((set) => summary(set, furtherTips(set))),
      ...summary('literal identifiers', literalIdentifiers()),
      { what: 'redact', value: ours.cpu / 1e6, unit: perCpu },
      { what: 'redact, by the clock', value: ours.wall / 1e6, unit: perSecond },
      { what: 'anonymise (tokens, second scan)', value: full.cpu / 1e6, unit: perCpu },
      { what: 'anonymise, by the clock', value: full.wall / 1e6, unit: perSecond },
      { what: 'bare expression', value: bare.cpu / 1e6, unit: perCpu },
      ...timeLines('redact a tip of 1 KB', one),
      ...timeLines('bare expression, 1 KB', bareOne),
      ...timeLines(`worst hostile 64 KB (${JSON.stringify(hostile.shape)})`, hostile),
      ...timeLines(`bare expression, its worst (${JSON.stringify(bareHostile.shape)})`, bareHostile),
      ...timeLines('loading until the first tip is done', minus(engine, bareNode)),
      { what: 'memory of it', value: engine.megabytes - bareNode.megabytes, unit: 'MB' },
      ...timeLines('bare Node process, not counted above', bareNode),
    ],
    ratios: [
      { what: 'bare expression / redact', value: bare.cpu / ours.cpu },
      { what: 'redact / bare expression, 1 KB', value: one.cpu / bareOne.cpu },
      { what: 'redact / bare expression, worst hostile', value: hostile.cpu / bareHostile.cpu },
    ],
  };
}

/** Milliseconds, or characters a second, by the clock and of the processor. */
interface Measure {
  wall: number;
  cpu: number;
}

function timeLines(what: string, { wall, cpu }: Measure): BenchReport['lines'] {
  return [
    { what, value: wall, unit: 'ms' },
    { what: `${what}, CPU`.slice(0, 60), value: cpu, unit: 'ms' },
  ];
}

function minus<Loaded extends Measure>(one: Loaded, other: Loaded): Measure {
  return { wall: one.wall - other.wall, cpu: one.cpu - other.cpu };
}

function timed(work: () => void): Measure {
  const used = process.cpuUsage();
  const started = performance.now();
  work();
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(used);
  return { wall, cpu: (user + system) / 1000 };
}

/** Characters a second over all texts again and again; the median of several runs. */
function speed(texts: string[], seconds: number, work: (text: string) => void): Measure {
  texts.forEach(work);
  const runs = Array.from({ length: RUNS }, () => {
    let characters = 0;
    const { wall, cpu } = timed(() => {
      const until = performance.now() + (seconds * 1000) / RUNS;
      for (let at = 0; performance.now() < until; at = (at + 1) % texts.length) {
        work(texts[at]!);
        characters += texts[at]!.length;
      }
    });
    return { wall: (characters * 1000) / wall, cpu: (characters * 1000) / cpu };
  });
  return medians(runs);
}

/** One by the clock, and CPU time as the mean of all, as its clock is too coarse for one. */
function medianTime(count: number, work: () => void): Measure {
  const walls: number[] = [];
  const { cpu } = timed(() => {
    for (let run = 0; run < count; run++) walls.push(timed(work).wall);
  });
  return { wall: median(walls), cpu: cpu / count };
}

function medians(runs: Measure[]): Measure {
  return { wall: median(runs.map(({ wall }) => wall)), cpu: median(runs.map(({ cpu }) => cpu)) };
}

const ENGINE = new URL('../../libs/privacy/src/index.js', import.meta.url).href;
const FIRST_TIP = 'Vende Juan Pérez, DNI 12345678Z';

/** A fresh process that runs this code: time until it ends, and its peak memory; the median of several. */
function loading(code: string): Measure & { megabytes: number } {
  const report =
    '; const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage(); console.log(JSON.stringify([(userCPUTime + systemCPUTime) / 1000, maxRSS / 1024]))';
  const runs = Array.from({ length: RUNS }, () => {
    const started = performance.now();
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', code + report], {
      encoding: 'utf8',
    });
    const [cpu, megabytes] = JSON.parse(stdout) as [number, number];
    return { wall: performance.now() - started, cpu, megabytes };
  });
  return { ...medians(runs), megabytes: median(runs.map(({ megabytes }) => megabytes)) };
}

interface Counts {
  spans: number;
  covered: number;
  /** Masked letters and digits under this type, and how many of them lie inside some labelled span. */
  masked: number;
  deserved: number;
}

interface Accuracy {
  counts: Map<string, Counts>;
  /** Traces of the writer that `redact` doesn't mask whole as such. */
  leaks: number;
  traces: number;
}

function accuracyOf(tips: LabelledTip[]): Accuracy {
  const counts = new Map<string, Counts>();
  const of = (type: string): Counts => {
    const known = counts.get(type) ?? { spans: 0, covered: 0, masked: 0, deserved: 0 };
    counts.set(type, known);
    return known;
  };
  let leaks = 0;
  let traces = 0;
  for (const { text, spans, informant } of tips) {
    traces += informant.length;
    const { entities } = redact(text);
    for (const [start, end, type] of spans) {
      of(type).spans++;
      if (shownLetters(text, [start, end], entities) === '') of(type).covered++;
    }
    const identity = entities.filter(({ type }) => INFORMANT.has(type));
    leaks += informant.filter((span) => shownLetters(text, span, identity) !== '').length;
    for (const { type, start, end } of entities)
      for (let at = start; at < end; at++) {
        if (!/[\p{L}\p{N}]/u.test(text[at]!)) continue;
        of(type).masked++;
        if (spans.some(([from, to]) => from <= at && at < to)) of(type).deserved++;
      }
  }
  return { counts, leaks, traces };
}

/** Full cover: every letter and digit of a labelled span is masked. Precision: masked characters that deserved it. */
function accuracy(tips: LabelledTip[]): BenchReport['lines'] {
  const { counts, leaks } = accuracyOf(tips);
  return [
    { what: 'informant spans leaked', value: leaks, unit: '' },
    { what: 'cover, all types', value: share(counts, 'covered', 'spans'), unit: '%' },
    { what: 'precision, all types', value: share(counts, 'deserved', 'masked'), unit: '%' },
    ...[...counts].flatMap(([type, { spans, covered, masked, deserved }]) => [
      ...(spans > 0 ? [{ what: `cover ${type} (${spans})`, value: (100 * covered) / spans, unit: '%' }] : []),
      ...(masked > 0 ? [{ what: `precision ${type}`, value: (100 * deserved) / masked, unit: '%' }] : []),
    ]),
  ];
}

/** One further set, beside the tuned ones: a rule that only learned its examples shows here. */
function summary(name: string, tips: LabelledTip[]): BenchReport['lines'] {
  const { counts, leaks, traces } = accuracyOf(tips);
  const spans = [...counts.values()].reduce((total, each) => total + each.spans, 0);
  return [
    ...(traces > 0 ? [{ what: `${name}: traces leaked, of ${traces}`, value: leaks, unit: '' }] : []),
    { what: `${name}: cover (${spans})`, value: share(counts, 'covered', 'spans'), unit: '%' },
    { what: `${name}: masked in vain`, value: 100 - share(counts, 'deserved', 'masked'), unit: '%' },
  ];
}

function share(counts: Map<string, Counts>, part: keyof Counts, whole: keyof Counts): number {
  const sum = (field: keyof Counts): number =>
    [...counts.values()].reduce((total, each) => total + each[field], 0);
  return (100 * sum(part)) / sum(whole);
}

function median(values: number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1]!;
}

function worstHostile(work: (text: string) => void): Measure & { shape: string } {
  let worst = { wall: 0, cpu: 0, shape: '' };
  for (const shape of HOSTILE_SHAPES) {
    const text = shape.repeat(Math.ceil(HOSTILE_CHARACTERS / shape.length)).slice(0, HOSTILE_CHARACTERS);
    const runs = Array.from({ length: 3 }, () => timed(() => work(text)));
    const middle = medians(runs);
    if (middle.wall > worst.wall) worst = { ...middle, shape };
  }
  return worst;
}
