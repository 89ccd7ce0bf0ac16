import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { extract, pack } from 'tar-stream';
import { openAuditLog, Sequencer } from '#audit';
import {
  BlobStore,
  citizenContext,
  createLogger,
  type Kernel,
  notFound,
  type OpenBlob,
  openKernel,
  operatorContext,
  readConfiguration,
} from '#kernel';
import { Intake, type Receipt } from '#tips';
import { newKeyPair } from '#vault';
import type { BackupManifest } from '../../apps/cli/src/backup/backup-contents.js';
import { readBackup } from '../../apps/cli/src/backup/read-backup.js';
import { writeBackup } from '../../apps/cli/src/backup/write-backup.js';
import { orphanChecks } from '../../apps/server/src/orphan-checks.js';
import { persistence, queues } from '../../apps/server/src/schema.js';
import { freshDatabase } from '../support/database.js';
import { type Desk, openDesk } from '../support/desk.js';

const TEXT = 'Venden todas las noches en la plaza del mercado de Getafe';
let desk: Desk;
let folder: string;
let file: string;
let receipts: Receipt[];
let identity: string;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  desk = await openDesk();
  folder = await mkdtemp(join(tmpdir(), 'colabora-backup-'));
  file = join(folder, 'desk.backup.age');
  receipts = [
    await send(TEXT),
    await send('Hay un taller de coches robados junto al río', [Buffer.from('una nota')]),
  ];
  // Rows that no compression makes small: the file's middle lies among them.
  await desk.database.query('UPDATE vault_record SET sealed = $2 WHERE tip_id = $1', [
    receipts[0]!.tipId,
    randomBytes(150_000),
  ]);
  await desk.signedIn('jefa.madrid');
  await desk.database.query(
    `INSERT INTO jobs.job (name, data, state, start_after)
     SELECT 'erase-asked', '{"requestId": "none"}', state::jobs.job_state, now() + interval '1 year'
       FROM unnest(ARRAY['created', 'completed']) AS state`,
  );
  await desk.app.get(Sequencer).drain();
  const pair = await newKeyPair();
  identity = pair.identity;
  const arriving = Promise.all(
    Array.from({ length: 8 }, (_, place) => send(`Llega durante la copia, número ${place}`)),
  );
  await writeBackup(desk.kernel, file, [pair.recipient], () => undefined);
  await arriving;
});
afterAll(async () => {
  for (const close of closers.reverse()) await close();
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

async function send(text: string, files: Buffer[] = []): Promise<Receipt> {
  return desk.app.get(Intake).receive(
    {
      channel: 'web',
      channelAccount: 'form',
      remoteId: randomUUID(),
      campaignId: await desk.campaignId('tweetredadas'),
      language: 'es',
      text,
      contact: 'ana@correo.example',
      files: files.map((bytes) => ({ name: 'nota.txt', declaredType: 'text/plain', bytes })),
    },
    citizenContext('test'),
  );
}

/** An empty database and data folder of their own, under the same server secret. */
async function otherMachine(secret?: string): Promise<Kernel> {
  const fresh = await freshDatabase();
  const dataDir = await mkdtemp(join(folder, 'machine-'));
  const configuration = readConfiguration({
    DATABASE_URL: fresh.url,
    COLABORA_DATA_DIR: dataDir,
    COLABORA_SECRET:
      secret ?? (await readFile(join(desk.kernel.configuration.dataDir, 'server.secret'), 'utf8')),
  });
  configuration.roles = [];
  const kernel = await openKernel({ configuration, logger: createLogger('silent'), persistence, queues });
  closers.push(async () => {
    await kernel.close();
    await fresh.drop();
  });
  return kernel;
}
const restoreTo = (kernel: Kernel, from = file, force = false) =>
  readBackup(kernel, from, { identities: [identity], force, onProgress: () => undefined });

test('the drill: everything is back on another machine, each hash right, the log whole, and the numbers go on', async () => {
  const machine = await otherMachine();
  const restored = await restoreTo(machine);
  expect(restored.rows).toBeGreaterThan(50);
  const [tip] = await machine.database.query<{ text: string }>('SELECT text FROM tip WHERE id = $1', [
    receipts[0]!.tipId,
  ]);
  expect(tip!.text).toContain('Venden todas las noches');
  const [stored] = await machine.database.query<{ original_blob: string }>(
    'SELECT original_blob FROM tip_file WHERE tip_id = $1',
    [receipts[1]!.tipId],
  );
  (await machine.blobs.get(stored!.original_blob)).destroy();
  const verdict = await openAuditLog(machine).verify({ orphanChecks });
  expect(verdict.problems).toEqual([]);
  expect(verdict.size).toBeGreaterThan(0);
  await openAuditLog(machine).sequencer.drain();
  await expect(machine.database.query('DELETE FROM audit_integrated')).rejects.toThrow('append-only');

  // One moment: no receipt without its tip, no tip without its sealed original.
  const [lost] = await machine.database.query<{ lost: number }>(
    `SELECT count(*)::int AS lost FROM tip WHERE NOT EXISTS (SELECT FROM vault_grant AS g WHERE g.tip_id = tip.id)
        OR NOT EXISTS (SELECT FROM receipt AS r WHERE r.tip_id = tip.id)`,
  );
  expect(lost!.lost).toBe(0);
});

test('jobs that wait come along, those that are done and sessions don’t: nobody is signed in by a restore', async () => {
  const machine = await otherMachine();
  await restoreTo(machine);
  const count = async (kernel: Kernel, rows: string) =>
    (await kernel.database.query<{ count: number }>(`SELECT count(*)::int FROM ${rows}`))[0]!.count;
  expect(await count(desk.kernel, 'staff_session')).toBeGreaterThan(0);
  expect(await count(machine, 'staff_session')).toBe(0);
  expect(await count(machine, `jobs.job WHERE name = 'erase-asked' AND state = 'created'`)).toBe(1);
  expect(await count(desk.kernel, `jobs.job WHERE state = 'completed'`)).toBeGreaterThan(0);
  expect(await count(machine, `jobs.job WHERE state = 'completed'`)).toBe(0);
});

test('each of several keys opens it', async () => {
  const [one, other] = [await newKeyPair(), await newKeyPair()];
  const both = join(folder, 'both.age');
  await writeBackup(desk.kernel, both, [one.recipient, other.recipient], () => undefined);
  for (const { identity: key } of [one, other]) {
    const decrypter = new Decrypter();
    decrypter.addIdentity(key);
    expect(gunzipSync(await decrypter.decrypt(await readFile(both))).length).toBeGreaterThan(1000);
  }
});

test.each([
  [
    'a unit',
    'unit',
    `(id, slug, name, territory, topics, recipient, created_at)
    VALUES (gen_random_uuid(), 'a', 'A', '{}', '{}', 'age1x', now())`,
  ],
  [
    'a person',
    'account',
    `(id, email, name, roles, state, created_at)
    VALUES (gen_random_uuid(), 'a@b.example', 'A', '{operator}', 'invited', now())`,
  ],
  [
    'a tip',
    'tip',
    `(id, campaign_id, unit_id, group_id, folded, priority, due_at, channel, language, text, spans, routing, received_at)
    VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), false, 'normal', now(), 'web', 'es', '', '[]', '[]', now())`,
  ],
])('a database with no more than %s is in use', async (_, table, row) => {
  const { database } = await spareMachine();
  await database.query(`INSERT INTO ${table} ${row}`);
  await expect(restoreTo(await spareMachine())).rejects.toThrow('in use');
  await database.query(`DELETE FROM ${table}`);
});

test('nothing of it is readable without the key', async () => {
  const bytes = await readFile(file);
  expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  expect(bytes.includes('plaza')).toBe(false);
  const { identity: another } = await newKeyPair();
  const machine = await otherMachine();
  await expect(
    readBackup(machine, file, { identities: [another], force: false, onProgress: () => undefined }),
  ).rejects.toThrow();
});

test('a used database is not overwritten unless that is asked for, and then the later state is noticed', async () => {
  await expect(restoreTo(desk.kernel)).rejects.toThrow('in use');
  const machine = await otherMachine();
  await restoreTo(machine);
  await expect(restoreTo(machine)).rejects.toThrow('in use');
  const log = openAuditLog(machine);
  await machine.database.transaction((tx) =>
    log.log.append(tx, operatorContext('test'), {
      action: 'backup.made',
      subject: { kind: 'system', id: 'backup' },
    }),
  );
  await log.sequencer.drain();
  const later = (await log.published.checkpoint())!;
  const keys = (await log.keys.published()).map(({ name }) => name);
  await log.memory.keep({ keys, note: later.note });
  await restoreTo(machine, file, true);
  const verdict = await log.verify({ orphanChecks });
  expect(verdict.problems.map(({ kind }) => kind)).toEqual(['log-behind-checkpoint']);
});

const changedAt = (bytes: Buffer, at: number) => bytes.with(at, bytes.at(at)! ^ 1);

test.each([
  ['a byte at its end was changed', (bytes: Buffer) => changedAt(bytes, bytes.length - 500)],
  ['a byte among the rows was changed', (bytes: Buffer) => changedAt(bytes, bytes.length >> 1)],
  ['it was cut short', (bytes: Buffer) => bytes.subarray(0, -2000)],
  ['it was cut short among the rows', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
])('where %s, nothing is restored', async (_, harm) => {
  const harmed = join(folder, `${randomUUID()}.age`);
  await writeFile(harmed, harm(await readFile(file)));
  await expect(restoreTo(await spareMachine(), harmed)).rejects.toThrow('damaged or cut short');
  await expectNothingRestored();
});

/** What somebody with the public key can do, too: open the archive, change it, and seal it again. */
test.each<[string, (entry: Entry) => Entry[], string]>([
  ['a sealed file is another', changed('blobs/'), 'is not what was written'],
  ['rows are others', changed('rows/public.tip/'), 'is not what was written'],
  [
    'a sealed file is missing',
    (entry) => (isFirst(entry, 'blobs/') ? [] : [entry]),
    'is not what was written',
  ],
  ['rows are missing', (entry) => (entry.name.startsWith('rows/public.receipt/') ? [] : [entry]), 'receipt'],
  ['it has no end', (entry) => (entry.name === 'end.json' ? [] : [entry]), 'not whole'],
  [
    'a sealed file came in',
    (entry) =>
      entry.name === 'end.json' ? [{ name: 'blobs/abcdef0123', content: entry.content }, entry] : [entry],
    'more than it says',
  ],
  ['something is there twice', (entry) => (isFirst(entry, 'blobs/') ? [entry, entry] : [entry]), 'twice'],
  [
    'its table has another name',
    (entry) =>
      entry.name === 'manifest.json'
        ? [
            {
              ...entry,
              content: Buffer.from(entry.content.toString().replace('public.unit', 'public.unit; --')),
            },
          ]
        : [entry],
    'not one of ours',
  ],
  ...(['format', 'migrations'] as const).map((what): [string, (entry: Entry) => Entry[], string] => [
    `its ${what} are another version’s`,
    manifestWith((manifest) =>
      what === 'format'
        ? { ...manifest, format: 2 }
        : { ...manifest, migrations: manifest.migrations.slice(1) },
    ),
    'another version',
  ]),
  [
    'its table has another column',
    manifestWith((manifest) => ({
      ...manifest,
      tables: manifest.tables.map((table) => ({ ...table, columns: [...table.columns, 'x'] })),
    })),
    'not one of ours',
  ],
  [
    'rows are of a table that it does not name',
    (entry) => [{ ...entry, name: entry.name.replace('rows/public.receipt/', 'rows/public.none/') }],
    'does not name',
  ],
  [
    'rows are missing, and their hashes with them',
    (entry) => {
      if (entry.name.startsWith('rows/public.receipt/')) return [];
      if (entry.name !== 'end.json') return [entry];
      const end = JSON.parse(entry.content.toString()) as { hashes: Record<string, string> };
      for (const name of Object.keys(end.hashes))
        if (name.startsWith('rows/public.receipt/')) delete end.hashes[name];
      return [{ ...entry, content: Buffer.from(JSON.stringify(end)) }];
    },
    'the number of rows',
  ],
])('where %s, nothing is restored, and no file of it stays', async (_, harm, reason) => {
  await expect(restoreTo(await spareMachine(), await forged(harm))).rejects.toThrow(reason);
  await expectNothingRestored();
});

test('a file that was here before is neither replaced nor, where the restore fails, removed', async () => {
  const { blobs } = await spareMachine();
  const [stored] = await desk.database.query<{ key: string }>(
    'SELECT original_blob AS key FROM tip_file WHERE tip_id = $1',
    [receipts[1]!.tipId],
  );
  const { key } = stored!;
  await blobs.put(key, Readable.from([Buffer.from('something else')]));
  await expect(restoreTo(await spareMachine())).rejects.toThrow('here already, with other content');
  expect((await buffer(await blobs.get(key))).toString()).toBe('something else');
  await blobs.remove(key);

  await blobs.put(key, await desk.kernel.blobs.get(key));
  const endless = await forged((entry) => (entry.name === 'end.json' ? [] : [entry]));
  await expect(restoreTo(await spareMachine(), endless)).rejects.toThrow('not whole');
  expect(await listed(blobs)).toEqual([key]);
  await blobs.remove(key);
});

let spare: Kernel | undefined;
/** One for all that must fail: each finds it empty, as the one before must have left it. */
const spareMachine = async () => (spare ??= await otherMachine());

async function expectNothingRestored(): Promise<void> {
  const machine = await spareMachine();
  const [row] = await machine.database.query<{ tips: number }>('SELECT count(*)::int AS tips FROM tip');
  expect(row!.tips).toBe(0);
  expect(await listed(machine.blobs)).toEqual([]);
}

async function listed(blobs: BlobStore): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of blobs.list()) keys.push(key);
  return keys;
}

interface Entry {
  name: string;
  content: Buffer;
}
const first = new Map<string, string>();
/** The first entry of a kind; the backup is the same for all tests. */
const isFirst = ({ name }: Entry, prefix: string) =>
  name.startsWith(prefix) && (first.get(prefix) ?? first.set(prefix, name).get(prefix)) === name;

function changed(prefix: string): (entry: Entry) => Entry[] {
  return (entry) => {
    if (!isFirst(entry, prefix)) return [entry];
    const at = prefix === 'blobs/' ? 100 : entry.content.indexOf('mercado');
    return [{ ...entry, content: Buffer.from(changedAt(entry.content, at)) }];
  };
}

function manifestWith(change: (manifest: BackupManifest) => object): (entry: Entry) => Entry[] {
  return (entry) =>
    entry.name === 'manifest.json'
      ? [
          {
            ...entry,
            content: Buffer.from(
              JSON.stringify(change(JSON.parse(entry.content.toString()) as BackupManifest)),
            ),
          },
        ]
      : [entry];
}

async function forged(harm: (entry: Entry) => Entry[]): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const archive = extract();
  archive.end(gunzipSync(await decrypter.decrypt(await readFile(file))));
  const other = pack();
  for await (const entry of archive) {
    const content = await buffer(entry as unknown as AsyncIterable<Buffer>);
    for (const each of harm({ name: entry.header.name, content }))
      other.entry({ name: each.name }, each.content);
  }
  other.finalize();
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  const path = join(folder, `${randomUUID()}.age`);
  await writeFile(path, await encrypter.encrypt(gzipSync(await buffer(other))));
  return path;
}

