import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type AuditAction, AuditLog, auditPersistence, LogKeys, Sequencer } from '#audit';
import { type Database, ServerSecret, uuidv7, type WorkContext } from '#kernel';
import { openDatabase } from '../../../../test/support/database.js';
import { looksInSql, type LooksFilter, type OversightScope } from './looked-at.js';

const DAY_MS = 86_400_000;
const DAYS = 60;
const ENTRIES_A_DAY = 200;
/** Mostly looks; what auditors look for is rare. */
const ACTIONS: AuditAction[] = Array.from({ length: 100 }, (_, place) =>
  place === 0 ? 'tip.revealed' : place === 1 ? 'tip.erased' : place % 3 === 0 ? 'tip.listed' : 'tip.opened',
);
const accounts = Array.from({ length: 40 }, () => uuidv7());
const tips = Array.from({ length: 1500 }, () => uuidv7());

let database: Database;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ database, close } = await openDatabase([auditPersistence]));
  const now = Date.now();
  const clock = { now: () => new Date() };
  const log = new AuditLog(database, clock);
  for (let day = 0; day < DAYS; day += 1) {
    clock.now = () => new Date(now - (DAYS - day) * DAY_MS);
    await database.transaction(async (tx) => {
      for (let place = 0; place < ENTRIES_A_DAY; place += 1) {
        const count = day * ENTRIES_A_DAY + place;
        const subject = { kind: 'tip', id: tips[(count * 7) % tips.length]! } as const;
        await log.append(tx, workOf(accounts[(count * 11) % accounts.length]!), {
          action: ACTIONS[(count * 13) % ACTIONS.length]!,
          subject,
        });
      }
    });
  }
  await new Sequencer(database, new LogKeys(database, new ServerSecret('s'.repeat(32))), log).drain();
  // As on a desk that runs: the entries have left the heap, and PostgreSQL knows it.
  await database.query('VACUUM ANALYZE audit_incoming');
  await database.query('ANALYZE audit_integrated');
});
afterAll(() => close());

const workOf = (accountId: string): WorkContext => ({
  actor: { kind: 'staff', accountId, sessionId: uuidv7(), unitIds: [] },
  purpose: 'work-the-queue',
  requestId: uuidv7(),
});

const EVERYBODY: OversightScope = { everybody: true };
/** From the beginning, so that nothing but the filter narrows it. */
const ever = { from: new Date(0) };

async function planOf(filter: LooksFilter): Promise<string> {
  const [sql, parameters] = looksInSql(filter, EVERYBODY);
  const rows = await database.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, parameters);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

test.each<[what: string, index: string, column: string, filter: LooksFilter]>([
  ['by person', 'audit_integrated_account', 'split_part', { ...ever, accountId: accounts[3]! }],
  ['by subject', 'audit_integrated_subject', 'subject_id', { ...ever, subjectId: tips[5]! }],
  ['by action', 'audit_integrated_action', 'action', { ...ever, action: 'tip.revealed' }],
  ['by kind of processing', 'audit_integrated_action', 'action', { ...ever, operation: 'erasure' }],
  [
    'by time',
    'audit_integrated_id',
    'id',
    { from: new Date(Date.now() - 9 * DAY_MS), to: new Date(Date.now() - 8 * DAY_MS) },
  ],
  ['by nothing: the newest', 'audit_integrated_id', 'id', {}],
])('auditors find entries %s by an index, not by reading the log', async (_, index, column, filter) => {
  const plan = await planOf(filter);
  expect(plan).toMatch(new RegExp(`(using|on) ${index} .*\\n\\s+Index Cond: \\(+${column}`));
  expect(plan).not.toContain('Seq Scan on audit_integrated');
});

test('a person is found by what the entry itself says, and nobody else is', async () => {
  const [sql, parameters] = looksInSql({ ...ever, accountId: accounts[3]! }, EVERYBODY);
  const rows = await database.query<{ body: string }>(sql, parameters);
  const actors = rows.map(({ body }) => (JSON.parse(body) as { actor: { id: string } }).actor.id);
  expect(rows).toHaveLength(51);
  expect(new Set(actors)).toEqual(new Set([accounts[3]]));
});
