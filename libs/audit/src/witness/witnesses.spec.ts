import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  auditPersistence,
  exportLog,
  openAuditLog,
  type OpenAuditLog,
  readWitnesses,
  verifierKeyOf,
  verifyBundle,
  Witnesses,
  writeTlogProof,
} from '#audit';
import {
  citizenContext,
  Clock,
  ConfigurationError,
  type Database,
  readConfiguration,
  ServerSecret,
  uuidv7,
} from '#kernel';
import { FakeWitness } from '../../../../test/fakes/witness/fake-witness.js';
import { openDatabase } from '../../../../test/support/database.js';
import { signCheckpoint } from '../checkpoint/checkpoint.js';
import { signerOf } from '../checkpoint/signed-note.js';

let database: Database;
let close: () => Promise<void>;
let audit: OpenAuditLog;
let folder: string;
let witness: FakeWitness;
let witnesses: Witnesses;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colabora-witness-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A log of 301 entries (two tiles) that its witness has seen, and a fresh one for each test. */
beforeEach(async () => {
  ({ database, close } = await openDatabase([auditPersistence]));
  const secret = new ServerSecret('s'.repeat(32));
  const configuration = { dataDir: folder };
  audit = openAuditLog({ database, clock: new Clock(), secret, configuration });
  await grow(300);
  origin = await audit.keys.origin();
  witness = await FakeWitness.start((await audit.keys.published()).map(verifierKeyOf));
  witnesses = new Witnesses(
    database,
    audit.published,
    readWitnesses([`${witness.verifierKey} ${witness.url}/`]),
  );
  expect(await witnesses.ask()).toEqual([{ witness: witness.name, state: 'cosigned', detail: 301 }]);
});
afterEach(async () => {
  await witness.stop();
  await close();
});

async function grow(count: number): Promise<string> {
  const facts = Array.from({ length: count }, () => ({
    action: 'tip.received' as const,
    subject: { kind: 'tip' as const, id: uuidv7() },
  }));
  const receipts = await database.transaction((tx) => audit.log.append(tx, citizenContext('t'), ...facts));
  await audit.sequencer.drain();
  return receipts[0]!.entryId;
}

/** What whoever owns the database can do. */
async function tamper(sql: string, parameters: unknown[] = []): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query(`SET LOCAL session_replication_role = 'replica'`);
    await tx.query(sql, parameters);
  });
}

const stateNow = async () => (await witnesses.ask()).map(({ state }) => state);
const cosignatures = async () => (await database.query('SELECT FROM audit_cosignature')).length;

test('a witness cosigns a log that grows, once each checkpoint, and the log is sound', async () => {
  expect(await stateNow()).toEqual(['up-to-date']);
  for (const count of [1, 211, 600]) {
    await grow(count);
    expect(await stateNow()).toEqual(['cosigned']);
  }
  expect(witness.sizeOf(origin)).toBe(1113);
  expect(witness.answers).toEqual([200, 200, 200, 200]);
  const verdict = await audit.verify();
  expect(verdict).toMatchObject({ sound: true, witnessed: [{ witness: witness.verifierKey, size: 1113 }] });
  expect(Math.abs(Date.parse(verdict.witnessed[0]!.at) - Date.now())).toBeLessThan(600_000);
});

test('a witness that knows more or less than we remember is asked again from where it stands', async () => {
  await tamper('DELETE FROM audit_cosignature');
  await grow(5);
  expect(await stateNow()).toEqual(['cosigned']);
  expect(witness.answers).toEqual([200, 409, 200]);
});

test('a log that was put back is refused by its witness', async () => {
  const remembered = await database.query<{ number: string }>('SELECT number FROM audit_checkpoint');
  await grow(50);
  await witnesses.ask();
  await tamper('DELETE FROM audit_cosignature WHERE checkpoint > $1', [remembered.at(-1)!.number]);
  await tamper('DELETE FROM audit_checkpoint WHERE size > 301');
  expect(await stateNow()).toEqual(['up-to-date']); // nothing new to ask for; once it grows on, it shows
  await tamper('DELETE FROM audit_integrated WHERE position >= 301');
  await tamper(`UPDATE audit_tile SET hashes = substr(hashes, 1, 45 * 32) WHERE level = 0 AND index = 1`);
  await grow(20);
  expect(await witnesses.ask()).toEqual([{ witness: witness.name, state: 'disagrees', detail: 351 }]);
  await grow(100);
  expect(await witnesses.ask()).toEqual([{ witness: witness.name, state: 'disagrees', detail: 422 }]);
  expect(witness.sizeOf(origin)).toBe(351);
});