describe('a file of a quarter of a gigabyte', () => {
  const CHUNK = Buffer.alloc(1024 * 1024);
  const CHUNKS = 256;
  /** Bytes outside of the heap, where buffers lie, at their most. */
  let most = 0;
  const heap = () => (most = Math.max(most, process.memoryUsage().arrayBuffers));

  /** A store that holds one such blob, and forgets what it is given once it has counted it. */
  class Boundless extends BlobStore {
    counted = 0;

    override async put(_: string, content: Readable): Promise<void> {
      for await (const chunk of content) {
        this.counted += (chunk as Buffer).length;
        heap();
      }
    }
    override async open(key: string): Promise<OpenBlob> {
      if (key !== 'boundless-blob' || this.counted > 0) throw notFound('file');
      return { bytes: CHUNKS * CHUNK.length, content: Readable.from(this.chunks()) };
    }
    override async *list(): AsyncGenerator<string> {
      yield 'boundless-blob';
    }
    override async remove(): Promise<void> {}

    private async *chunks(): AsyncGenerator<Buffer> {
      for (let sent = 0; sent < CHUNKS; sent += 1) {
        heap();
        yield CHUNK;
      }
    }
  }

  test('goes into a backup and out of it without lying in memory', async () => {
    const large = join(folder, 'large.age');
    const before = heap();
    await writeBackup(
      { ...desk.kernel, blobs: new Boundless() },
      large,
      [await identityToRecipient(identity)],
      () => undefined,
    );
    const machine = await otherMachine();
    const blobs = Object.assign(new Boundless(), { counted: 1 });
    const restored = await restoreTo({ ...machine, blobs }, large);
    expect(restored.blobs).toBe(1);
    expect(blobs.counted - 1).toBe(CHUNKS * CHUNK.length);
    expect((most - before) / CHUNK.length).toBeLessThan(CHUNKS / 2);
  });
});

