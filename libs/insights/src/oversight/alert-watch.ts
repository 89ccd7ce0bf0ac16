import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { OPERATION_OF } from '#audit';
import { Clock, Configuration, Database, discreetError, type Tx, uuidv7 } from '#kernel';
import type { AlertKind } from './alert-rules.js';
import { ACCOUNT, firstIdAt, MOMENT, OUTSIDE_HOURS } from './looked-at.js';

/** Often enough that an auditor hears of a night's browsing before the morning. */
const PAUSE_MS = 5 * 60_000;
/** How far back each round looks: two calendar days, so that a stopped worker misses nothing of yesterday. */
const WINDOW_MS = 48 * 3_600_000;

/** Any constant will do: one process at a time looks. */
const WATCH_LOCK = [0x0c01, 0xa1e7] as const;

const LOOKS = Object.entries(OPERATION_OF)
  .filter(([action, operation]) => operation === 'consultation' && !action.startsWith('audit.'))
  .map(([action]) => action);

/** Which entries a kind of rule counts, and what besides person and day they are counted by. */
const COUNTED: Record<AlertKind, { actions: readonly string[]; where: string; by: string }> = {
  'outside-hours': { actions: LOOKS, where: OUTSIDE_HOURS, by: '' },
  volume: { actions: LOOKS, where: 'true', by: '' },
  'repeated-reveals': { actions: ['tip.revealed'], where: 'true', by: ', subject_id' },
  denied: { actions: ['access.denied'], where: 'true', by: '' },
};

/** Holds what people did against the saved rules, in one worker at a time; an alert is one rule, person and day. */
@Injectable()
export class AlertWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('oversight');
  #timer?: NodeJS.Timeout;
  #running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly configuration: Configuration,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.configuration.plays('worker')) return;
    this.#timer = setInterval(() => {
      this.#running = this.round().catch((error: unknown) =>
        this.#logger.error({ err: discreetError(error) }, 'looking for alerts failed; trying again'),
      );
    }, PAUSE_MS);
    this.#timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  /** One look at the last two days. An alert that somebody has seen and that grew is unseen again. */
  async round(): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [lock] = await tx.query<{ held: boolean }[]>('SELECT pg_try_advisory_xact_lock($1, $2) AS held', [
        ...WATCH_LOCK,
      ]);
      if (!lock!.held) return;
      const rules = await tx.query<{ id: string; kind: AlertKind; threshold: number }[]>(
        'SELECT id, kind, threshold FROM oversight_rule WHERE paused_at IS NULL',
      );
      for (const rule of rules) await this.raise(tx, rule);
    });
  }

  private async raise(tx: Tx, { id, kind, threshold }: { id: string; kind: AlertKind; threshold: number }) {
    const { actions, where, by } = COUNTED[kind];
    const now = this.clock.now();
    const found = await tx.query<{ account: string; day: string; times: number; last: Date }[]>(
      `SELECT account, day::text AS day, max(times)::int AS times, max(last) AS last FROM (
         SELECT ${ACCOUNT} AS account, (${MOMENT} AT TIME ZONE 'Europe/Madrid')::date AS day,
                count(*) AS times, max(${MOMENT}) AS last
           FROM audit_entry
          WHERE id >= $1 AND action = ANY ($2) AND ${ACCOUNT} IS NOT NULL AND ${where}
          GROUP BY 1, 2${by}) AS counted
        WHERE times >= $3 GROUP BY account, day`,
      [firstIdAt(new Date(now.getTime() - WINDOW_MS)), actions, threshold],
    );
    for (const { account, day, times, last } of found) {
      await tx.query(
        `INSERT INTO oversight_alert (id, rule_id, account_id, day, times, last_at, raised_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (rule_id, account_id, day) DO UPDATE
           SET times = excluded.times, last_at = excluded.last_at, raised_at = excluded.raised_at,
               seen_by = NULL, seen_at = NULL
         WHERE oversight_alert.times < excluded.times`,
        [uuidv7(), id, account, day, times, last, now],
      );
    }
  }
}
