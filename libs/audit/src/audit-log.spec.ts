import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from '../../../test/support/dice.js';
import { AuditLog, auditPersistence, LogKeys, Sequencer } from '#audit';
import {
  citizenContext,
  Clock,
  type Database,
  operatorContext,
  ServerSecret,
  uuidv7,
  type WorkContext,
} from '#kernel';
import { openDatabase } from '../../../test/support/database.js';
import { canonicalJson, type JsonObject } from './canonical-json.js';
import { commit, leafHashOf, writeEntry } from './entry.js';

let database: Database;
let close: () => Promise<void>;
let log: AuditLog;
let sequencer: Sequencer;

beforeAll(async () => {
  ({ database, close } = await openDatabase([auditPersistence]));
  log = new AuditLog(database, new Clock());
  sequencer = new Sequencer(database, new LogKeys(database, new ServerSecret('s'.repeat(32))), log);
});
afterAll(async () => {
  await close();
});

const officer = (): WorkContext => ({
  actor: { kind: 'staff', accountId: uuidv7(), sessionId: uuidv7(), unitIds: [uuidv7()] },
  purpose: 'work-the-queue',
  requestId: uuidv7(),
});

test('an entry is committed with what it tells of, and vanishes with it', async () => {
  const [kept, gone] = [uuidv7(), uuidv7()];
  await database.transaction((tx) =>
    log.append(tx, citizenContext('citizen-tip'), {
      action: 'tip.received',
      subject: { kind: 'tip', id: kept },
    }),
  );
  const failing = database.transaction(async (tx) => {
    await log.append(tx, citizenContext('citizen-tip'), {
      action: 'tip.received',
      subject: { kind: 'tip', id: gone },
    });
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  expect(await log.history({ kind: 'tip', id: kept })).toHaveLength(1);
  expect(await log.history({ kind: 'tip', id: gone })).toHaveLength(0);
});

test('where its entry can not be written, what was done is not done either', async () => {
  await database.query('CREATE TABLE done (id uuid)');
  const doing = () =>
    database.transaction(async (tx) => {
      await tx.query('INSERT INTO done VALUES ($1)', [uuidv7()]);
      const fact = { action: 'tip.opened', subject: { kind: 'tip', id: uuidv7() } } as const;
      await log.append(tx, officer(), fact);
    });
  await database.query('ALTER TABLE audit_incoming RENAME TO audit_incoming_gone');
  await expect(doing()).rejects.toThrow('audit_incoming');
  await database.query('ALTER TABLE audit_incoming_gone RENAME TO audit_incoming');
  expect(await database.query('SELECT FROM done')).toHaveLength(0);
  await doing();
  expect(await database.query('SELECT FROM done')).toHaveLength(1);
});

test('erasing what the log says of a subject leaves another kind with the same id alone', async () => {
  const id = uuidv7();
  await database.transaction((tx) =>
    log.append(
      tx,
      officer(),
      { action: 'tip.opened', subject: { kind: 'tip', id } },
      { action: 'case.opened', subject: { kind: 'case', id } },
    ),
  );
  await sequencer.drain();
  expect(
    await database.transaction((tx) => log.eraseSubject(tx, officer(), { kind: 'tip', id }, 'art. 23')),
  ).toBe(1);
  expect(await log.history({ kind: 'tip', id })).toEqual([]);
  expect(await log.history({ kind: 'case', id })).toHaveLength(1);
});

test('facts of one append keep their order and say who, why, with what result', async () => {
  const id = uuidv7();
  const context = officer();
  const subject = { kind: 'tip', id } as const;
  await database.transaction((tx) =>
    log.append(
      tx,
      context,
      { action: 'tip.opened', subject, reason: 'diligencias 12/2026 «ñ»' },
      { action: 'tip.file-opened', subject, result: 'denied', details: { files: 2 } },
    ),
  );
  const history = await log.history(subject);
  expect(history).toMatchObject([
    {
      action: 'tip.opened',
      operation: 'consultation',
      basis: 'LO 7/2021 art. 11',
      purpose: 'work-the-queue',
      reason: 'diligencias 12/2026 «ñ»',
      result: 'done',
    },
    { action: 'tip.file-opened', result: 'denied', details: { files: 2 }, requestId: context.requestId },
  ]);
  expect(history[0]!.actor).toMatchObject({
    kind: 'staff',
    id: (context.actor as { accountId: string }).accountId,
  });
});

test('the receipt carries the hash that the tree will hold', async () => {
  const [receipt] = await database.transaction((tx) =>
    log.append(tx, citizenContext('citizen-tip'), {
      action: 'tip.received',
      subject: { kind: 'tip', id: uuidv7() },
    }),
  );
  const [row] = await database.query<{ body: string; salt: Buffer }>(
    'SELECT body, salt FROM audit_entry WHERE id = $1',
    [receipt!.entryId],
  );
  expect(leafHashOf(commit(row!.salt, row!.body)).toString('hex')).toBe(receipt!.leafHash);
  await sequencer.drain();
  const [tile] = await database.query<{ hashes: Buffer }>('SELECT hashes FROM audit_tile WHERE level = 0');
  expect(tile!.hashes.toString('hex')).toContain(receipt!.leafHash);
});

test('a reason with characters that PostgreSQL refuses is kept without them', async () => {
  const subject = { kind: 'system', id: 'settings' } as const;
  await database.transaction((tx) =>
    log.append(tx, operatorContext('test'), {
      action: 'routing.changed',
      subject,
      reason: 'a\0b\ud800c',
    }),
  );
  expect((await log.history(subject))[0]!.reason).toBe('ab\ufffdc');
});

test('what is written is the canonical form, whatever the words are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (reason, purpose) => {
      const fact = { action: 'tip.opened', subject: { kind: 'tip', id: 'x' }, reason } as const;
      const { body } = writeEntry(uuidv7(), new Date(), { ...officer(), purpose }, fact);
      expect(body).toBe(canonicalJson(JSON.parse(body) as JsonObject));
    }),
  );
});

