import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database, ensureDatabase, migrate, startEmbeddedPostgres } from '#kernel';
import { DuplicateGroups, dedupPersistence } from '#dedup';
import { corpusTip } from '../fixtures/dedup/tip-corpus.js';
import { Random } from '../fixtures/dedup/random.js';
import { loadImages, type KnownImages, measureImages } from './dedup-images.js';
import { loadTips, measureFolds, measureTexts, type TextFigures } from './dedup-texts.js';
import { measureTrigrams, TRIGRAM_TEXTS_AT_MOST } from './dedup-trigrams.js';
import { type BenchReport, machine } from './report.js';

export interface DedupBenchOptions {
  /** Tips in the database at the end; a tenth of them for the first measurement. */
  size?: number;
  /** Picture hashes; a fifth of the tips unless given. */
  images?: number;
  /** Lookups timed at each size. */
  lookups?: number;
  /** Told what happens now: loading a million tips takes minutes. */
  progress?: (message: string) => void;
}

/**
 * Lookups, inserts and index size of the duplicate engine with up to a million tips of one campaign in PostgreSQL, beside
 * pg_trgm's best query (GIN index, `%`) and beside comparing with everything, over the same texts in the same run.
 */
export async function benchDedup(options: DedupBenchOptions = {}): Promise<BenchReport> {
  const { size = 1_000_000, images = Math.round(size / 5), lookups = 1_000 } = options;
  const say = options.progress ?? (() => undefined);
  const folder = await mkdtemp(join(tmpdir(), 'colabora-bench-'));
  await chmod(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ folder, durable: false });
  let database: Database | undefined;
  try {
    await ensureDatabase(postgres, 'bench');
    database = await connect({
      url: postgres.url('bench'),
      persistence: [dedupPersistence],
      poolSize: 4,
      applicationName: 'bench-dedup',
    });
    await migrate(database);
    return await measure(database, { size, images, lookups }, say);
  } finally {
    await database?.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(
  database: Database,
  { size, images, lookups }: { size: number; images: number; lookups: number },
  say: (message: string) => void,
): Promise<BenchReport> {
  const random = new Random(20_120);
  const tenth = Math.round(size / 10);
  say(`loading ${tenth} tips`);
  await loadTips(database, 0, tenth, corpusTip);
  const small = await measureTexts(database, tenth, lookups, random);
  say(`loading ${size - tenth} more tips`);
  const loadSeconds = await loadTips(database, tenth, size, corpusTip);
  const large = await measureTexts(database, size, lookups, random);
  const folds = await measureFolds(database, new DuplicateGroups(database), size, lookups, random);
  say(`loading ${images} picture hashes`);
  const known = await loadImages(database, images, random);
  const pictures = await measurePictures(database, known, lookups, random);
  const textBytes = await sizeOf(database, 'duplicate_posting', 'duplicate_fingerprint');
  say('pg_trgm on the same texts');
  const trigramTexts = Math.min(size, TRIGRAM_TEXTS_AT_MOST);
  const trigrams = await measureTrigrams(database, trigramTexts, random);
  const perTip = 1 / size;
  return {
    name: 'dedup',
    machine: machine(),
    lines: [
      { what: 'tips, all of one campaign', value: size, unit: '' },
      ...timings(`text lookup among ${tenth}`, small.milliseconds),
      ...timings(`text lookup among ${size}`, large.milliseconds),
      { what: 'repeats found', value: large.found * 100, unit: '%' },
      { what: 'of these in the wrong group', value: large.wrong * 100, unit: '%' },
      ...timings('fold (look up, insert, commit)', folds),
      {
        what: 'bulk load with fingerprints and postings',
        value: (size - tenth) / loadSeconds,
        unit: 'tips/s',
      },
      { what: 'fingerprints, texts and postings', value: textBytes * perTip, unit: 'bytes/tip' },
      { what: 'picture hashes', value: images, unit: '' },
      ...pictures.lines,
      {
        what: `pg_trgm lookup p50 among ${trigramTexts}`,
        value: percentile(trigrams.milliseconds, 0.5),
        unit: 'ms',
      },
      { what: 'pg_trgm lookup p95', value: percentile(trigrams.milliseconds, 0.95), unit: 'ms' },
      { what: `pg_trgm repeats found, of ${trigrams.lookups}`, value: trigrams.found * 100, unit: '%' },
      { what: `of the same, found by us among ${size}`, value: trigrams.foundByUs * 100, unit: '%' },
      { what: 'pg_trgm index', value: trigrams.indexBytes / trigramTexts, unit: 'bytes/tip' },
      {
        what: 'brute force (similarity with every text) p50',
        value: percentile(trigrams.bruteForce, 0.5),
        unit: 'ms',
      },
    ],
    ratios: ratiosOf(small, large, trigrams, pictures.growth),
  };
}

function ratiosOf(
  small: TextFigures,
  large: TextFigures,
  trigrams: Awaited<ReturnType<typeof measureTrigrams>>,
  bruteForceImages: number,
): BenchReport['ratios'] {
  const p95 = percentile(large.milliseconds, 0.95);
  return [
    { what: 'pg_trgm p95 / lookup p95', value: percentile(trigrams.milliseconds, 0.95) / p95, goal: '≥ 100' },
    { what: 'repeats found / found by pg_trgm', value: trigrams.foundByUs / trigrams.found, goal: '≥ 1' },
    {
      what: 'brute force p50 / lookup p50',
      value: percentile(trigrams.bruteForce, 0.5) / percentile(large.milliseconds, 0.5),
    },
    {
      what: 'lookup p95 with ten times the tips',
      value: p95 / percentile(small.milliseconds, 0.95),
      goal: '< 2',
    },
    { what: 'pictures: brute force p50 / lookup p50', value: bruteForceImages },
  ];
}

async function measurePictures(database: Database, known: KnownImages, lookups: number, random: Random) {
  const figures = await measureImages(database, known, lookups, random);
  return {
    lines: [
      ...timings('picture lookup', figures.milliseconds),
      { what: 'repeated pictures found (0 to 31 bits)', value: figures.found * 100, unit: '%' },
      { what: 'turned or mirrored ones found', value: figures.foundTurned * 100, unit: '%' },
      {
        what: 'pictures, index and rows',
        value: (await sizeOf(database, 'duplicate_image', 'duplicate_image_posting')) / known.count,
        unit: 'bytes/picture',
      },
      { what: 'picture brute force p50', value: percentile(figures.bruteForce, 0.5), unit: 'ms' },
    ],
    growth: percentile(figures.bruteForce, 0.5) / percentile(figures.milliseconds, 0.5),
  };
}

async function sizeOf(database: Database, ...tables: string[]): Promise<number> {
  const [row] = await database.query<{ bytes: string }>(
    'SELECT sum(pg_total_relation_size(name::regclass)) AS bytes FROM unnest($1::text[]) AS name',
    [tables],
  );
  return Number(row!.bytes);
}

const timings = (what: string, milliseconds: number[]): BenchReport['lines'] =>
  [0.5, 0.95, 0.99].map((share) => ({
    what: `${what} p${share * 100}`,
    value: percentile(milliseconds, share),
    unit: 'ms',
  }));

function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}