test('however long the sealed files take, the database waits', async () => {
  const impatient = (kernel: Kernel): Kernel => ({
    ...kernel,
    blobs: new Slow(),
    database: {
      pool: {
        connect: async () => {
          const client = await kernel.database.pool.connect();
          await client.query('SET idle_in_transaction_session_timeout = 100');
          const release = client.release.bind(client);
          client.release = () => release(true); // nobody else gets it
          return client;
        },
      },
    } as unknown as Kernel['database'],
  });
  class Slow extends BlobStore {
    override put = async () => void (await pause(400));
    override async open(key: string): Promise<OpenBlob> {
      await pause(400);
      if (key !== 'a-slow-blob') throw notFound('file');
      return { bytes: 0, content: Readable.from([]) };
    }
    override async *list(): AsyncGenerator<string> {
      yield 'a-slow-blob';
    }
    override remove = async () => undefined;
  }
  const slow = join(folder, 'slow.age');
  const recipient = await identityToRecipient(identity);
  await writeBackup(impatient(desk.kernel), slow, [recipient], () => undefined);
  const blobs = Object.assign(new Slow(), { open: () => Promise.reject(notFound('file')) });
  const machine = { ...impatient(await otherMachine()), blobs };
  expect((await restoreTo(machine, slow)).blobs).toBe(1);
});

test('a backup that can not be written, or not be read to the end, fails, says why and leaves nothing', async () => {
  const { recipient } = await newKeyPair();
  const nowhere = join(folder, 'no-such-folder', 'desk.age');
  await expect(writeBackup(desk.kernel, nowhere, [recipient], () => undefined)).rejects.toThrow('ENOENT');

  const blobs = Object.create(desk.kernel.blobs) as BlobStore;
  blobs.open = () => Promise.reject(new Error('the disk is ill'));
  const half = join(folder, 'half.age');
  const failing = { ...desk.kernel, blobs };
  await expect(writeBackup(failing, half, [recipient], () => undefined)).rejects.toThrow('the disk is ill');
  expect((await readdir(folder)).filter((name) => name.startsWith('half'))).toEqual([]);
});

test('another server secret is noticed before anything is replaced', async () => {
  const machine = await otherMachine('another secret of at least thirty-two letters');
  await expect(restoreTo(machine)).rejects.toThrow('COLABORA_SECRET');
  const [row] = await machine.database.query<{ tips: number }>('SELECT count(*)::int AS tips FROM tip');
  expect(row!.tips).toBe(0);
  expect((await restoreTo(machine, file, true)).rows).toBeGreaterThan(50); // who insists goes on without codes
});
