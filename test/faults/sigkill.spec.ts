import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, startEmbeddedPostgres } from '#kernel';
import { persistence } from '../../apps/server/src/schema.js';
import { runColabora, startServerProcess } from '../support/server-process.js';

const KILLS = 10;
const AT_ONCE = 200;

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'colabora-kill-'));
  await chmod(dataDir, 0o711);
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

interface Shown {
  code: string;
  entryId: string;
}

test('a killed server loses nothing that a citizen was shown a receipt for', async () => {
  const shown = new Map<string, Shown>();
  const keys = new Set<string>();
  let interrupted = 0;
  const unanswered = () => [...keys].filter((key) => !shown.has(key)).slice(0, AT_ONCE);

  for (let kill = 0; kill < KILLS; kill++) {
    const server = await startServerProcess(dataDir);
    const sending = unanswered();
    while (sending.length < AT_ONCE) sending.push(randomUUID());
    for (const key of sending) keys.add(key);
    let underWay = sending.length;
    const sent = sending.map((key) => send(server.address, key, shown).finally(() => (underWay -= 1)));
    const enough = shown.size + 1 + Math.random() * (AT_ONCE / 2);
    // In the middle: some are answered, the others are under way.
    while (shown.size < enough && underWay > 0) await sleep(1);
    await server.end('SIGKILL');
    await Promise.all(sent);
    interrupted += unanswered().length;
  }
  expect(interrupted).toBeGreaterThan(0);

  const server = await startServerProcess(dataDir);
  while (unanswered().length > 0) {
    await Promise.all(unanswered().map((key) => send(server.address, key, shown)));
  }
  for (const [key, { code }] of [...shown].slice(0, 5)) {
    const again = new Map<string, Shown>();
    await send(server.address, key, again);
    expect(again.get(key)?.code).toBe(code); // the citizen who never saw the answer and sends again
  }
  expect(await server.end('SIGTERM')).toBe(0);
  await expectEverythingKept(shown);
  expect(runColabora(dataDir, 'audit', 'verify')).toBe(0);
}, 900_000);

async function send(address: string, key: string, shown: Map<string, Shown>): Promise<void> {
  try {
    const response = await fetch(`${address}/es/c/tweetredadas`, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        'idempotency-key': key,
      },
      body: new URLSearchParams({ text: `Aviso ${key}: venden en el portal ${key.slice(0, 4)} cada noche.` }),
    });
    if (response.status === 201 || response.status === 200) shown.set(key, (await response.json()) as Shown);
  } catch {
    // The connection broke: the client knows nothing, and will send again.
  }
}

async function expectEverythingKept(shown: Map<string, Shown>): Promise<void> {
  const postgres = await startEmbeddedPostgres({ folder: dataDir, durable: true });
  const url = postgres.url('colabora');
  const database = await connect({ url, persistence, poolSize: 4, applicationName: 'test' });
  try {
    const [tips] = await database.query<{ tips: number; messages: number }>(
      `SELECT (SELECT count(*)::int FROM tip) AS tips, (SELECT count(*)::int FROM inbound_message) AS messages`,
    );
    expect(tips).toEqual({ tips: shown.size, messages: shown.size });
    const kept = await database.query<{ entry_id: string }>(
      'SELECT entry_id FROM receipt JOIN tip ON tip.id = receipt.tip_id JOIN vault_record USING (tip_id)',
    );
    expect(new Set(kept.map((row) => row.entry_id))).toEqual(
      new Set([...shown.values()].map((each) => each.entryId)),
    );
  } finally {
    await database.close();
    await postgres.stop();
  }
}
