import { randomBytes } from 'node:crypto';
import { connect, type Database, migrate, type Persistence } from '#kernel';
import pg from 'pg';

/** The address of a fresh database, cloned from the migrated template; `drop` it when the test file ends. */
export async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = process.env['COLABORA_TEST_POSTGRES']!;
  const name = `test_${randomBytes(6).toString('hex')}`;
  await run(server, `CREATE DATABASE ${name} TEMPLATE template_colabora`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

/** A fresh database with these libs' tables, connected; `close` ends the connections and drops it. */
export async function openDatabase(
  persistence: Persistence[],
  poolSize = 4,
): Promise<{ database: Database; close(): Promise<void> }> {
  const fresh = await freshDatabase();
  const database = await connect({ url: fresh.url, persistence, poolSize, applicationName: 'test' });
  await migrate(database);
  return {
    database,
    close: async () => {
      await database.close();
      await fresh.drop();
    },
  };
}

async function run(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
