import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './database.js';

/** How long a process with a role's account waits for `colabora migrate` to have run. */
const PATIENCE_MS = 60_000;

/** Whether this account owns the tables (or may make them), so that it brings them up to date itself. */
export async function ownsSchema(database: Database): Promise<boolean> {
  const [row] = await database.query<{ owns: boolean }>(
    `SELECT coalesce((SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('schema_migration')),
                     has_schema_privilege('public', 'CREATE')) AS owns`,
  );
  return row!.owns;
}

/** Waits until an owner's process has brought the tables to what this program knows. */
export async function awaitSchema(database: Database, patienceMs = PATIENCE_MS): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const missing = await missingMigrations(database);
    if (missing.length === 0) return;
    if (Date.now() > deadline) {
      throw new Error(
        `The database lacks ${missing.length} changes that this version needs, and this account may not make them: ` +
          `run "colabora migrate" with the account that owns the tables.`,
      );
    }
    await sleep(500);
  }
}

async function missingMigrations(database: Database): Promise<string[]> {
  const rows = await database
    .query<{ name: string }>('SELECT name FROM schema_migration')
    .catch((error: { code?: string }) => {
      // Not there yet, or no right to it yet: the owner hasn't been here.
      if (error.code === '42P01' || error.code === '42501') return [];
      throw error;
    });
  const done = new Set(rows.map(({ name }) => name));
  return database.source.migrations
    .map((migration) => migration.name ?? migration.constructor.name)
    .filter((name) => !done.has(name));
}
