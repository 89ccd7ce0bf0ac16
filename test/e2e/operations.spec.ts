import { afterEach, describe, expect, test } from '@jest/globals';
import { createLogger, type Kernel, openKernel, readConfiguration, type Role } from '#kernel';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApplication } from '../../apps/server/src/application.js';
import { Metrics } from '../../apps/server/src/operations/metrics.js';
import { Readiness } from '../../apps/server/src/operations/readiness.js';
import { persistence, queues } from '../../apps/server/src/schema.js';
import { freshDatabase } from '../support/database.js';
import { until } from '../support/until.js';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A data folder that goes with the test. */
async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'colabora-operations-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function serve(roles: Role[]) {
  const fresh = await freshDatabase();
  closers.push(fresh.drop);
  const configuration = readConfiguration({
    DATABASE_URL: fresh.url,
    COLABORA_DATA_DIR: await ownFolder(),
    COLABORA_ROLES: roles.join(','),
  });
  const kernel: Kernel = await openKernel({
    configuration,
    logger: createLogger('silent'),
    persistence,
    queues,
  });
  closers.push(() => kernel.close());
  const app = await createApplication(kernel);
  await app.listen(0, '127.0.0.1');
  closers.push(() => app.close());
  return { app, kernel, address: await app.getUrl() };
}

describe('operations', () => {
  test('a process is ready while its database answers, and not while it stops', async () => {
    const { app, address } = await serve(['public', 'portal', 'worker']);
    expect((await fetch(`${address}/livez`)).status).toBe(200);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    app.get(Readiness).stopping();
    const response = await fetch(`${address}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: 'unavailable', obstacles: ['stopping'] });
  });

  test('a server that cannot have its port says so and ends, with all that it had begun', async () => {
    const occupied = createServer().listen(0, '127.0.0.1');
    await once(occupied, 'listening');
    closers.push(async () => occupied.close());
    const fresh = await freshDatabase();
    closers.push(fresh.drop);
    const { port } = occupied.address() as AddressInfo;
    const child = spawn(process.execPath, ['dist/apps/cli/src/main.js', 'start'], {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: fresh.url,
        COLABORA_DATA_DIR: await ownFolder(),
        PORT: String(port),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    closers.push(async () => child.kill('SIGKILL'));
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect(await once(child, 'close')).toEqual([1, null]); // what it said is whole by then
    expect(said).toContain(`port ${port} is in use`);
  });

  test('a public process has no staff side, and sets no cookie', async () => {
    const { address } = await serve(['public']);
    for (const path of ['/api/tips', '/api/session', '/staff/']) {
      const response = await fetch(address + path);
      expect([path, response.status]).toEqual([path, 404]);
      expect(response.headers.get('set-cookie')).toBeNull();
    }
  });

  test('a portal process has no citizen pages', async () => {
    const { address } = await serve(['portal']);
    expect((await fetch(`${address}/es/`)).status).toBe(404);
    expect((await fetch(`${address}/api/session`)).status).toBe(401);
  });

  test('metrics name route patterns and states, never an address asked for', async () => {
    const { app, address } = await serve(['portal']);
    await fetch(`${address}/api/tips/planted-612345678?words=planted-612345678`);
    const server = (await app.get(Metrics).listen(0))!;
    closers.push(async () => server.close());
    const { port } = server.address() as { port: number };
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(text).toContain('colabora_open_lines{priority="life"} 0');
    expect(text).toContain('colabora_files{state="quarantined"} 0');
    expect(text).toContain('colabora_retention{what="seconds-since-run"} -1');
    expect(text).toContain('colabora_http_request_seconds_count{method="GET"');
    expect(text).not.toContain('planted');
  });

  test('a request under way ends before the process does', async () => {
    const { app, kernel, address } = await serve(['portal']);
    const lock = kernel.database.source.createQueryRunner();
    await lock.connect();
    await lock.startTransaction();
    await lock.query('LOCK TABLE account IN ACCESS EXCLUSIVE MODE');
    const slow = fetch(`${address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'nobody@demo.example', password: 'not the password' }),
    });
    await until('the request waiting for the lock', async () => {
      const waiting = await lock.query(
        `SELECT FROM pg_locks WHERE NOT granted AND relation = 'account'::regclass`,
      );
      return (waiting as unknown[]).length > 0;
    });
    const closing = app.close();
    await lock.commitTransaction();
    await lock.release();
    expect((await slow).status).toBe(401);
    await closing;
  });
});
