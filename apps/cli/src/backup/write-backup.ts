import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Encrypter } from 'age-encryption';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { pack, type Pack } from 'tar-stream';
import type { Kernel } from '#kernel';
import {
  type BackupEnd,
  type BackupManifest,
  migrationsOf,
  rowsOf,
  tablesOf,
  WITHOUT_HURRY,
} from './backup-contents.js';
import { hashed, openIfThere } from './blob-passing.js';

/** Rows are cut into entries of about this size: an archive's entry must say its length first. */
const PART_BYTES = 4 * 1024 * 1024;

export interface WrittenBackup {
  file: string;
  rows: number;
  blobs: number;
}

/**
 * Writes one encrypted file: every table at one moment (one REPEATABLE READ snapshot), then every blob. Blobs never
 * change and are written before the row that names them, so all that the snapshot names are there, but for copies
 * that were cleaned or erased meanwhile. In clear, nothing touches the disk; blobs pass through chunk by chunk.
 */
export async function writeBackup(
  kernel: Kernel,
  file: string,
  recipients: string[],
  onProgress: (done: number, total: number) => void,
): Promise<WrittenBackup> {
  const partial = `${file}.partial`;
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const client = await kernel.database.pool.connect();
  let failed = true;
  try {
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${WITHOUT_HURRY}`);
    const archive = pack();
    const filling = fill(archive, client, kernel, onProgress);
    filling.catch((error: Error) => archive.destroy(error));
    await pipeline(
      archive,
      createGzip({ level: 3 }),
      (clear: AsyncIterable<Uint8Array>) => sealed(clear, encrypter),
      createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true }),
    );
    const end = await filling;
    await rename(partial, file);
    failed = false;
    const rows = Object.values(end.rows).reduce((sum, each) => sum + each, 0);
    return { file, rows, blobs: end.blobs };
  } finally {
    client.release(failed); // a COPY that nobody reads to its end leaves the connection of no use
    await rm(partial, { force: true });
  }
}

async function* sealed(clear: AsyncIterable<Uint8Array>, encrypter: Encrypter): AsyncGenerator<Uint8Array> {
  const source = Readable.toWeb(Readable.from(clear)) as ReadableStream<Uint8Array>;
  yield* Readable.fromWeb((await encrypter.encrypt(source)) as never) as AsyncIterable<Uint8Array>;
}

async function fill(
  archive: Pack,
  client: PoolClient,
  { secret, blobs }: Kernel,
  onProgress: (done: number, total: number) => void,
): Promise<BackupEnd> {
  const tables = await tablesOf(client);
  const end: BackupEnd = { rows: {}, blobs: 0, hashes: {} };
  const add = async (name: string, bytes: number, content: AsyncIterable<Uint8Array>) => {
    const hash = createHash('sha256');
    await pipeline(hashed(content, hash), archive.entry({ name, size: bytes }));
    end.hashes[name] = hash.digest('hex');
  };
  const addBuffer = (name: string, content: Buffer) => add(name, content.length, Readable.from([content]));
  const manifest: BackupManifest = {
    format: 1,
    createdAt: new Date().toISOString(),
    migrations: await migrationsOf(client),
    secretMark: secret.mac('backup-mark', 'backup').toString('hex'),
    tables,
  };
  await addBuffer('manifest.json', Buffer.from(JSON.stringify(manifest, null, 1)));
  for (const table of tables) {
    const stream = client.query(copyTo(`COPY (${rowsOf(table)}) TO STDOUT`));
    let parts = 0;
    for await (const part of inParts(stream))
      await addBuffer(`rows/${table.name}/${String(parts++).padStart(6, '0')}`, part);
    end.rows[table.name] = stream.rowCount;
    onProgress(Object.keys(end.rows).length, tables.length);
  }
  await client.query('COMMIT'); // a snapshot that stays for hours keeps the database from tidying up
  const keys: string[] = [];
  for await (const key of blobs.list()) keys.push(key);
  for (const key of keys) {
    const blob = await openIfThere(blobs, key); // cleaned or erased since it was listed
    if (blob === undefined) continue;
    await add(`blobs/${key}`, blob.bytes, blob.content);
    end.blobs += 1;
    onProgress(tables.length + end.blobs, tables.length + keys.length);
  }
  await addBuffer('end.json', Buffer.from(JSON.stringify(end)));
  archive.finalize();
  return end;
}

async function* inParts(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes >= PART_BYTES) {
      yield Buffer.concat(held);
      held = [];
      bytes = 0;
    }
  }
  if (bytes > 0) yield Buffer.concat(held);
}
