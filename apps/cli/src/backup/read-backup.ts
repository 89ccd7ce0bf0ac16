import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished, pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Decrypter } from 'age-encryption';
import type { PoolClient } from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';
import { extract } from 'tar-stream';
import type { Kernel } from '#kernel';
import {
  type BackupEnd,
  type BackupManifest,
  type BackupTable,
  columnList,
  migrationsOf,
  tablesOf,
  WITHOUT_HURRY,
} from './backup-contents.js';
import { hashed, openIfThere, readThrough } from './blob-passing.js';

export interface RestoreOptions {
  /** Secret keys (`AGE-SECRET-KEY-1…`) of which one opens the file. */
  identities: string[];
  /** Replace what is in the database, and go on with another server secret. */
  force: boolean;
  /** Bytes of the backup's file that were read. */
  onProgress: (bytesRead: number) => void;
}

export interface Restored {
  createdAt: string;
  rows: number;
  blobs: number;
}

/**
 * Puts a backup into the database and the blob store. All rows go in within one transaction, which commits only if the
 * archive's end was reached and every hash is right; age itself refuses a file that was changed or cut short. Where
 * anything is wrong, the files that were put here go again.
 * @throws if the database is in use (unless forced), if schema or server secret are others, if anything differs.
 */
export async function readBackup(kernel: Kernel, file: string, options: RestoreOptions): Promise<Restored> {
  const client = await kernel.database.pool.connect();
  client.on('error', () => undefined); // whatever it is asked next fails, and says so
  const put: string[] = [];
  let failed = true;
  try {
    await client.query(`BEGIN; ${WITHOUT_HURRY}`);
    if (!options.force && (await isUsed(client))) {
      throw new Error('this database is in use; --force replaces everything in it');
    }
    const restored = await takeIn(kernel, client, file, options, put);
    await client.query('COMMIT');
    failed = false;
    return restored;
  } finally {
    client.release(failed); // its transaction ends with it, also in the middle of a COPY
    if (failed) for (const key of put) await kernel.blobs.remove(key);
  }
}

async function takeIn(
  kernel: Kernel,
  client: PoolClient,
  file: string,
  { identities, force, onProgress }: RestoreOptions,
  put: string[],
): Promise<Restored> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  const sealed = createReadStream(file);
  const opened = await decrypter
    .decrypt(Readable.toWeb(sealed) as ReadableStream<Uint8Array>)
    .catch((error: Error) => {
      sealed.destroy();
      throw new Error(`this key does not open it, or it is no backup (${error.message})`);
    });
  const archive = extract();
  const unpacking = pipeline(undamaged(Readable.fromWeb(opened as never)), createGunzip(), archive);
  unpacking.catch(() => undefined); // whoever walks through the archive meets the same error

  const seen = new Map<string, string>();
  let manifest: BackupManifest | undefined;
  let end: BackupEnd | undefined;
  let table: { name: string; copy: CopyStreamQuery } | undefined;
  let blobs = 0;
  const closeTable = async () => {
    if (table === undefined) return;
    table.copy.end();
    await finished(table.copy);
    table = undefined;
  };
  for await (const entry of archive) {
    const { name } = entry.header;
    const bytes = entry as unknown as AsyncIterable<Uint8Array>;
    if (seen.has(name)) throw new Error('the backup holds something twice');
    const hash = createHash('sha256');
    if (name.startsWith('blobs/')) {
      await closeTable();
      await putBlob(kernel, name.slice('blobs/'.length), bytes, hash, put);
      blobs += 1;
    } else {
      const content = await buffer(hashed(bytes, hash));
      if (name === 'manifest.json') {
        manifest = JSON.parse(content.toString()) as BackupManifest;
        await checkManifest(kernel, client, manifest, force);
        await emptyTables(client, manifest);
      } else if (name === 'end.json') {
        await closeTable();
        end = JSON.parse(content.toString()) as BackupEnd;
      } else {
        const tableName = name.split('/')[1];
        if (table?.name !== tableName) {
          await closeTable();
          table = startCopy(client, manifest, tableName, (error) => archive.destroy(error));
        }
        if (!table!.copy.write(content)) await once(table!.copy, 'drain');
      }
    }
    seen.set(name, hash.digest('hex'));
    onProgress(sealed.bytesRead);
  }
  await unpacking;
  if (manifest === undefined || end === undefined) throw new Error('the backup has no end: it is not whole');
  compareHashes(end, seen);
  const rows = await compareCounts(client, end);
  await afterwards(client, manifest);
  return { createdAt: manifest.createdAt, rows, blobs };
}

