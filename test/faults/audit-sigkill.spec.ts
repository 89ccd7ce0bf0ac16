import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { auditPersistence, openAuditLog } from '#audit';
import { Clock, connect, type Database, migrate, ServerSecret } from '#kernel';
import { freshDatabase } from '../support/database.js';

const KILLS = 20;
const PROCESSES = 2;
const WRITERS_EACH = 32;

let database: Database;
let url: string;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ url, drop } = await freshDatabase());
  database = await connect({
    url,
    persistence: [auditPersistence],
    poolSize: 4,
    applicationName: 'test',
  });
  await migrate(database);
  await database.query('CREATE TABLE fault_tip (id uuid PRIMARY KEY)');
});
afterAll(async () => {
  await database.close();
  await drop();
});

type Writer = ChildProcessByStdio<null, Readable, null>;

/** Ids that a writer saw committed. */
const acknowledged: string[] = [];

function startWriter(): Writer {
  const script = fileURLToPath(new URL('audit-writer.js', import.meta.url));
  const writer = spawn(process.execPath, [script, url, String(WRITERS_EACH)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: writer.stdout }).on('line', (line) => {
    if (line.length === 36) acknowledged.push(line); // the last line of a killed process may be cut
  });
  return writer;
}

async function kill(writer: Writer): Promise<void> {
  const closed = once(writer, 'close');
  writer.kill('SIGKILL');
  await closed;
}

test('64 writers killed 20 times: no gap, no loss, no double, no orphan', async () => {
  const writers = Array.from({ length: PROCESSES }, startWriter);
  for (let killed = 0; killed < KILLS; killed += 1) {
    const before = acknowledged.length;
    while (acknowledged.length < before + 50) await pause(10); // both are at work again
    await pause(Math.random() * 200);
    await kill(writers.shift()!); // one of the two: it may be the one that sequences
    writers.push(startWriter());
  }
  await Promise.all(writers.map(kill));
  await untilNobodyWrites();

  const audit = openAuditLog({
    database,
    clock: new Clock(),
    secret: new ServerSecret('s'.repeat(32)),
    configuration: { dataDir: '' },
  });
  await audit.sequencer.drain();
  const verdict = await audit.verify();
  expect(verdict).toMatchObject({ sound: true, pending: 0 });

  const [counts] = await database.query<{ tips: number; received: number; all: number; tellable: number }>(
    `SELECT (SELECT count(*)::int FROM fault_tip) AS tips,
            (SELECT count(*)::int FROM audit_entry WHERE action = 'tip.received') AS received,
            (SELECT count(*)::int FROM audit_entry) AS all,
            (SELECT count(*)::int FROM fault_tip t JOIN audit_entry e ON e.subject_id = t.id::text) AS tellable`,
  );
  expect(counts!.received).toBe(counts!.tips);
  expect(counts!.tellable).toBe(counts!.tips);
  expect(verdict.size).toBe(counts!.all);

  const kept = new Set(
    (await database.query<{ id: string }>('SELECT id FROM audit_entry')).map(({ id }) => id),
  );
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
  expect(acknowledged.length).toBeGreaterThan(KILLS * 50);
}, 900_000);

/** PostgreSQL ends a killed client's session once it notices. */
async function untilNobodyWrites(): Promise<void> {
  const others = `SELECT count(*)::int AS others FROM pg_stat_activity
                  WHERE application_name = 'test-audit-writer' AND datname = current_database()`;
  while ((await database.query<{ others: number }>(others))[0]!.others > 0) await pause(50);
}
