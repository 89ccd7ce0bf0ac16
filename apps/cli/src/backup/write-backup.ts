import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Encrypter } from 'age-encryption';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { pack, type Pack } from 'tar-stream';
import type { Kernel } from '#kernel';
import { type BackupEnd, type BackupManifest, migrationsOf, rowsOf, tablesOf } from './backup-contents.js';

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
 * that were cleaned or erased meanwhile. In clear, nothing touches the disk.
 */
export async function writeBackup(
  kernel: Kernel,
  file: string,
  recipients: string[],
  onProgress: (done: number, total: number) => void,
): Promise<WrittenBackup> {
  const partial = `${file}.partial`;
  const client = await kernel.database.pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const archive = pack();
    const filling = fill(archive, client, kernel, onProgress);
    filling.catch((error: Error) => archive.destroy(error));
    const encrypter = new Encrypter();
    for (const recipient of recipients) encrypter.addRecipient(recipient);
    const sealed = await encrypter.encrypt(
      Readable.toWeb(archive.pipe(createGzip({ level: 3 }))) as ReadableStream<Uint8Array>,
    );
    const target = createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(Readable.fromWeb(sealed as never), target);
    const end = await filling;
    await rename(partial, file);
    const rows = Object.values(end.rows).reduce((sum, each) => sum + each, 0);
    return { file, rows, blobs: end.blobs };
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
    client.release();
    await rm(partial, { force: true });
  }
}

async function fill(
  archive: Pack,
  client: PoolClient,
  { secret, blobs }: Kernel,
  onProgress: (done: number, total: number) => void,
): Promise<BackupEnd> {
  const tables = await tablesOf(client);
  const end: BackupEnd = { rows: {}, blobs: 0, hashes: {} };
  const add = async (name: string, content: Buffer) => {
    end.hashes[name] = createHash('sha256').update(content).digest('hex');
    await new Promise<void>((done, fail) =>
      archive.entry({ name, size: content.length }, content, (error) =>
        error == null ? done() : fail(error),
      ),
    );
  };
  const manifest: BackupManifest = {
    format: 1,
    createdAt: new Date().toISOString(),
    migrations: await migrationsOf(client),
    secretMark: secret.mac('backup-mark', 'backup').toString('hex'),
    tables,
  };
  await add('manifest.json', Buffer.from(JSON.stringify(manifest, null, 1)));
  for (const table of tables) {
    const stream = client.query(copyTo(`COPY (${rowsOf(table)}) TO STDOUT`));
    let parts = 0;
    for await (const part of inParts(stream))
      await add(`rows/${table.name}/${String(parts++).padStart(6, '0')}`, part);
    end.rows[table.name] = stream.rowCount;
    onProgress(Object.keys(end.rows).length, tables.length);
  }
  const keys: string[] = [];
  for await (const key of blobs.list()) keys.push(key);
  for (const key of keys) {
    const content = await blobs.get(key).then(buffer, () => undefined); // cleaned or erased since it was listed
    if (content === undefined) continue;
    await add(`blobs/${key}`, content);
    end.blobs += 1;
    onProgress(tables.length + end.blobs, tables.length + keys.length);
  }
  await add('end.json', Buffer.from(JSON.stringify(end)));
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
