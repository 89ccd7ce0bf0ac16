import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Database } from '#kernel';
import { allStamped } from '../timestamp/stamped-checkpoints.js';
import { TILE_WIDTH } from '../tree/tile-edge.js';
import { copyTiles } from '../verify/copy-tiles.js';
import { tilesIn } from '../verify/packed-entries.js';
import {
  type AboutBundle,
  aboutBundle,
  type BundleFile,
  type BundleSubject,
  type BundleSource,
  commonFiles,
  newestCheckpoint,
  rootsFile,
  stampFiles,
} from './bundle.js';
import { selectionBundle } from './selection-bundle.js';

/** Writes the bundle of some tips or cases into `folder`, which must not exist. Returns what it holds. */
export async function exportSelection(
  source: BundleSource,
  subjects: BundleSubject[],
  folder: string,
): Promise<AboutBundle> {
  const { about, files } = await selectionBundle(source, subjects);
  await mkdir(folder, { mode: 0o700 }); // fails where it exists: two bundles never mix
  for (const file of files) await writeInto(folder, file);
  return about;
}

/** Writes the bundle of the whole log. It holds what every entry says: for an auditor, not for the public. */
export async function exportLog(
  source: BundleSource,
  folder: string,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<AboutBundle> {
  const { database, stampRoots } = source;
  const checkpoint = await newestCheckpoint(source);
  const { size } = checkpoint;
  const about = aboutBundle(source, checkpoint, { kind: 'log', entries: size });
  await mkdir(folder, { mode: 0o700 });
  for (const file of await commonFiles(source, about)) await writeInto(folder, file);
  await writeLines(join(folder, 'checkpoints.jsonl'), allCheckpoints(database, size));
  await writeLines(join(folder, 'entries.jsonl'), allEntries(database, size, onProgress));
  for await (const stamped of allStamped(database, size))
    for (const file of stampFiles(stamped)) await writeInto(folder, file);
  if (stampRoots !== undefined) await writeInto(folder, rootsFile(stampRoots));
  return about;
}

async function writeInto(folder: string, { name, content }: BundleFile): Promise<void> {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content, { flag: 'wx' });
}

/** Level-0 tiles read at a time: 4,096 entries, about 2 MB. */
const TILES_AT_ONCE = 16;

async function* allEntries(
  database: Database,
  size: number,
  onProgress: (done: number, total: number) => void,
): AsyncGenerator<object> {
  for (let first = 0; first * TILE_WIDTH < size; first += TILES_AT_ONCE) {
    const copied = await copyTiles(database.pool, first, first + TILES_AT_ONCE);
    for (const { entries } of tilesIn(copied)) {
      while (entries?.next()) {
        const { id, position, commitment, salt, body, isErased } = entries;
        if (position >= size) return;
        yield {
          id,
          index: position,
          commitment: commitment.toString('base64'),
          ...(isErased ? {} : { salt: salt.toString('base64'), body }),
        };
      }
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
async function writeLines(file: string, values: AsyncIterable<unknown>): Promise<void> {
  const out = createWriteStream(file, { flags: 'wx' });
  for await (const value of values) {
    if (!out.write(`${JSON.stringify(value)}\n`)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
}
