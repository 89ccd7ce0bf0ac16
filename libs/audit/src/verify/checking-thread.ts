import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import { checkStretch, type Stretch } from './check-stretch.js';
import type { CheckingAnswer, CheckingThreadData } from './checking-threads.js';

/** A thread of `CheckingThreads`: it is asked for stretches and answers in the order asked. */
const { databaseUrl, connections } = workerData as CheckingThreadData;
const pool = new pg.Pool({
  connectionString: databaseUrl,
  max: connections,
  application_name: 'colabora-verify',
});
pool.on('error', () => undefined); // a connection that breaks while idle: the next read says so

const spare: Buffer[] = [];
let before: Promise<unknown> = Promise.resolve();

parentPort!.on('message', (stretch: Stretch) => {
  const answer = checkStretch(pool, stretch, spare).then(
    (checked): CheckingAnswer => ({ checked }),
    (failure: Error): CheckingAnswer => ({ failure }),
  );
  before = before.then(async () => parentPort!.postMessage(await answer));
});
