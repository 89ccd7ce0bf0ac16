import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, createLogger, Jobs, type Database, type JobQueue } from '#kernel';
import { freshDatabase } from '../../../../test/support/database.js';

const letters: JobQueue<{ letterId: string }> = { name: 'letters', retries: 2, expireSeconds: 60 };
const parcels: JobQueue<{ parcelId: string }> = { name: 'parcels', retries: 2, expireSeconds: 60 };
let database: Database;
let jobs: Jobs;
let drop: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase();
  drop = fresh.drop;
  database = await connect({ url: fresh.url, persistence: [], poolSize: 4, applicationName: 'test' });
  jobs = new Jobs(fresh.url, true, createLogger('silent'));
  await jobs.start([letters, parcels]);
});

afterAll(async () => {
  await jobs.stop();
  await database.close();
  await drop();
});

test('a job exists exactly if its cause committed', async () => {
  await database.transaction((tx) => jobs.enqueue(tx, letters, { letterId: 'committed' }));
  const rolledBack = database.transaction(async (tx) => {
    await jobs.enqueue(tx, letters, { letterId: 'rolled-back' });
    throw new Error('change of mind');
  });
  await expect(rolledBack).rejects.toThrow('change of mind');

  const queued = await database.query(`SELECT data FROM jobs.job WHERE name = 'letters'`);
  expect(queued).toEqual([{ data: { letterId: 'committed' } }]);
  const taken = await new Promise<string>((resolve) => {
    void jobs.work(letters, async ({ letterId }) => resolve(letterId));
  });
  expect(taken).toBe('committed');
});

test('one job that fails takes no other with it, and is tried again', async () => {
  const taken: string[] = [];
  let failures = 0;
  const done = new Promise<void>((resolve) => {
    void jobs.work(parcels, async ({ parcelId }) => {
      if (parcelId === 'torn' && failures++ === 0) throw new Error('it is torn');
      taken.push(parcelId);
      if (taken.length === 3) resolve();
    });
  });
  await database.transaction(async (tx) => {
    for (const parcelId of ['torn', 'whole', 'other']) await jobs.enqueue(tx, parcels, { parcelId });
  });
  await done;
  expect(taken.at(-1)).toBe('torn');
});
