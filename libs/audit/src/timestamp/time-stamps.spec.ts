import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { auditPersistence, openAuditLog, type OpenAuditLog, readAuthority, TimeStamps } from '#audit';
import { citizenContext, Clock, ConfigurationError, type Database, ServerSecret, uuidv7 } from '#kernel';
import { type AuthorityMood, FakeAuthority } from '../../../../test/fakes/timestamp/fake-authority.js';
import { openDatabase } from '../../../../test/support/database.js';
import { newestStamped } from './stamped-checkpoints.js';
import { takeTurn, tryAgain } from '../turns.js';

let database: Database;
let close: () => Promise<void>;
let audit: OpenAuditLog;
let folder: string;
let roots: string;
let authority: FakeAuthority;
let stamps: TimeStamps;

/** One log for all: each test adds a checkpoint of its own, and takes the stamps away again. */
beforeAll(async () => {
  ({ database, close } = await openDatabase([auditPersistence]));
  folder = await mkdtemp(join(tmpdir(), 'colabora-time-stamp-'));
  roots = join(folder, 'roots.pem');
  authority = await FakeAuthority.start();
  await writeFile(roots, `Test root\n${authority.rootPem}`);
});
afterAll(async () => {
  await close();
  await authority.stop();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  authority.mood = 'honest';
  authority.asked = 0;
  audit = logWith(roots);
  stamps = askingAt(authority.url);
  await grow(3);
});
afterEach(() => tamper('TRUNCATE audit_timestamp'));

const logWith = (tsaRoots?: string) =>
  openAuditLog({
    database,
    clock: new Clock(),
    secret: new ServerSecret('s'.repeat(32)),
    configuration: { dataDir: folder, ...(tsaRoots === undefined ? {} : { tsaRoots }) },
  });

const askingAt = (tsaUrl: string, tsaRoots = roots) =>
  new TimeStamps(database, new Clock(), readAuthority({ tsaUrl, tsaRoots, tsaMinutes: 60 }));

let size = 0;

async function grow(count: number): Promise<void> {
  const facts = Array.from({ length: count }, () => ({
    action: 'tip.received' as const,
    subject: { kind: 'tip' as const, id: uuidv7() },
  }));
  await database.transaction((tx) => audit.log.append(tx, citizenContext('t'), ...facts));
  await audit.sequencer.drain();
  size = (await audit.published.checkpoint())!.size;
}

async function tamper(sql: string, parameters: unknown[] = []): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query(`SET LOCAL session_replication_role = 'replica'`);
    await tx.query(sql, parameters);
  });
}

test('the newest checkpoint is stamped once, and verification says until when it existed', async () => {
  expect(await stamps.ask()).toEqual({ state: 'stamped', size });
  expect(await stamps.ask()).toEqual({ state: 'up-to-date' });
  await grow(2);
  expect(await stamps.ask()).toEqual({ state: 'stamped', size });
  expect(authority.asked).toBe(2);
  const verdict = await audit.verify();
  expect(verdict).toMatchObject({ sound: true, stamped: { count: 2, authority: 'Test authority', size } });
  expect(Math.abs(Date.parse(verdict.stamped!.at) - Date.now())).toBeLessThan(600_000);
});

test.each<[AuthorityMood, string]>([
  ['stamps-something-else', 'other-imprint'],
  ['answers-another-nonce', 'other-nonce'],
  ['forgets-the-nonce', 'other-nonce'],
  ['signs-with-an-expired-certificate', 'untrusted'],
  ['is-certified-by-someone-else', 'untrusted'],
  ['is-certified-for-web-servers', 'untrusted'],
  ['names-another-certificate', 'untrusted'],
  ['spoils-the-signature', 'forged'],
  ['lives-in-another-year', 'wrong-clock'],
  ['rejects', 'rejected'],
  ['talks-nonsense', 'unreadable'],
  ['is-down', 'unreachable'],
  ['hangs-up', 'unreachable'],
])('an authority that %s gives nothing that is kept, and the log goes on', async (mood, state) => {
  authority.mood = mood;
  expect(await stamps.ask()).toEqual({ state, size });
  expect(await newestStamped(database)).toBeUndefined();
  await grow(1);
  expect(await audit.verify()).toMatchObject({ sound: true, size, stamped: undefined });
});

test('a stamp that was moved to another checkpoint, or that nobody vouches for, is found', async () => {
  await stamps.ask();
  expect((await logWith().verify()).problems).toMatchObject([{ kind: 'time-stamp-forged', position: size }]);
  await grow(2);
  await tamper('UPDATE audit_timestamp SET checkpoint = (SELECT max(number) FROM audit_checkpoint)');
  expect((await audit.verify()).problems).toMatchObject([{ kind: 'time-stamp-forged', position: size }]);
});

test('a stamp cannot be changed or removed by plain misuse', async () => {
  await stamps.ask();
  await expect(database.query('DELETE FROM audit_timestamp')).rejects.toThrow('append-only');
  await expect(database.query(`UPDATE audit_timestamp SET reply = ''`)).rejects.toThrow('append-only');
});

test('an authority with RSA keys is understood too', async () => {
  const other = await FakeAuthority.start('rsa');
  try {
    const file = join(folder, 'rsa.pem');
    await writeFile(file, other.rootPem);
    expect(await askingAt(other.url, file).ask()).toEqual({ state: 'stamped', size });
  } finally {
    await other.stop();
  }
});

/** Where the machine has OpenSSL: the tool that a court has at hand says the same of our authority and of our files. */
test('openssl ts -verify agrees', async () => {
  const openssl = (...words: string[]) => promisify(execFile)('openssl', words);
  const isThere = await openssl('version').then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  await stamps.ask();
  const { note, reply } = (await newestStamped(database))!;
  const [checkpoint, answer] = [join(folder, 'a.checkpoint'), join(folder, 'a.tsr')];
  await writeFile(checkpoint, note);
  await writeFile(answer, reply);
  const verify = () =>
    openssl('ts', '-verify', '-data', checkpoint, '-in', answer, '-CAfile', roots).then(
      ({ stdout, stderr }) => stdout + stderr,
    );
  expect(await verify()).toContain('Verification: OK');
  await writeFile(checkpoint, `${note}\n`);
  await expect(verify()).rejects.toThrow();
});

test('one of many workers takes a turn; the next one waits for its time', async () => {
  const asked = await Promise.all(
    Array.from({ length: 8 }, () => takeTurn(database, 'time-stamp', 3_600_000)),
  );
  expect(asked.filter(Boolean)).toHaveLength(1);
  expect(await takeTurn(database, 'witnesses', 60_000)).toBe(true); // each task has turns of its own
  await tryAgain(database, 'time-stamp', 0);
  expect(await takeTurn(database, 'time-stamp', 3_600_000)).toBe(true);
  expect(await takeTurn(database, 'time-stamp', 3_600_000)).toBe(false);
});

test('an address without anybody to believe is refused with the name of the setting', () => {
  const read = (tsaRoots?: string) =>
    readAuthority({ tsaUrl: 'https://tsa.example', tsaMinutes: 60, tsaRoots });
  expect(() => read()).toThrow(ConfigurationError);
  expect(() => read(join(folder, 'nowhere.pem'))).toThrow(/COLABORA_TSA_ROOTS/);
});
