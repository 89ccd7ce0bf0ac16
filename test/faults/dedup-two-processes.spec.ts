import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { dedupPersistence } from '#dedup';
import { connect, type Database, migrate, uuidv7 } from '#kernel';
import { freshDatabase } from '../support/database.js';

const ROUNDS = 50;
const MS_BETWEEN = 15;
const MS_TO_START = 200;
const TEXT =
  'En la calle Toledo número 15 venden droga todas las noches y dejan un coche negro con matrícula 1234 BCD';
const COPIES = [TEXT, `RT @vecina: ${TEXT.toUpperCase()}!! 😡`];

let database: Database;
let url: string;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ url, drop } = await freshDatabase());
  database = await connect({ url, persistence: [dedupPersistence], poolSize: 2, applicationName: 'test' });
  await migrate(database);
});
afterAll(async () => {
  await database.close();
  await drop();
});

test('two processes that take in the same text in the same millisecond make one group, fifty times', async () => {
  const campaignIds = Array.from({ length: ROUNDS }, () => uuidv7());
  const script = fileURLToPath(new URL('dedup-writer.js', import.meta.url));
  const writers = COPIES.map((text) =>
    spawn(process.execPath, [script, url, text, String(MS_BETWEEN), ...campaignIds], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  const closing = writers.map((writer) => once(writer, 'close'));
  await Promise.all(writers.map((writer) => once(writer.stdout, 'data')));
  const begin = String(Date.now() + MS_TO_START);
  for (const { stdin } of writers) stdin.write(begin);
  const codes = (await Promise.all(closing)).map(([code]) => code as number);
  expect(codes).toEqual([0, 0]);
  const rows = await database.query<{ groups: number; tips: number; counted: number }>(
    `SELECT count(DISTINCT m.group_id)::int AS groups, count(*)::int AS tips, max(g.size) AS counted
       FROM duplicate_group AS g JOIN duplicate_member AS m ON m.group_id = g.id GROUP BY g.campaign_id`,
  );
  expect(rows).toHaveLength(ROUNDS);
  expect(rows.filter(({ groups, tips, counted }) => groups !== 1 || tips !== 2 || counted !== 2)).toEqual([]);
});
