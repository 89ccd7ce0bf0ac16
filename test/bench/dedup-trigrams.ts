import type { Database } from '#kernel';
import type { Random } from '../fixtures/dedup/random.js';
import { corpusTip } from '../fixtures/dedup/tip-corpus.js';
import { lookUpText } from '../../libs/dedup/src/text-lookup.js';
import { BENCH_CAMPAIGN, repeatOf } from './dedup-texts.js';

export interface TrigramFigures {
  milliseconds: number[];
  /** How many there was time for. */
  lookups: number;
  /** Part of the repeats whose original was the most similar text. */
  found: number;
  /** Part of the very same repeats that our lookup finds, among all tips. */
  foundByUs: number;
  indexBytes: number;
  bruteForce: number[];
}

const LOOKUPS = 60;
const BRUTE_FORCE_LOOKUPS = 2;
/** On a slow machine fewer are measured: the whole run must end within twenty minutes. */
const LONGEST_MS = 5 * 60_000;
/** Its lookups take seconds and grow with the texts: measured over so many, it is only made to look better. */
export const TRIGRAM_TEXTS_AT_MOST = 300_000;

/**
 * What one would otherwise reach for: a GIN trigram index and the most similar text above pg_trgm's threshold. At 0.5 it still
 * finds a message cut by 40 %; with its default of 0.3 it is several times slower.
 */
export async function measureTrigrams(
  database: Database,
  size: number,
  random: Random,
): Promise<TrigramFigures> {
  await database.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
  await database.query(`SET maintenance_work_mem = '512MB'`);
  await database.query(
    'CREATE TABLE plain_tip AS SELECT number, text FROM duplicate_fingerprint WHERE number <= $1',
    [size],
  );
  await database.query(
    'CREATE INDEX plain_tip_trigrams ON plain_tip USING gin (text gin_trgm_ops) WITH (fastupdate = off)',
  );
  await database.query('VACUUM ANALYZE plain_tip');
  const milliseconds: number[] = [];
  const bruteForce: number[] = [];
  let [found, foundByUs] = [0, 0];
  let step = 0;
  const until = performance.now() + LONGEST_MS;
  for (; step < LOOKUPS && performance.now() < until; step++) {
    const original = random.below(size);
    const text = repeatOf(original, random);
    const startedAt = performance.now();
    const [best] = await database.transaction(async (tx) => {
      await tx.query('SET LOCAL pg_trgm.similarity_threshold = 0.5');
      return tx.query<{ text: string }[]>(
        'SELECT text FROM plain_tip WHERE text % $1 ORDER BY similarity(text, $1) DESC LIMIT 1',
        [text],
      );
    });
    milliseconds.push(performance.now() - startedAt);
    if (best?.text === corpusTip(original)) found++;
    const { place } = await lookUpText(database.reader, BENCH_CAMPAIGN, text);
    if (place?.text === corpusTip(original)) foundByUs++;
    if (bruteForce.length < BRUTE_FORCE_LOOKUPS) bruteForce.push(await compareWithAll(database, text));
  }
  const [index] = await database.query<{ bytes: string }>(
    `SELECT pg_relation_size('plain_tip_trigrams') AS bytes`,
  );
  return {
    milliseconds,
    lookups: step,
    found: found / step,
    foundByUs: foundByUs / step,
    indexBytes: Number(index!.bytes),
    bruteForce,
  };
}

async function compareWithAll(database: Database, text: string): Promise<number> {
  const startedAt = performance.now();
  await database.query('SELECT number FROM plain_tip ORDER BY similarity(text, $1) DESC LIMIT 1', [text]);
  return performance.now() - startedAt;
}