/** age says of a changed or missing byte `invalid tag`. */
async function* undamaged(clear: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* clear;
  } catch (error) {
    throw new Error(`the backup is damaged or cut short (${(error as Error).message})`, { cause: error });
  }
}

function startCopy(
  client: PoolClient,
  manifest: BackupManifest | undefined,
  name: string | undefined,
  onError: (error: Error) => void,
): { name: string; copy: CopyStreamQuery } {
  const table = manifest?.tables.find((each) => each.name === name);
  if (table === undefined) throw new Error('the backup holds rows of a table that it does not name');
  const copy = client.query(copyFrom(`COPY ${table.name} (${columnList(table)}) FROM STDIN`));
  copy.on('error', onError);
  return { name: table.name, copy };
}

async function isUsed(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ used: boolean }>(
    `SELECT EXISTS (SELECT FROM tip) OR EXISTS (SELECT FROM unit) OR EXISTS (SELECT FROM account)
         OR EXISTS (SELECT FROM audit_entry) AS used`,
  );
  return rows[0]!.used;
}

async function checkManifest(
  { secret }: Kernel,
  client: PoolClient,
  manifest: BackupManifest,
  force: boolean,
): Promise<void> {
  const here = await migrationsOf(client);
  if (manifest.format !== 1 || here.join() !== manifest.migrations.join()) {
    throw new Error('the backup is of another version of Colabora: restore it with that one, then upgrade');
  }
  if (!force && manifest.secretMark !== secret.mac('backup-mark', 'backup').toString('hex')) {
    throw new Error(
      'the backup was made under another COLABORA_SECRET: codes and cleaned files would not work (--force restores even so)',
    );
  }
}

async function emptyTables(client: PoolClient, { tables }: BackupManifest): Promise<void> {
  const known = await tablesOf(client);
  // What the file calls its tables and columns goes into our SQL.
  const isKnown = ({ name, columns }: BackupTable) =>
    known.some((each) => each.name === name && columns.every((column) => each.columns.includes(column)));
  if (!tables.every(isKnown)) throw new Error('the backup names a table that is not one of ours');
  const here = known.map(({ name }) => name).filter((name) => name !== 'jobs.job');
  // The log's triggers refuse what a restore must do; they are back before the transaction ends.
  for (const name of here) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  await client.query(`TRUNCATE ${here.join(', ')}`);
  if (tables.some(({ name }) => name === 'jobs.job')) await client.query('DELETE FROM jobs.job');
}

async function putBlob(
  { blobs }: Kernel,
  key: string,
  content: AsyncIterable<Uint8Array>,
  hash: Hash,
  put: string[],
): Promise<void> {
  const there = await openIfThere(blobs, key);
  if (there === undefined) {
    await blobs.put(key, Readable.from(hashed(content, hash)));
    put.push(key);
    return;
  }
  const known = createHash('sha256');
  await readThrough(there.content, known);
  await readThrough(content, hash);
  if (!hash.copy().digest().equals(known.digest())) {
    throw new Error('a file of the backup is here already, with other content');
  }
}

function compareHashes({ hashes }: BackupEnd, seen: Map<string, string>): void {
  for (const [name, hash] of Object.entries(hashes)) {
    if (name !== 'end.json' && seen.get(name) !== hash)
      throw new Error(`${name} of the backup is not what was written`);
  }
  if (seen.size - 1 !== Object.keys(hashes).length) throw new Error('the backup holds more than it says');
}

async function compareCounts(client: PoolClient, { rows }: BackupEnd): Promise<number> {
  let sum = 0;
  for (const [name, expected] of Object.entries(rows)) {
    const { rows: counted } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${name}`,
    );
    if (counted[0]!.count !== expected)
      throw new Error(`${name} has not the number of rows that were written`);
    sum += expected;
  }
  return sum;
}

/** Numbers go on where they stood, and the log refuses changes again. */
async function afterwards(client: PoolClient, { tables }: BackupManifest): Promise<void> {
  for (const { name } of tables)
    if (name !== 'jobs.job') await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  const { rows } = await client.query<{ name: string; column: string }>(
    `SELECT c.oid::regclass::text AS name, a.attname::text AS column
       FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'public'::regnamespace AND a.attidentity <> ''`,
  );
  for (const { name, column } of rows) {
    await client.query(
      `SELECT setval(pg_get_serial_sequence('${name}', '${column}'), greatest(max("${column}"), 1), max("${column}") IS NOT NULL) FROM ${name}`,
    );
  }
}
