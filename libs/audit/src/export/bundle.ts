import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { conflict, type Database } from '#kernel';
import type { LogKeys } from '../checkpoint/log-keys.js';
import { verifierKeyOf } from '../checkpoint/signed-note.js';
import type { AuditSubject } from '../entry.js';
import type { PublishedLog, SignedCheckpoint } from '../published-log.js';
import { writeTlogProof } from '../tlog-proof.js';
import { TILE_WIDTH } from '../tree/tile-edge.js';
import { isErased, readTilesOfEntries } from '../verify/packed-entries.js';
import { writeReport } from './report-pdf.js';
import { README } from './readme.js';
import { VERIFIER } from './verify-bundle.js';
import { selectEntries, type SelectedEntry } from './selection.js';

/** What `bundle.json` says; `verify-bundle.mjs` reads it. */
export interface AboutBundle {
  form: 'colabora-audit-bundle-1';
  /** `selection`: some entries, each with its path to the root; `log`: all of them. */
  kind: 'selection' | 'log';
  origin: string;
  /** Of a selection. */
  subject?: Pick<AuditSubject, 'kind' | 'id'>;
  entries: number;
  madeAt: string;
}

/** The parts of the log that a bundle is made from. */
export interface BundleSource {
  database: Database;
  published: PublishedLog;
  keys: LogKeys;
  now: Date;
}

/**
 * Writes the bundle of one tip or case into `folder`, which must not exist: its entries with their salts and paths, a
 * signed checkpoint, the keys, one tlog-proof each, a report for people, and the verifier. Returns what it holds.
 */
export async function exportSelection(
  source: BundleSource,
  subject: Pick<AuditSubject, 'kind' | 'id'>,
  folder: string,
): Promise<AboutBundle> {
  const checkpoint = await checkpointOf(source);
  const entries = await selectEntries(source.database, subject, checkpoint.size);
  if (entries.length === 0) throw conflict('nothing-to-export', 'The log has no entry of this subject.');
  const about = aboutOf(source, checkpoint, { kind: 'selection', subject, entries: entries.length });
  await begin(folder, source, about);
  await mkdir(join(folder, 'proofs'));
  await writeLines(join(folder, 'checkpoints.jsonl'), [checkpoint.note]);
  await writeLines(join(folder, 'entries.jsonl'), provenEntries(source, entries, checkpoint, folder));
  await writeReport(join(folder, 'report.pdf'), { about, entries, checkpoint, keys: await keysOf(source) });
  return about;
}

/** Writes the bundle of the whole log. It holds what every entry says: for an auditor, not for the public. */
export async function exportLog(
  source: BundleSource,
  folder: string,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<AboutBundle> {
  const checkpoint = await checkpointOf(source);
  const about = aboutOf(source, checkpoint, { kind: 'log', entries: checkpoint.size });
  await begin(folder, source, about);
  await writeLines(join(folder, 'checkpoints.jsonl'), allCheckpoints(source.database, checkpoint.size));
  await writeLines(join(folder, 'entries.jsonl'), allEntries(source.database, checkpoint.size, onProgress));
  return about;
}

async function checkpointOf({ published }: BundleSource): Promise<SignedCheckpoint> {
  const checkpoint = await published.checkpoint();
  if (checkpoint === undefined) throw conflict('nothing-to-export', 'The log is empty.');
  return checkpoint;
}

function aboutOf(
  { now }: BundleSource,
  { origin }: SignedCheckpoint,
  what: Pick<AboutBundle, 'kind' | 'subject' | 'entries'>,
): AboutBundle {
  return { form: 'colabora-audit-bundle-1', origin, ...what, madeAt: now.toISOString() };
}

const keysOf = async ({ keys }: BundleSource) => (await keys.published()).map(verifierKeyOf);

async function witnessesOf({ database }: BundleSource): Promise<string[]> {
  const rows = await database.query<{ witness: string }>(
    'SELECT DISTINCT witness FROM audit_cosignature ORDER BY witness',
  );
  return rows.map(({ witness }) => witness);
}

async function begin(folder: string, source: BundleSource, about: AboutBundle): Promise<void> {
  await mkdir(folder, { mode: 0o700 }); // fails where it exists: two bundles never mix
  await writeFile(join(folder, 'bundle.json'), `${JSON.stringify(about, null, 2)}\n`);
  await writeFile(
    join(folder, 'keys.txt'),
    [...(await keysOf(source)), ...(await witnessesOf(source))].map((key) => `${key}\n`).join(''),
  );
  await writeFile(join(folder, 'README.txt'), README);
  await copyFile(VERIFIER, join(folder, 'verify-bundle.mjs'));
}

async function* provenEntries(
  { published }: BundleSource,
  entries: SelectedEntry[],
  checkpoint: SignedCheckpoint,
  folder: string,
): AsyncGenerator<object> {
  for (const { id, index, salt, body } of entries) {
    const proof = await published.proveAt({ entryId: id, index, checkpoint });
    await writeFile(join(folder, 'proofs', `${id}.tlog-proof`), writeTlogProof(proof));
    const path = proof.path.map((hash) => hash.toString('base64'));
    yield {
      id,
      index,
      commitment: proof.commitment.toString('base64'),
      salt: salt.toString('base64'),
      body,
      path,
    };
  }
}

/** Level-0 tiles read at a time: 4,096 entries, about 2 MB. */
const TILES_AT_ONCE = 16;

async function* allEntries(
  database: Database,
  size: number,
  onProgress: (done: number, total: number) => void,
): AsyncGenerator<object> {
  for (let first = 0; first * TILE_WIDTH < size; first += TILES_AT_ONCE) {
    const tiles = await readTilesOfEntries(database, first, first + TILES_AT_ONCE);
    for (const entry of [...tiles.values()].flat()) {
      const { position, id, commitment, salted, saltBytes } = entry;
      if (position >= size) return;
      const [salt, body] = [salted.toString('base64', 0, saltBytes), salted.toString('utf8', saltBytes)];
      yield {
        id,
        index: position,
        commitment: commitment.toString('base64'),
        ...(isErased(entry) ? {} : { salt, body }),
      };
    }
    onProgress(Math.min((first + TILES_AT_ONCE) * TILE_WIDTH, size), size);
  }
}

async function* allCheckpoints(database: Database, size: number): AsyncGenerator<string> {
  for (let after = 0; ;) {
    const rows = await database.query<{ number: string; size: string; note: string }>(
      `SELECT number, size, note || coalesce((SELECT string_agg(line || E'\\n', '' ORDER BY witness)
         FROM audit_cosignature WHERE checkpoint = number), '') AS note
       FROM audit_checkpoint WHERE number > $1 ORDER BY number LIMIT 1000`,
      [after],
    );
    for (const row of rows) if (Number(row.size) <= size) yield row.note;
    if (rows.length === 0) return;
    after = Number(rows.at(-1)!.number);
  }
}

/** One JSON value a line; waits where the disk is slower than the database. */
async function writeLines(file: string, values: Iterable<unknown> | AsyncIterable<unknown>): Promise<void> {
  const out = createWriteStream(file, { flags: 'wx' });
  for await (const value of values) {
    if (!out.write(`${JSON.stringify(value)}\n`)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
}
