import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  connect,
  createLogger,
  ensureDatabase,
  grantRights,
  Jobs,
  migrate,
  startEmbeddedPostgres,
} from '../../dist/libs/kernel/src/index.js';
import { persistence, queues } from '../../dist/apps/server/src/schema.js';

/** One real PostgreSQL for the whole run, with a migrated database that each test file clones. */
export default async function startPostgres() {
  const folder = await mkdtemp(join(tmpdir(), 'colabora-test-'));
  const { chmod } = await import('node:fs/promises');
  await chmod(folder, 0o711); // as root, PostgreSQL runs as another user, who must get in
  const postgres = await startEmbeddedPostgres({ folder, durable: false });
  await ensureDatabase(postgres, 'template_colabora');
  const url = postgres.url('template_colabora');
  const database = await connect({ url, persistence, poolSize: 2, applicationName: 'test-template' });
  await migrate(database);
  const jobs = new Jobs(url, false, createLogger('silent'));
  await jobs.start(queues);
  await jobs.stop();
  await grantRights(database, persistence);
  await database.close();
  globalThis.testPostgres = { postgres, folder };
  process.env.COLABORA_TEST_POSTGRES = postgres.url('postgres');
}
