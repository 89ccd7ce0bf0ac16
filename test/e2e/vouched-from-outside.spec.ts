import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openAuditLog, type OpenAuditLog, verifierKeyOf } from '#audit';
import { createLogger, type Kernel, openKernel, operatorContext, readConfiguration } from '#kernel';
import { createApplication } from '../../apps/server/src/application.js';
import { persistence, queues } from '../../apps/server/src/schema.js';
import { FakeAuthority } from '../fakes/timestamp/fake-authority.js';
import { FakeWitness } from '../fakes/witness/fake-witness.js';
import { freshDatabase } from '../support/database.js';

interface Running {
  app: NestExpressApplication;
  kernel: Kernel;
  address: string;
}

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let dataDir: string;
let witness: FakeWitness;
let authority: FakeAuthority;
let audit: OpenAuditLog;
const running: Running[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'colabora-vouched-'));
  authority = await FakeAuthority.start();
  witness = await FakeWitness.start([]);
  await writeFile(join(dataDir, 'roots.pem'), authority.rootPem);
});
afterAll(async () => {
  for (const { app, kernel } of running.reverse()) {
    await app.close();
    await kernel.close();
  }
  await witness.stop();
  await authority.stop();
  await fresh.drop();
  await rm(dataDir, { recursive: true });
});

async function start(roles: string): Promise<Running> {
  const configuration = readConfiguration({
    DATABASE_URL: fresh.url,
    COLABORA_SECRET: 's'.repeat(32),
    COLABORA_DATA_DIR: dataDir,
    COLABORA_ROLES: roles,
    COLABORA_WITNESSES: `${witness.verifierKey} ${witness.url}`,
    COLABORA_TSA_URL: authority.url,
    COLABORA_TSA_ROOTS: join(dataDir, 'roots.pem'),
    PORT: '0',
  });
  const kernel = await openKernel({ configuration, logger: createLogger('silent'), persistence, queues });
  if (running.length === 0) {
    audit = openAuditLog(kernel);
    await grow(kernel); // the log has a key from now on, and its witness knows it
    witness.logKeys.push(...(await audit.keys.published()).map(verifierKeyOf));
  }
  const app = await createApplication(kernel);
  await app.listen(0, '127.0.0.1');
  const one = { app, kernel, address: await app.getUrl() };
  running.push(one);
  return one;
}

async function grow({ database }: Kernel): Promise<void> {
  const subject = { kind: 'system' as const, id: 'audit-log' };
  await database.transaction((tx) =>
    audit.log.append(tx, operatorContext('test'), { action: 'audit.searched', subject }),
  );
  await audit.sequencer.drain();
}

/** The answer once there is one. */
async function published({ address }: Running, path: string): Promise<Response> {
  for (;;) {
    const response = await fetch(`${address}/transparency/${path}`);
    if (response.status !== 404) return response;
    await response.arrayBuffer();
    await pause(50);
  }
}

test('a server that runs has its log cosigned and stamped, and anybody can fetch both', async () => {
  const first = await start('public,worker');
  const note = await (await published(first, 'checkpoint/witnessed')).text();
  expect(note).toContain(`— ${witness.name} `);
  const stamp = (await (await published(first, 'timestamp')).json()) as Record<string, string>;
  const checkpoint = await fetch(first.address + stamp['checkpoint']!);
  expect(note.startsWith(await checkpoint.text())).toBe(true);
  const reply = await fetch(first.address + stamp['reply']!);
  expect(reply.headers.get('content-type')).toBe('application/timestamp-reply');
  expect((await reply.arrayBuffer()).byteLength).toBeGreaterThan(500);
  expect((await fetch(`${first.address}/transparency/timestamp/999999/reply`)).status).toBe(404);
  expect(await audit.verify()).toMatchObject({
    sound: true,
    witnessed: [{ witness: witness.verifierKey }],
    stamped: { count: 1, authority: 'Test authority' },
  });
});

test('another process that plays the worker too does not ask again before the next turn', async () => {
  // As if they had just been taken, however long the first test took.
  await running[0]!.kernel.database.query(`UPDATE audit_turn SET next_at = now() + interval '10 minutes'`);
  const second = await start('worker');
  await grow(second.kernel);
  await pause(2_000); // its first round comes a second after its start
  expect(witness.answers).toEqual([200]);
  expect(authority.asked).toBe(1);
});
