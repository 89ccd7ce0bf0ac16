import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuditLog, auditPersistence } from '#audit';
import { Configuration, type Database, uuidv7 } from '#kernel';
import { openDatabase } from '../../../../test/support/database.js';
import { AlertWatch } from './alert-watch.js';

/** A Sunday at noon, UTC; Spain is an hour ahead. */
const NOW = new Date('2026-11-29T12:00:00Z');

let database: Database;
let close: () => Promise<void>;
const nightOwl = uuidv7();
const rules = { night: uuidv7(), denied: uuidv7(), paused: uuidv7() };

beforeAll(async () => {
  ({ database, close } = await openDatabase([auditPersistence]));
  for (const [id, kind, threshold, pausedAt] of [
    [rules.night, 'outside-hours', 2, null],
    [rules.denied, 'denied', 2, null],
    [rules.paused, 'outside-hours', 1, NOW],
  ])
    await database.query(
      `INSERT INTO oversight_rule (id, kind, threshold, made_by, made_at, paused_at) VALUES ($1, $2, $3, $1, $4, $5)`,
      [id, kind, threshold, NOW, pausedAt],
    );
});
afterAll(() => close());

async function did(at: string, accountId: string, action: 'tip.opened' | 'tip.note-added' | 'access.denied') {
  const log = new AuditLog(database, { now: () => new Date(at) });
  const actor = { kind: 'staff' as const, accountId, sessionId: uuidv7(), unitIds: [] };
  await database.transaction((tx) =>
    log.append(
      tx,
      { actor, purpose: 'work-the-queue', requestId: uuidv7() },
      { action, subject: { kind: 'tip', id: uuidv7() } },
    ),
  );
}

const alerts = async () => {
  await new AlertWatch(database, { now: () => NOW }, new Configuration()).round();
  return database.query<{ rule_id: string; day: string; times: number }>(
    'SELECT rule_id, day::text, times FROM oversight_alert WHERE account_id = $1 ORDER BY rule_id, day',
    [nightOwl],
  );
};

test('looks at night and at the weekend are counted by Spain’s clock and calendar; other work and other rules are not', async () => {
  await did('2026-11-27T20:59:00Z', nightOwl, 'tip.opened'); // Friday, 21:59: the desk is open
  await did('2026-11-27T21:01:00Z', nightOwl, 'tip.opened'); // 22:01
  await did('2026-11-27T22:30:00Z', nightOwl, 'tip.note-added'); // no look
  await did('2026-11-28T11:00:00Z', nightOwl, 'tip.opened'); // Saturday noon
  await did('2026-11-28T23:30:00Z', nightOwl, 'tip.opened'); // in Spain it is Sunday already
  await did('2026-11-28T11:00:00Z', uuidv7(), 'tip.opened'); // somebody else, once
  expect(await alerts()).toEqual([]);
  await did('2026-11-27T22:58:00Z', nightOwl, 'tip.opened'); // 23:58 of the same Friday
  expect(await alerts()).toEqual([{ rule_id: rules.night, day: '2026-11-27', times: 2 }]);
});

test('denied attempts are counted whatever the hour, and below the threshold nobody hears of them', async () => {
  await did('2026-11-28T09:00:00Z', nightOwl, 'access.denied');
  expect((await alerts()).filter(({ rule_id }) => rule_id === rules.denied)).toEqual([]);
  await did('2026-11-28T09:01:00Z', nightOwl, 'access.denied');
  expect(await alerts()).toContainEqual({ rule_id: rules.denied, day: '2026-11-28', times: 2 });
});
