import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { OPERATION_OF } from '#audit';
import { Clock, Configuration, Database, discreetError, Rounds, type Tx, uuidv7 } from '#kernel';
import type { AlertKind } from './alert-rules.js';
import { ACCOUNT, firstIdAt, MOMENT, OUTSIDE_HOURS } from './looked-at.js';
import { countLooks, unusualDays } from './usual-looks.js';

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
const COUNTED: Record<
  Exclude<AlertKind, 'volume'>,
  { actions: readonly string[]; where: string; by: string }
> = {
  'outside-hours': { actions: LOOKS, where: OUTSIDE_HOURS, by: '' },
  'repeated-reveals': { actions: ['tip.revealed'], where: 'true', by: ', subject_id' },
  denied: { actions: ['access.denied'], where: 'true', by: '' },
};

interface SavedRule {
  id: string;
  kind: AlertKind;
  threshold: number;
}

interface Found {
  account: string;
  day: string;
  times: number;
  last: Date;
  usual?: number | null;
}

/** Holds what people did against the saved rules, in one worker at a time; an alert is one rule, person and day. */
@Injectable()
export class AlertWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('oversight');
  readonly #rounds = new Rounds(() => this.roundInPeace());

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly configuration: Configuration,
  ) {}

  onApplicationBootstrap(): void {
    if (this.configuration.plays('worker')) this.#rounds.start(PAUSE_MS);
  }

  onApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  private async roundInPeace(): Promise<number> {
    try {
      await this.round();
    } catch (error) {
      this.#logger.error({ err: discreetError(error) }, 'looking for alerts failed; trying again');
    }
    return PAUSE_MS;
  }

  /** One look at the last two days. An alert that somebody has seen and that grew is unseen again. */
  async round(): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [lock] = await tx.query<{ held: boolean }[]>('SELECT pg_try_advisory_xact_lock($1, $2) AS held', [
        ...WATCH_LOCK,
      ]);
      if (!lock!.held) return;
      await countLooks(tx, this.windowStart(), LOOKS); // also without a rule: habits are known when one is made
      const rules = await tx.query<SavedRule[]>(
        'SELECT id, kind, threshold FROM oversight_rule WHERE paused_at IS NULL',
      );
      for (const rule of rules) await this.raise(tx, rule);
    });
  }

  private windowStart(): Date {
    return new Date(this.clock.now().getTime() - WINDOW_MS);
  }

  private async raise(tx: Tx, { id, kind, threshold }: SavedRule): Promise<void> {
    const now = this.clock.now();
    const found =
      kind === 'volume'
        ? (await unusualDays(tx, this.windowStart(), threshold)).map((day) => ({ ...day, last: now }))
        : await this.counted(tx, kind, threshold);
    for (const { account, day, times, last, usual = null } of found) {
      await tx.query(
        `INSERT INTO oversight_alert (id, rule_id, account_id, day, times, last_at, raised_at, usual)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (rule_id, account_id, day) DO UPDATE
           SET times = excluded.times, last_at = excluded.last_at, raised_at = excluded.raised_at,
               usual = excluded.usual, seen_by = NULL, seen_at = NULL
         WHERE oversight_alert.times < excluded.times`,
        [uuidv7(), id, account, day, times, last, now, usual],
      );
    }
  }

  private counted(tx: Tx, kind: keyof typeof COUNTED, threshold: number): Promise<Found[]> {
    const { actions, where, by } = COUNTED[kind];
    return tx.query<Found[]>(
      `SELECT account, day::text AS day, max(times)::int AS times, max(last) AS last FROM (
         SELECT ${ACCOUNT} AS account, (${MOMENT} AT TIME ZONE 'Europe/Madrid')::date AS day,
                count(*) AS times, max(${MOMENT}) AS last
           FROM audit_entry
          WHERE id >= $1 AND action = ANY ($2) AND ${ACCOUNT} IS NOT NULL AND ${where}
          GROUP BY 1, 2${by}) AS counted
        WHERE times >= $3 GROUP BY account, day`,
      [firstIdAt(this.windowStart()), actions, threshold],
    );
  }
}
