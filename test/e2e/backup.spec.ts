import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { openAuditLog, Sequencer } from '#audit';
import {
  citizenContext,
  createLogger,
  type Kernel,
  openKernel,
  operatorContext,
  readConfiguration,
} from '#kernel';
import { Intake, type Receipt } from '#tips';
import { newKeyPair } from '#vault';
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

test.each([
  ['a byte was changed', (bytes: Buffer) => bytes.with(-500, bytes.at(-500)! ^ 1)],
  ['it was cut short', (bytes: Buffer) => bytes.subarray(0, -2000)],
])('where %s, nothing is restored', async (_, harm) => {
  const harmed = join(folder, `${randomUUID()}.age`);
  await writeFile(harmed, harm(await readFile(file)));
  const machine = await otherMachine();
  await expect(restoreTo(machine, harmed)).rejects.toThrow();
  const [row] = await machine.database.query<{ tips: number }>('SELECT count(*)::int AS tips FROM tip');
  expect(row!.tips).toBe(0);
});

test('where somebody who can encrypt changed a sealed file, its hash tells and nothing is restored', async () => {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const archive = gunzipSync(await decrypter.decrypt(await readFile(file)));
  const sealed = archive.indexOf('age-encryption.org/v1', archive.indexOf('blobs/'));
  archive[sealed + 100]! ^= 1;
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  const forged = `${file}.forged`;
  await writeFile(forged, await encrypter.encrypt(gzipSync(archive)));
  const machine = await otherMachine();
  await expect(restoreTo(machine, forged)).rejects.toThrow('is not what was written');
  const [row] = await machine.database.query<{ tips: number }>('SELECT count(*)::int AS tips FROM tip');
  expect(row!.tips).toBe(0);
});

test('another server secret is noticed before anything is replaced', async () => {
  const machine = await otherMachine('another secret of at least thirty-two letters');
  await expect(restoreTo(machine)).rejects.toThrow('COLABORA_SECRET');
});
