import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, writeSync } from 'node:fs';
import { type MixedRoom, SECRET } from './mixed-room.js';

/** What their connections to PostgreSQL are called, so that the run can cut them. */
const NAME = 'colabora-worker';

/**
 * Two workers beside each other: both read X, both stand at the mailbox, both send; the first has the door for mail. Each
 * may be killed, none may end by itself.
 */
export class Workers {
  kills = 0;
  readonly #processes: ChildProcess[];
  /** When each is up, or gone before. */
  readonly #started: Promise<void>[] = [];
  #lastWords = '';

  constructor(private readonly room: MixedRoom) {
    this.#processes = [this.start(0), this.start(1)];
  }

  /** SIGKILL, and another takes its place. */
  async kill(which: number): Promise<void> {
    this.check();
    await this.end(which);
    this.kills += 1;
    this.#processes[which] = this.start(which);
  }

  async endAll(): Promise<void> {
    this.check();
    for (const which of this.#processes.keys()) await this.end(which);
  }

  /** @throws if one ended by itself: nothing from outside may do that. */
  check(): void {
    for (const { exitCode, signalCode } of this.#processes)
      if (exitCode !== null || signalCode !== null)
        throw new Error(`a worker ended by itself: ${exitCode ?? signalCode} ${this.#lastWords}`);
  }

  /** As a failover of PostgreSQL does. One that is still starting may end by it, and be started again: that is awaited. */
  async cutDatabaseConnections(): Promise<void> {
    await Promise.all(this.#started);
    await this.room.desk.database.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1',
      [NAME],
    );
  }

  killQuietly(): void {
    for (const worker of this.#processes) worker.kill('SIGKILL');
  }

  private async end(which: number): Promise<void> {
    const worker = this.#processes[which]!;
    const gone = once(worker, 'exit');
    worker.kill('SIGKILL');
    await gone;
  }

  private start(which: number): ChildProcess {
    const { desk, x, settings, mailPort, mailbox, outside } = this.room;
    const log = process.env['COLABORA_TEST_LOG'];
    const to = log === undefined ? 'pipe' : openSync(log, 'a');
    const database = new URL(desk.kernel.configuration.databaseUrl!);
    database.searchParams.set('application_name', NAME);
    const worker = spawn(process.execPath, ['dist/apps/cli/src/main.js', 'start'], {
      env: {
        PATH: process.env['PATH'],
        ...settings,
        COLABORA_ROLES: 'worker',
        COLABORA_SECRET: SECRET,
        COLABORA_DATA_DIR: desk.kernel.configuration.dataDir,
        DATABASE_URL: database.href,
        COLABORA_X_CONNECT: x.address,
        COLABORA_X_POLL_SECONDS: '1',
        COLABORA_X_SILENCE_SECONDS: '1',
        ...(which === 0 ? { COLABORA_MAIL_PORT: String(mailPort) } : {}),
        COLABORA_MAIL_IMAP_URL: mailbox.url,
        COLABORA_MAIL_OUT_URL: outside.url,
        COLABORA_MAIL_SILENCE_SECONDS: '1',
        COLABORA_METRICS_PORT: '0',
        PORT: '0',
      },
      stdio: ['ignore', 'pipe', to],
    });
    worker.stderr?.on('data', (said: Buffer) => {
      this.#lastWords = (this.#lastWords + said.toString()).slice(-2_000);
    });
    this.#started[which] = new Promise<void>((up) => {
      worker.once('exit', () => up());
      worker.stdout!.on('data', (said: Buffer) => {
        if (typeof to === 'number') writeSync(to, said);
        if (said.includes('Colabora is running')) up();
      });
    });
    return worker;
  }
}