test('a fork of the same size, signed with the true key, is refused', async () => {
  const stolen = signerOf(origin, new ServerSecret('s'.repeat(32)).key('audit-signing', `${origin}/1`));
  const note = signCheckpoint({ origin, size: 301, root: Buffer.alloc(32, 1) }, [stolen]);
  await tamper('INSERT INTO audit_checkpoint (size, note) VALUES (301, $1)', [note]);
  expect(await witnesses.ask()).toEqual([{ witness: witness.name, state: 'disagrees', detail: 301 }]);
  expect(await cosignatures()).toBe(1);
});

test.each([
  ['signs-another-text', 'unusable'],
  ['talks-nonsense', 'unusable'],
  ['is-down', 'refused'],
  ['hangs-up', 'unreachable'],
] as const)('a witness that %s gives nothing that is kept, and the log goes on', async (mood, state) => {
  witness.mood = mood;
  await grow(3);
  expect(await stateNow()).toEqual([state]);
  expect(await cosignatures()).toBe(1);
  await grow(3);
  expect(await audit.verify()).toMatchObject({ sound: true, size: 307 });
});

test('checkpoint, proof and bundle carry the cosignature, and the stand-alone verifier checks it', async () => {
  const { note } = (await audit.published.witnessedCheckpoint())!;
  expect(note).toContain(`— ${witness.name} `);
  expect((await audit.published.checkpoint())!.note).toBe(note);
  const entryId = await grow(1);
  expect((await audit.published.checkpoint())!.note).not.toContain(witness.name);
  expect((await audit.published.prove(entryId))!.checkpoint).toMatchObject({ size: 302, witnesses: [] });
  await witnesses.ask();
  const proof = (await audit.published.prove(entryId))!;
  expect(proof.checkpoint.witnesses).toEqual([witness.verifierKey]);
  const { verifyProof } = (await import(new URL('../../data/verify-bundle.mjs', import.meta.url).href)) as {
    verifyProof(text: string, keys: string[]): { signedBy: string[]; problems: unknown[] };
  };
  const keys = [verifierKeyOf((await audit.keys.published())[0]!), witness.verifierKey];
  const text = writeTlogProof(proof);
  expect(verifyProof(text, keys)).toMatchObject({ signedBy: keys, problems: [] });
  expect(verifyProof(text, [witness.verifierKey]).problems).not.toEqual([]); // a witness alone makes no log
  const bundle = join(folder, 'log');
  await exportLog({ ...audit, database, now: new Date() }, bundle);
  expect(await verifyBundle(bundle)).toMatchObject({ entries: 302, signedBy: keys, problems: [] });
  const [, ours, theirs] = /([^]*\n)(— witness[^]*)$/.exec(text)!;
  const bent = Buffer.from(theirs!.trim().split(' ')[2]!, 'base64');
  bent[11]! ^= 1; // the time, one second off
  const forged = `${ours}— ${witness.name} ${bent.toString('base64')}\n`;
  expect(verifyProof(forged, keys).problems).not.toEqual([]);
});

test('a cosignature that was moved to another checkpoint or made up is found', async () => {
  await grow(9);
  await tamper('UPDATE audit_cosignature SET checkpoint = (SELECT max(number) FROM audit_checkpoint)');
  expect((await audit.verify()).problems).toMatchObject([{ kind: 'cosignature-forged', position: 310 }]);
  await tamper('UPDATE audit_cosignature SET checkpoint = checkpoint + 1000'); // whose checkpoint was removed
  expect((await audit.verify()).problems).toMatchObject([{ kind: 'cosignature-forged' }]);
});

test('a setting that names no witness is refused with its name', () => {
  const logKey = 'example.com/log+00000000+AQ';
  expect(() => readWitnesses([`${logKey} https://w.example`])).toThrow(ConfigurationError);
  const setting = (value: string) => readConfiguration({ COLABORA_WITNESSES: value }).witnesses;
  expect(() => setting('w+1+A http://elsewhere.example')).toThrow(/COLABORA_WITNESSES/);
  expect(
    setting(`${witness.verifierKey} https://w.example/a, ${witness.verifierKey} https://v.example`),
  ).toHaveLength(2);
});
