import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuditLog, auditPersistence, LogKeys, Sequencer } from '#audit';
import { citizenContext, Clock, type Database, ServerSecret, type Tx, uuidv7 } from '#kernel';
import { openDatabase } from '../../../test/support/database.js';
import { openCheckpoint } from './checkpoint/checkpoint.js';
import { leafHashOf } from './entry.js';
import { rootOver } from './tree/hash.js';

let database: Database;
let close: () => Promise<void>;
let log: AuditLog;
let keys: LogKeys;
let sequencer: Sequencer;

beforeAll(async () => {
  ({ database, close } = await openDatabase([auditPersistence], 8));
  log = new AuditLog(database, new Clock());
  keys = new LogKeys(database, new ServerSecret('s'.repeat(32)));
  sequencer = new Sequencer(database, keys, log);
});
afterAll(async () => {
  await close();
});

const receive = (tx: Tx, count = 1) =>
  log.append(
    tx,
    citizenContext('citizen-tip'),
    ...Array.from({ length: count }, () => ({
      action: 'tip.received' as const,
      subject: { kind: 'tip' as const, id: uuidv7() },
    })),
  );
const places = async () =>
  (await database.query<{ position: string }>('SELECT position FROM audit_entry ORDER BY position')).map(
    (row) => Number(row.position),
  );

test('a transaction that commits late gets a later place and is never skipped', async () => {
  const { promise: isWritten, resolve: written } = Promise.withResolvers<void>();
  const { promise: mayCommit, resolve: commitLate } = Promise.withResolvers<void>();
  const late = database.transaction(async (tx) => {
    const receipts = await receive(tx);
    written();
    await mayCommit;
    return receipts;
  });
  await isWritten;
  await database.transaction((tx) => receive(tx, 3));
  await sequencer.drain();
  expect(await places()).toEqual([0, 1, 2, 3]); // three, and the one about the log's first key
  commitLate();
  const [receipt] = await late;
  await sequencer.drain();
  const [row] = await database.query<{ position: string }>('SELECT position FROM audit_entry WHERE id = $1', [
    receipt!.entryId,
  ]);
  expect(row!.position).toBe('4');
});

test('many sequencers at once leave no gap, no double, and one true tree', async () => {
  await database.transaction((tx) => receive(tx, 700));
  await Promise.all(Array.from({ length: 4 }, () => sequencer.drain()));
  await sequencer.drain();
  const rows = await database.query<{ position: string; commitment: Buffer }>(
    'SELECT position, commitment FROM audit_entry ORDER BY position',
  );
  expect(rows.map((row) => Number(row.position))).toEqual(rows.map((_, place) => place));
  const [last] = await database.query<{ note: string }>(
    'SELECT note FROM audit_checkpoint ORDER BY number DESC LIMIT 1',
  );
  const checkpoint = openCheckpoint(last!.note, await keys.published());
  expect(checkpoint).toEqual({
    origin: await keys.origin(),
    size: rows.length,
    root: rootOver(rows.map((row) => leafHashOf(row.commitment))),
  });
});

test('with a new server secret the log goes on under a new key, and old checkpoints stay verifiable', async () => {
  const renewed = new LogKeys(database, new ServerSecret('t'.repeat(32)));
  await database.transaction((tx) => receive(tx));
  await new Sequencer(database, renewed, log).drain();
  const verifiers = await renewed.published();
  expect(verifiers).toHaveLength(2);
  for (const { note } of await database.query<{ note: string }>('SELECT note FROM audit_checkpoint')) {
    expect(openCheckpoint(note, verifiers)).toBeDefined();
  }
});

test('the room of entries that waited is used again: a busy day does not make each look for new ones longer', async () => {
  const enoughForASweep = async () => {
    for (let count = 0; count < 9000; count += 1000) await database.transaction((tx) => receive(tx, 1000));
    await sequencer.drain();
    const [size] = await database.query<{ bytes: string }>(
      `SELECT pg_relation_size('audit_incoming') AS bytes`,
    );
    return Number(size!.bytes);
  };
  const once = await enoughForASweep();
  expect(await enoughForASweep()).toBeLessThan(once * 1.5);
});

test('a tree that is not the one we signed is not built upon', async () => {
  await database.query(
    `UPDATE audit_tile SET hashes = overlay(hashes PLACING '\\x00'::bytea FROM 1) WHERE level = 0`,
  );
  await database.transaction((tx) => receive(tx));
  await expect(sequencer.drain()).rejects.toThrow('differs from its last checkpoint');
});
