import { expect, test } from '@jest/globals';
import { createLogger, openKernel, readConfiguration } from '#kernel';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase } from '../../../../test/support/database.js';
import { isDatabaseAway } from './database-away.js';

test('a connection that breaks in the middle is ours however it shows itself; a refused value is not', async () => {
  const fresh = await freshDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'colabora-away-'));
  const configuration = readConfiguration({ DATABASE_URL: fresh.url, COLABORA_DATA_DIR: dataDir });
  const kernel = await openKernel({
    configuration,
    logger: createLogger('silent'),
    persistence: [],
    queues: [],
  });
  const { database } = kernel;
  try {
    const caught = (work: Promise<unknown>) =>
      work.then(
        () => undefined,
        (error: unknown) => error,
      );
    const broken: unknown[] = [];
    await caught(
      database.transaction(async (tx) => {
        const [own] = await tx.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
        await database.query('SELECT pg_terminate_backend($1)', [own!.pid]);
        for (let time = 0; time < 3; time += 1) broken.push(await caught(tx.query('SELECT 1')));
      }),
    );
    expect(broken.map(isDatabaseAway)).toEqual([true, true, true]);
    expect(isDatabaseAway(await caught(database.query(`SELECT 'x'::int`)))).toBe(false);
    expect(isDatabaseAway(new TypeError('an engine broke'))).toBe(false);
    expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(true);
  } finally {
    await kernel.close();
    await fresh.drop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
