import { createHash, hash } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type AuditFact, auditPersistence, openAuditLog, type OpenAuditLog } from '#audit';
import {
  citizenContext,
  createLogger,
  type Kernel,
  kernelPersistence,
  openKernel,
  readConfiguration,
  type Tx,
  uuidv7,
  type WorkContext,
} from '#kernel';
import { type BenchReport, machine } from './report.js';

export interface AuditBenchOptions {
  /** Seconds of writing for each kind of transaction, in rounds that take turns. */
  seconds: number;
  /** Writers at once. */
  connections: number;
  /** Entries to verify. */
  size?: number;
}

/** Rounds take turns, so that a busy neighbour slows all kinds alike. */
const ROUNDS = 5;

/**
 * Audited transactions per second beside the same transaction without audit and with a correct serial hash chain;
 * how long a committed entry waits for its place meanwhile; and verification beside bare SHA-256 of the same bytes.
 * The sequencer runs all the time, in this process, as it does in a server that plays all roles.
 */
export async function benchAudit({
  seconds,
  connections,
  size = 100_000,
}: AuditBenchOptions): Promise<BenchReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'colabora-bench-'));
  await chmod(dataDir, 0o711); // as root, PostgreSQL runs as another user, who must get in
  const configuration = readConfiguration({
    COLABORA_DATA_DIR: dataDir,
    COLABORA_DB_POOL: String(connections + 4),
  });
  const logger = createLogger('silent');
  const kernel = await openKernel({
    configuration,
    logger,
    persistence: [kernelPersistence, auditPersistence],
    queues: [],
  });
  try {
    const writing = await benchWriting(kernel, openAuditLog(kernel), seconds, connections);
    const verifying = await benchVerifying(kernel, openAuditLog(kernel), size);
    return {
      name: 'audit',
      machine: machine(),
      lines: [...writing.lines, ...verifying.lines],
      ratios: [...writing.ratios, ...verifying.ratios],
    };
  } finally {
    await kernel.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Figures = Pick<BenchReport, 'lines' | 'ratios'>;

async function benchWriting(
  kernel: Kernel,
  audit: OpenAuditLog,
  seconds: number,
  writers: number,
): Promise<Figures> {
  await kernel.database.query(`
    CREATE TABLE bench_tip (id uuid PRIMARY KEY, text text NOT NULL);
    CREATE TABLE bench_chain_head (single boolean PRIMARY KEY DEFAULT true, hash bytea NOT NULL);
    INSERT INTO bench_chain_head (hash) VALUES (sha256(''));
    CREATE TABLE bench_chain (id uuid PRIMARY KEY, body text NOT NULL, previous bytea NOT NULL, hash bytea NOT NULL);
  `);
  const lag = new LagMeter();
  const kinds = {
    bare: (tx: Tx, tipId: string) => insertTip(tx, tipId),
    audited: async (tx: Tx, tipId: string) => {
      await insertTip(tx, tipId);
      return (await audit.log.append(tx, CITIZEN, receivedFact(tipId)))[0]!.entryId;
    },
    chained: async (tx: Tx, tipId: string) => {
      await insertTip(tx, tipId);
      await extendChain(tx, JSON.stringify(receivedFact(tipId)));
    },
  };
  const counts = { bare: 0, audited: 0, chained: 0 };
  const spentMs = { bare: 0, audited: 0, chained: 0 };
  const stopSequencing = sequence(audit, lag);
  const roundMs = (seconds * 1000) / ROUNDS;
  for (const work of Object.values(kinds)) await writeFor(kernel, work, writers, 500, lag);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const kind of ['bare', 'audited', 'chained'] as const) {
      const began = performance.now();
      counts[kind] += await writeFor(kernel, kinds[kind], writers, roundMs, lag);
      await allPlaced(kernel); // what is still to be done for this kind's entries is this kind's time
      spentMs[kind] += performance.now() - began;
    }
  }
  await stopSequencing();
  const waits = await lag.waits(kernel);
  const rate = (kind: keyof typeof counts) => (counts[kind] * 1000) / spentMs[kind];
  return {
    lines: [
      { what: `transactions without audit, ${writers} writers`, value: rate('bare'), unit: '1/s' },
      { what: 'the same with an audit entry', value: rate('audited'), unit: '1/s' },
      { what: 'the same with a serial hash chain', value: rate('chained'), unit: '1/s' },
      { what: 'integration lag p50', value: percentile(waits, 0.5), unit: 'ms' },
      { what: 'integration lag p99', value: percentile(waits, 0.99), unit: 'ms' },
    ],
    ratios: [
      { what: 'audited / without audit', value: rate('audited') / rate('bare'), goal: '>= 0.7' },
      { what: 'audited / serial hash chain', value: rate('audited') / rate('chained'), goal: '>= 3' },
      { what: 'integration lag p99 in seconds', value: percentile(waits, 0.99) / 1000, goal: '< 1' },
    ],
  };
}

