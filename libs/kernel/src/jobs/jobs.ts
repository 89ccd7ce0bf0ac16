import { isDeepStrictEqual } from 'node:util';
import { type Db as SqlDoor, type Job, type JobResult, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Tx } from '../database/database.js';

/**
 * A kind of background work. `Payload` holds ids and small settings only: a job's row is readable by operators,
 * so it never carries text, identity or secrets (product.md, promise 3).
 */
export interface JobQueue<Payload extends object> {
  name: string;
  /** How often a failed job is tried again, with growing pauses. */
  retries: number;
  /** A job still running after this is handed to another worker. */
  expireSeconds: number;
  /** Before the first repetition; each further pause is about twice as long, an hour at most. One second by default. */
  firstPauseSeconds?: number;
  /** Takes over what failed every time, with the same payload: so that somebody is told. */
  givenUp?: JobQueue<Payload>;
  /** Only for the type. */
  payload?: Payload;
}

const LONGEST_PAUSE_SECONDS = 3600;
/** New jobs are told of at once; repetitions are found by looking, every half minute if pg-boss had its way. */
const LOOK_SECONDS = 5;

/**
 * Jobs in the same PostgreSQL, enqueued in the caller's transaction: a job exists exactly if its cause committed.
 * pg-boss; the three listen flags are what makes it fast (30 times the throughput without them, p50 6 ms not 1.5 s).
 */
export class Jobs {
  readonly #boss: PgBoss;
  readonly #logger: Logger;

  /** `ownsSchema`: this account may bring pg-boss's own tables up to date and make queues; a role's account may not. */
  constructor(
    databaseUrl: string,
    isWorker: boolean,
    logger: Logger,
    private readonly ownsSchema = true,
  ) {
    this.#logger = logger;
    this.#boss = new PgBoss({
      connectionString: databaseUrl,
      application_name: 'colabora-jobs',
      schema: 'jobs',
      max: 4,
      migrate: ownsSchema,
      registerInstance: isWorker,
      supervise: isWorker,
      schedule: isWorker,
      useListenNotify: isWorker,
    });
    // pg-boss reports connection trouble here and goes on by itself; never let it end the process.
    this.#boss.on('error', (error) => logger.warn({ err: { message: error.message } }, 'jobs: trouble'));
  }

  /** Connects; where this account owns the schema, brings it up to date and makes the queues. */
  async start(queues: JobQueue<object>[]): Promise<void> {
    await this.#boss.start();
    if (this.ownsSchema) await this.makeQueues(queues);
  }

  /** Makes what is missing, and brings what an earlier version made up to date. */
  private async makeQueues(queues: JobQueue<object>[]): Promise<void> {
    const known = new Map((await this.#boss.getQueues()).map((queue) => [queue.name, queue]));
    const all = queues.flatMap((queue) => (queue.givenUp === undefined ? [queue] : [queue.givenUp, queue]));
    for (const queue of all) {
      const wanted = {
        retryLimit: queue.retries,
        retryDelay: queue.firstPauseSeconds ?? 1,
        retryBackoff: true,
        retryDelayMax: LONGEST_PAUSE_SECONDS,
        expireInSeconds: queue.expireSeconds,
        ...(queue.givenUp === undefined ? {} : { deadLetter: queue.givenUp.name }),
      };
      const made = known.get(queue.name);
      if (made === undefined) await this.#boss.createQueue(queue.name, { notify: true, ...wanted });
      else if (!isDeepStrictEqual({ ...made, ...wanted }, made))
        await this.#boss.updateQueue(queue.name, wanted);
    }
  }

  /** Adds a job in the caller's transaction. */
  async enqueue<Payload extends object>(tx: Tx, queue: JobQueue<Payload>, payload: Payload): Promise<void> {
    await this.#boss.send(queue.name, payload, { db: inside(tx) });
  }

  /**
   * Takes jobs of one queue, up to `atOnce` at a time (at least two: pg-boss waits for its next look after a batch of one).
   * Each succeeds or fails by itself, and a failed one is tried again. The handler must stand being repeated.
   */
  async work<Payload extends object>(
    queue: JobQueue<Payload>,
    handler: (payload: Payload) => Promise<void>,
    atOnce = 4,
  ): Promise<void> {
    await this.#boss.work<Payload>(
      queue.name,
      {
        batchSize: atOnce,
        burstWhenBatchFull: true,
        pollingIntervalSeconds: 2,
        notifyPollingIntervalSeconds: LOOK_SECONDS,
        perJobResults: true,
      },
      async (jobs) => {
        const results: JobResult[] = [];
        for (const job of jobs) results.push(await this.#settle(queue.name, job, handler));
        return results;
      },
    );
  }

  /** Has a worker do a job every so often; `cron` in UTC. However many workers there are, it is done once. */
  async repeat<Payload extends object>(
    queue: JobQueue<Payload>,
    cron: string,
    payload: Payload,
  ): Promise<void> {
    await this.#boss.schedule(queue.name, cron, payload, { tz: 'UTC' });
  }

  /** An error's message may quote what somebody wrote: its kind alone is logged and kept with the job. */
  async #settle<Payload extends object>(
    queue: string,
    { id, data }: Job<Payload>,
    handler: (payload: Payload) => Promise<void>,
  ): Promise<JobResult> {
    try {
      await handler(data);
      return { id, status: 'completed' };
    } catch (error) {
      const { name, code } = error as Error & { code?: string };
      this.#logger.warn({ queue, job: id, error: name, code }, 'jobs: one failed');
      return { id, status: 'failed', output: { name, code } };
    }
  }

  /** Jobs not yet done, by queue: for metrics and `colabora doctor`. */
  async backlog(): Promise<Record<string, number>> {
    const queues = await this.#boss.getQueues();
    return Object.fromEntries(queues.map((queue) => [queue.name, queue.queuedCount + queue.activeCount]));
  }

  /** Lets running jobs end (10 s at most); what didn't start stays queued for another process. */
  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 10_000 });
  }
}

const inside = (tx: Tx): SqlDoor => ({
  executeSql: async (text, values) => {
    const rows: unknown = await tx.query(text, values as unknown[]);
    return { rows: Array.isArray(rows) ? rows : [] };
  },
});
