import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Tx } from '#kernel';
import { openDatabase } from '../../../../test/support/database.js';
import { tipsPersistence } from '../persistence/index.js';
import { dueTips, isStillDue } from './due-tips.js';

const campaign = { id: randomUUID(), retention: { idleDays: 92, reviewMonths: 36, keepYears: 20 } };
const TIPS = 200_000;
/** Of which so many are still whole, as after years of nightly erasures. */
const WHOLE = 10_000;

let room: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  room = await openDatabase([tipsPersistence]);
  await room.database.query(
    `INSERT INTO tip (id, campaign_id, unit_id, group_id, folded, priority, due_at, channel, language, text, spans,
                      routing, received_at, erased, erased_at, state)
     SELECT gen_random_uuid(), $1, $2, gen_random_uuid(), false, 'normal', now(), 'web', 'es', '', '[]', '[]',
            now() - number * interval '20 minutes', kept.erased, kept.at,
            CASE WHEN number % 4 = 0 THEN 'in-case' ELSE 'new' END
       FROM generate_series(1, $3::int) AS number,
            LATERAL (SELECT CASE WHEN number > $4 THEN 'identity' END AS erased,
                            CASE WHEN number > $4 THEN now() END AS at) AS kept`,
    [campaign.id, randomUUID(), TIPS, WHOLE],
  );
  await room.database.query(
    `INSERT INTO audit_integrated (id, position, body, salt, commitment)
     SELECT uuidv7(received_at - now()), row_number() OVER () - 1,
            '{"action":"tip.note-added","subject":{"id":"' || id || '","kind":"tip"}}', '', sha256(id::text::bytea)
       FROM tip WHERE erased IS NULL`,
  );
  await room.database.query('ANALYZE');
});
afterAll(() => room.close());

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: PlanNode[];
}

/** A transaction that answers each query with its plan. */
function planning(): { tx: Tx; nodes: PlanNode[] } {
  const nodes: PlanNode[] = [];
  const take = (node: PlanNode) => (nodes.push(node), node.Plans?.forEach(take));
  const query = async (sql: string, parameters: unknown[]) => {
    const [row] = await room.database.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `EXPLAIN (FORMAT JSON) ${sql}`,
      parameters,
    );
    take(row!['QUERY PLAN'][0].Plan);
    return [];
  };
  return { tx: { query } as unknown as Tx, nodes };
}

const indexes = (nodes: PlanNode[]) => nodes.flatMap((node) => node['Index Name'] ?? []);
const readWhole = (nodes: PlanNode[]) =>
  nodes.flatMap((node) => (node['Node Type'] === 'Seq Scan' ? (node['Relation Name'] ?? []) : []));

test('among 200,000 tips what is due is found by the index of those that are still whole, and the log by its subject', async () => {
  const { tx, nodes } = planning();
  await dueTips(tx, campaign, new Date());
  expect(indexes(nodes)).toEqual(expect.arrayContaining(['tip_whole', 'audit_integrated_subject']));
  expect(readWhole(nodes)).not.toContain('tip');
  expect(readWhole(nodes)).not.toContain('audit_integrated');
});

test('a tip that is asked about again once it is locked is found by its id', async () => {
  const { tx, nodes } = planning();
  await isStillDue(tx, campaign, new Date(), { tipId: randomUUID(), dueFor: 'identity' });
  expect(indexes(nodes)).toContain('tip_pkey');
  expect(indexes(nodes)).not.toContain('tip_whole');
  expect(readWhole(nodes)).not.toContain('tip');
});

test('what is due is due: the idle ones that are in no case', async () => {
  const tips = await dueTips(room.database.reader, campaign, new Date());
  expect(tips.every(({ dueFor }) => dueFor === 'identity')).toBe(true);
  const [{ due }] = (await room.database.query<{ due: number }>(
    `SELECT count(*)::int AS due FROM tip
      WHERE erased IS NULL AND state = 'new' AND received_at <= now() - interval '92 days'`,
  )) as [{ due: number }];
  expect(tips.length).toBe(due);
});