const CITIZEN: WorkContext = citizenContext('citizen-tip');

const receivedFact = (tipId: string): AuditFact => ({
  action: 'tip.received',
  subject: { kind: 'tip', id: tipId },
  details: { channel: 'web', language: 'es', words: 42 },
});

async function insertTip(tx: Tx, id: string): Promise<undefined> {
  await tx.query('INSERT INTO bench_tip (id, text) VALUES ($1, $2)', [
    id,
    'En el portal [DIRECCIÓN-1] venden a menores.',
  ]);
}

/** As correct as a chain can be: the next link waits for the commit of the one before it. */
async function extendChain(tx: Tx, body: string): Promise<void> {
  const [head] = await tx.query<{ hash: Buffer }[]>('SELECT hash FROM bench_chain_head FOR UPDATE');
  const next = createHash('sha256').update(head!.hash).update(body).digest();
  await tx.query('INSERT INTO bench_chain (id, body, previous, hash) VALUES ($1, $2, $3, $4)', [
    uuidv7(),
    body,
    head!.hash,
    next,
  ]);
  await tx.query('UPDATE bench_chain_head SET hash = $1', [next]);
}

/** Transactions committed within `milliseconds` by `writers` at once. */
async function writeFor(
  { database }: Kernel,
  work: (tx: Tx, tipId: string) => Promise<string | undefined | void>,
  writers: number,
  milliseconds: number,
  lag: LagMeter,
): Promise<number> {
  const deadline = performance.now() + milliseconds;
  let committed = 0;
  const writer = async () => {
    while (performance.now() < deadline) {
      const entryId = await database.transaction((tx) => work(tx, uuidv7()));
      if (entryId !== undefined) lag.committed(entryId as string);
      committed += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return committed;
}

/** Waits until each committed entry has its place. */
async function allPlaced({ database }: Kernel): Promise<void> {
  while ((await database.query('SELECT FROM audit_incoming LIMIT 1')).length > 0) await pause(5);
}

/** The server's own rhythm; returns how to stop it once all is integrated. */
function sequence({ sequencer }: OpenAuditLog, lag: LagMeter): () => Promise<void> {
  let isStopped = false;
  const integrateAll = async () => {
    const last = await sequencer.drain();
    if (last !== undefined) lag.integrated(last.size);
  };
  const running = (async () => {
    for (; !isStopped; await pause(250)) await integrateAll();
    await integrateAll();
  })();
  return () => {
    isStopped = true;
    return running;
  };
}

/** From the moment a writer knows of its commit to the moment a signed checkpoint covers the entry. */
class LagMeter {
  readonly #commits = new Map<string, number>();
  readonly #integrations: { size: number; at: number }[] = [];

  committed(entryId: string): void {
    this.#commits.set(entryId, performance.now());
  }

  integrated(size: number): void {
    this.#integrations.push({ size, at: performance.now() });
  }

  /** In milliseconds, sorted. */
  async waits({ database }: Kernel): Promise<number[]> {
    const rows = await database.query<{ id: string; position: string }>(
      'SELECT id, position FROM audit_entry ORDER BY position',
    );
    let next = 0;
    const waits = rows.flatMap(({ id, position }) => {
      while (this.#integrations[next]!.size <= Number(position)) next += 1;
      const committedAt = this.#commits.get(id);
      return committedAt === undefined ? [] : [Math.max(0, this.#integrations[next]!.at - committedAt)];
    });
    return waits.sort((a, b) => a - b);
  }
}

const percentile = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

const ENTRIES_PER_APPEND = 500;
/** Memory at this point beside memory at the end: with `--size 1000000` they show that it doesn't grow with the log. */
const EARLY_ENTRIES = 100_000;

async function benchVerifying(kernel: Kernel, audit: OpenAuditLog, size: number): Promise<Figures> {
  const [row] = await kernel.database.query<{ count: string }>('SELECT count(*) FROM audit_entry');
  const perDrain = 50_000; // so that the heap of waiting entries stays small, as in a server
  for (let have = Number(row!.count); have < size; have += ENTRIES_PER_APPEND) {
    const facts = Array.from({ length: ENTRIES_PER_APPEND }, () => receivedFact(uuidv7()));
    await kernel.database.transaction((tx) => audit.log.append(tx, CITIZEN, ...facts));
    if (have % perDrain < ENTRIES_PER_APPEND) await audit.sequencer.drain();
  }
  await audit.sequencer.drain();
  await kernel.database.query('VACUUM ANALYZE audit_integrated');

  const bare = await hashBare(kernel);
  const bareFromDatabase = await hashBareFromDatabase(kernel);
  let peakBytes = 0;
  let earlyPeakBytes = 0;
  const before = process.memoryUsage().rss;
  const startedAt = performance.now();
  const verdict = await audit.verify({
    onProgress: (done) => {
      peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
      if (done <= EARLY_ENTRIES) earlyPeakBytes = peakBytes;
    },
  });
  const perSecond = verdict.size / ((performance.now() - startedAt) / 1000);
  if (!verdict.sound) throw new Error('The log of this bench is not sound.');
  return {
    lines: [
      { what: `verification of ${verdict.size} entries`, value: perSecond, unit: 'entries/s' },
      { what: 'bare SHA-256 of the same bytes in memory', value: bare, unit: 'entries/s' },
      { what: 'the same, read from the database first', value: bareFromDatabase, unit: 'entries/s' },
      {
        what: `memory added by the first ${EARLY_ENTRIES} entries`,
        value: Math.max(0, earlyPeakBytes - before) / 2 ** 20,
        unit: 'MiB',
      },
      { what: 'memory added by all of them', value: Math.max(0, peakBytes - before) / 2 ** 20, unit: 'MiB' },
    ],
    ratios: [
      { what: 'verification / bare SHA-256 in memory', value: perSecond / bare, goal: '>= 0.5' },
      { what: 'verification / reading and bare SHA-256', value: perSecond / bareFromDatabase },
    ],
  };
}

/** Entries per second when salt and body are hashed from memory, and nothing else is done. */
async function hashBare({ database }: Kernel): Promise<number> {
  const rows = await database.query<{ salt: Buffer; body: string }>(
    'SELECT salt, body FROM audit_entry ORDER BY position LIMIT 100000',
  );
  const salted = rows.map(({ salt, body }) => Buffer.concat([salt, Buffer.from(body)]));
  const startedAt = performance.now();
  for (const bytes of salted) hash('sha256', bytes, 'buffer');
  return salted.length / ((performance.now() - startedAt) / 1000);
}

/**
 * Entries per second when body and salt are read from the same database, page by page in the tree's order as rows, and
 * each is hashed once: the least that anybody who checks the same bytes has to do.
 */
async function hashBareFromDatabase({ database }: Kernel): Promise<number> {
  const page = 4096;
  const startedAt = performance.now();
  let hashed = 0;
  for (;;) {
    const rows = await database.query<{ salt: Buffer; body: string }>(
      'SELECT salt, body FROM audit_integrated WHERE position >= $1 AND position < $2 ORDER BY position',
      [hashed, hashed + page],
    );
    for (const { salt, body } of rows) hash('sha256', Buffer.concat([salt, Buffer.from(body)]), 'buffer');
    hashed += rows.length;
    if (rows.length < page) break;
  }
  return hashed / ((performance.now() - startedAt) / 1000);
}
