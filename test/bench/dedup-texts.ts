import { type Database, uuidv7 } from '#kernel';
import type { DuplicateGroups } from '#dedup';
import { fingerprintText, type TextFingerprint } from '../../libs/dedup/src/text/fingerprint.js';
import { lookUpText } from '../../libs/dedup/src/text-lookup.js';
import type { Random } from '../fixtures/dedup/random.js';
import { repeatTip } from '../fixtures/dedup/repeat-tip.js';
import { corpusTip } from '../fixtures/dedup/tip-corpus.js';

/** The worst case for a lookup: every tip is of the same campaign. */
export const BENCH_CAMPAIGN = '0190a000-0000-7000-8000-000000000001';

/** Tips get ids that tell their number, so that a found group tells which text it is. */
export const tipIdOf = (at: number) => `0190b000-0000-7000-8000-${at.toString(16).padStart(12, '0')}`;

const BATCH = 2_000;

/** Writes what `fold` writes for tips that repeat nothing, many at a time; returns the seconds it took. */
export async function loadTips(
  database: Database,
  from: number,
  to: number,
  textOf: (at: number) => string,
): Promise<number> {
  const startedAt = performance.now();
  let writing = Promise.resolve();
  for (let start = from; start < to; start += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, to - start) }, (_, step) => start + step);
    const texts = numbers.map(textOf);
    const prints = texts.map((text) => fingerprintText(text, BENCH_CAMPAIGN)); // while the database writes the last ones
    await writing;
    writing = loadBatch(database, numbers, texts, prints);
    writing.catch(() => undefined);
  }
  await writing;
  await database.query('VACUUM ANALYZE');
  return (performance.now() - startedAt) / 1_000;
}

async function loadBatch(
  database: Database,
  numbers: number[],
  texts: string[],
  prints: TextFingerprint[],
): Promise<void> {
  const ids = numbers.map(tipIdOf);
  await database.query(
    `INSERT INTO duplicate_group (id, campaign_id, canonical_tip_id, first_received_at, last_received_at)
     SELECT id, $2, id, now(), now() FROM unnest($1::uuid[]) AS id`,
    [ids, BENCH_CAMPAIGN],
  );
  await database.query(
    `INSERT INTO duplicate_member (tip_id, group_id, placed_by, received_at) SELECT id, id, 'machine', now() FROM unnest($1::uuid[]) AS id`,
    [ids],
  );
  await database.query(
    `INSERT INTO duplicate_fingerprint (number, tip_id, campaign_id, exact_key, text, received_at) OVERRIDING SYSTEM VALUE
     SELECT number, id, $2, key, text, now() FROM unnest($1::bigint[], $3::uuid[], $4::bigint[], $5::text[]) AS row (number, id, key, text)`,
    [numbers.map((at) => at + 1), BENCH_CAMPAIGN, ids, prints.map(({ exactKey }) => String(exactKey)), texts],
  );
  await database.query(
    'INSERT INTO duplicate_posting (key, number) SELECT * FROM unnest($1::bigint[], $2::bigint[])',
    [
      prints.flatMap(({ sketch }) => sketch.map(String)),
      prints.flatMap(({ sketch }, step) => sketch.map(() => numbers[step]! + 1)),
    ],
  );
}

export interface TextFigures {
  milliseconds: number[];
  /** Part of the repeats whose original's text was found. */
  found: number;
  /** Part of the repeats that were placed with another text. */
  wrong: number;
}

/** Half of the lookups are for repeats of tips in the database, half for tips that nobody sent before. */
export async function measureTexts(
  database: Database,
  size: number,
  lookups: number,
  random: Random,
): Promise<TextFigures> {
  const milliseconds: number[] = [];
  const warmUp = Math.min(200, lookups);
  let [repeats, found, wrong] = [0, 0, 0];
  for (let step = -warmUp; step < lookups; step++) {
    const original = step % 2 === 0 ? random.below(size) : undefined;
    const text = original === undefined ? unheard(random) : repeatOf(original, random);
    const startedAt = performance.now();
    const { place } = await lookUpText(database.reader, BENCH_CAMPAIGN, text);
    if (step < 0) continue;
    milliseconds.push(performance.now() - startedAt);
    if (original === undefined) continue;
    repeats++;
    if (place === undefined) continue;
    if (place.id === tipIdOf(original) || place.text === corpusTip(original)) found++;
    else wrong++;
  }
  return { milliseconds, found: found / repeats, wrong: wrong / repeats };
}

/** The whole of `fold` in a transaction of its own, one after the other. */
export async function measureFolds(
  database: Database,
  groups: DuplicateGroups,
  size: number,
  folds: number,
  random: Random,
): Promise<number[]> {
  await database.query(`SELECT setval(pg_get_serial_sequence('duplicate_fingerprint', 'number'), $1)`, [
    size + 1,
  ]);
  const milliseconds: number[] = [];
  for (let step = 0; step < folds; step++) {
    const text = step % 2 === 0 ? repeatOf(random.below(size), random) : unheard(random);
    const tip = { tipId: uuidv7(), campaignId: BENCH_CAMPAIGN, text, tokens: [], receivedAt: new Date() };
    const startedAt = performance.now();
    await database.transaction((tx) => groups.fold(tx, tip));
    milliseconds.push(performance.now() - startedAt);
  }
  return milliseconds;
}

export const repeatOf = (original: number, random: Random) =>
  repeatTip(corpusTip(original), random, 'es').text;

/** Numbers far above those loaded. */
const unheard = (random: Random) => corpusTip(1_000_000_000 + random.below(1_000_000_000));