test('a detail that has no value is left out, not written as one', () => {
  const details = { lane: 'queue', unit: undefined } as unknown as Record<string, string>;
  const fact = { action: 'tip.listed', subject: { kind: 'system', id: 'queue' }, details } as const;
  const { body } = writeEntry(uuidv7(), new Date(), officer(), fact);
  expect((JSON.parse(body) as { details: object }).details).toEqual({ lane: 'queue' });
});

test('a transaction that nobody of ours began keeps its entries too', async () => {
  const subject = { kind: 'tip', id: uuidv7() } as const;
  await database.source.transaction((tx) =>
    log.append(tx, citizenContext('citizen-tip'), { action: 'tip.received', subject }),
  );
  expect(await log.history(subject)).toHaveLength(1);
});

test.each([
  ['an entry is not edited', `UPDATE audit_integrated SET body = '{}'`],
  ['an entry is not deleted', `DELETE FROM audit_integrated`],
  ['the log is not emptied', `TRUNCATE audit_integrated`],
  ['an entry that waits is not taken away', `DELETE FROM audit_incoming`],
  ['an entry that waits is not edited', `UPDATE audit_incoming SET body = '{}'`],
  ['a place is not changed', `UPDATE audit_integrated SET position = position + 100`],
  ['a salt alone is not taken away', `UPDATE audit_integrated SET salt = NULL`],
  ['a checkpoint is not deleted', `DELETE FROM audit_checkpoint`],
  ['a key is not replaced', `UPDATE audit_key SET public_key = decode(repeat('00', 32), 'hex')`],
])('%s', async (_promise, sql) => {
  await sequencer.drain();
  await expect(database.query(sql)).rejects.toThrow(/append-only|violates/);
});
