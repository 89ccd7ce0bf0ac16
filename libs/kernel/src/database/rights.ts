import { createHash } from 'node:crypto';
import { ROLES, type Role } from '../config/configuration.js';
import type { Database, Tx } from './database.js';
import type { Persistence } from './persistence.js';

/**
 * What each role's database account may do (docs/decisions/0020). `public` is the one that strangers speak to: it
 * inserts, and reads what taking in a tip needs. What it may do, `portal` and `worker` may too.
 */
export interface DatabaseRights {
  /** By table, in the words of PostgreSQL's GRANT: `SELECT (id, position), INSERT`. */
  tables: Record<string, Partial<Record<Role, string>>>;
  /** By function with its parameter types. A function that isn't named here can be called by its owner alone. */
  functions?: Record<string, readonly Role[]>;
}

/** The account of a role. Made without a password: an operator who splits the roles gives it one (docs/operators.md). */
export const databaseAccount = (role: Role): string => `colabora_${role}`;

/** pg-boss's tables: everybody adds jobs, only the worker reads what is in them. */
const JOBS_SCHEMA = 'jobs';
const JOB_TABLES_TO_ENQUEUE = ['job', 'job_common'];
const TO_ENQUEUE = 'INSERT, SELECT (id, start_after)';

export interface GrantedRights {
  /** Roles whose accounts exist and have their rights now. */
  roles: Role[];
  /** Roles that have no account, as the owner of the tables may not make any. */
  missing: Role[];
}

/**
 * Makes the accounts of the roles where it may, takes every right from them and grants what the libs declare. Safe to
 * repeat, all or nothing, and skipped where nothing changed since the last time (`always` does it even so).
 */
export async function grantRights(
  database: Database,
  persistence: Persistence[],
  { always = false } = {},
): Promise<GrantedRights> {
  for (const role of ROLES) await makeAccount(database, role);
  const roles = await existingAccounts(database);
  const statements = rightsInSql(persistence, roles);
  // With the database's name: what is granted on it stays behind when its content is copied elsewhere.
  const mark = createHash('sha256')
    .update([String(database.source.driver.database), ...statements].join('\n'))
    .digest('hex');
  await database.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [RIGHTS_LOCK]);
    if (!always && (await markOf(tx)) === mark) return;
    for (const statement of statements) await tx.query(statement);
    await tx.query(
      `INSERT INTO schema_rights (mark) VALUES ($1) ON CONFLICT (single) DO UPDATE SET mark = excluded.mark`,
      [mark],
    );
  });
  return { roles, missing: ROLES.filter((role) => !roles.includes(role)) };
}

/** Any constant will do; it keeps two starting processes from granting at the same time. */
const RIGHTS_LOCK = 0x0c01_ab0b;

/** Accounts belong to the whole cluster: another database's start may make them at the same moment. */
async function makeAccount(database: Database, role: Role): Promise<void> {
  await database.query(`
    DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${databaseAccount(role)}')
         AND EXISTS (SELECT FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolcreaterole)) THEN
        CREATE ROLE ${databaseAccount(role)} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$`);
}

async function existingAccounts(database: Database): Promise<Role[]> {
  const rows = await database.query<{ rolname: string }>(
    'SELECT rolname FROM pg_roles WHERE rolname = ANY ($1)',
    [ROLES.map(databaseAccount)],
  );
  const names = rows.map(({ rolname }) => rolname);
  return ROLES.filter((role) => names.includes(databaseAccount(role)));
}

async function markOf(tx: Tx): Promise<string | undefined> {
  const [row] = await tx.query<{ mark: string }[]>('SELECT mark FROM schema_rights');
  return row?.mark;
}

/** From nothing: first everything is taken away, from everybody, then each role gets its own. */
function rightsInSql(persistence: Persistence[], roles: Role[]): string[] {
  const everybody = ['PUBLIC', ...roles.map(databaseAccount)].join(', ');
  return [
    `DO $$ BEGIN EXECUTE format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM ${everybody}', current_database()); END $$`,
    ...['public', JOBS_SCHEMA].flatMap((schema) => [
      `REVOKE ALL ON SCHEMA ${schema} FROM ${everybody}`,
      `REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM ${everybody}`,
      `REVOKE ALL ON ALL SEQUENCES IN SCHEMA ${schema} FROM ${everybody}`,
      `REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ${schema} FROM ${everybody}`,
    ]),
    // A table or function made by a later migration starts closed, too.
    `ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC`,
    ...roles.flatMap((role) => rightsOf(role, persistence)),
  ];
}

function rightsOf(role: Role, persistence: Persistence[]): string[] {
  const account = databaseAccount(role);
  const grants = [`GRANT USAGE ON SCHEMA public, ${JOBS_SCHEMA} TO ${account}`];
  for (const { rights } of persistence) {
    for (const [table, declared] of Object.entries(rights.tables)) {
      const own = [declared.public, role === 'public' ? undefined : declared[role]];
      for (const right of own)
        if (right !== undefined) grants.push(`GRANT ${right} ON ${table} TO ${account}`);
    }
    for (const [signature, callers] of Object.entries(rights.functions ?? {})) {
      if (callers.includes(role) || callers.includes('public'))
        grants.push(`GRANT EXECUTE ON FUNCTION ${signature} TO ${account}`);
    }
  }
  return [...grants, ...jobRightsOf(role, account)];
}

function jobRightsOf(role: Role, account: string): string[] {
  const toEnqueue = [
    `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${JOBS_SCHEMA} TO ${account}`,
    `GRANT SELECT ON ${JOBS_SCHEMA}.version, ${JOBS_SCHEMA}.queue TO ${account}`,
    ...JOB_TABLES_TO_ENQUEUE.map((table) => `GRANT ${TO_ENQUEUE} ON ${JOBS_SCHEMA}.${table} TO ${account}`),
  ];
  if (role !== 'worker') return toEnqueue;
  return [
    ...toEnqueue,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${JOBS_SCHEMA} TO ${account}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${JOBS_SCHEMA} TO ${account}`,
  ];
}
