import type { PoolClient } from 'pg';

/** What a backup file says about itself, before anything else. */
export interface BackupManifest {
  format: 1;
  createdAt: string;
  /** Changes of the schema that the rows are of: restored only by a program that knows exactly these. */
  migrations: string[];
  /** A keyed mark of the server's secret, which is not in the file. */
  secretMark: string;
  tables: BackupTable[];
}

export interface BackupTable {
  /** With its schema. */
  name: string;
  columns: string[];
}

/** What it says at its end: how much there was, and the SHA-256 of each entry of the archive. */
export interface BackupEnd {
  rows: Record<string, number>;
  blobs: number;
  hashes: Record<string, string>;
}

/** Sessions end and counters start anew; the other two are made by `migrate`. */
const LEFT_OUT = [
  'schema_migration',
  'schema_rights',
  'staff_session',
  'sign_in_attempt',
  'web_code_attempt',
];

/** A disk or the sealed files may take hours; the desk's own transactions may not idle for a minute (`connect`). */
export const WITHOUT_HURRY = 'SET LOCAL idle_in_transaction_session_timeout = 0';

/** Every table with the columns that can be written, in an order in which foreign keys hold. */
export async function tablesOf(client: PoolClient): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable & { refers: string[] }>(
    `SELECT n.nspname || '.' || c.relname AS name,
            ARRAY(SELECT a.attname::text FROM pg_attribute AS a
                   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                   ORDER BY a.attnum) AS columns,
            ARRAY(SELECT n2.nspname || '.' || r.relname FROM pg_constraint AS k JOIN pg_class AS r ON r.oid = k.confrelid
                    JOIN pg_namespace AS n2 ON n2.oid = r.relnamespace
                   WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid) AS refers
       FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE (n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT c.relname = ANY ($1))
         OR (n.nspname = 'jobs' AND c.relname = 'job')
      ORDER BY c.relname`,
    [LEFT_OUT],
  );
  return inOrderOfReference(rows).map(({ name, columns }) => ({ name, columns }));
}

function inOrderOfReference<Table extends { name: string; refers: string[] }>(tables: Table[]): Table[] {
  const ordered: Table[] = [];
  const waiting = new Map(tables.map((table) => [table.name, table]));
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter((table) => !table.refers.some((name) => waiting.has(name)));
    if (ready.length === 0) throw new Error('The tables refer to each other in a circle');
    for (const table of ready) {
      ordered.push(table);
      waiting.delete(table.name);
    }
  }
  return ordered;
}

export const columnList = ({ columns }: BackupTable): string => columns.map((name) => `"${name}"`).join(', ');

/** Jobs that are done tell nothing that is needed. */
export const rowsOf = (table: BackupTable): string =>
  `SELECT ${columnList(table)} FROM ${table.name}${table.name === 'jobs.job' ? ` WHERE state < 'completed'` : ''}`;

export async function migrationsOf(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM schema_migration ORDER BY timestamp, name',
  );
  return rows.map(({ name }) => name);
}
