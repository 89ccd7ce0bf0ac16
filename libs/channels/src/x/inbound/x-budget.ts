import { Injectable } from '@nestjs/common';
import { Clock, Configuration, Database } from '#kernel';
import { type XAnswer, XApi, type XCall, type XEndpoint, XProblem } from '../api/index.js';
import { XAccountTokens } from '../accounts/x-tokens.js';

/** What X allows one user in 15 minutes, until its headers say better (docs.x.com, rate limits, August 2026). */
const ALLOWED: Record<XEndpoint, { window: number; day?: number }> = {
  'GET users/me': { window: 75 },
  'GET dm_events': { window: 15 },
  'GET dm_conversations/with/:id/dm_events': { window: 15 },
  'POST dm_conversations/with/:id/messages': { window: 15, day: 1440 },
  'GET users/:id/mentions': { window: 300 },
  'GET users/:id/tweets': { window: 900 },
  'GET tweets': { window: 5000 },
  'POST tweets': { window: 100 },
  'DELETE tweets/:id': { window: 50 },
  'PUT tweets/:id/hidden': { window: 50 },
  'POST media/upload': { window: 500 },
  'POST media/metadata': { window: 500 },
};
const WINDOW_MS = 15 * 60_000;
const DAY_MS = 24 * 3_600_000;

/**
 * Calls X for an account within X's limits. What is left is counted in PostgreSQL before a call, so that all processes
 * together stay below; X's headers correct the count.
 */
@Injectable()
export class XBudget {
  constructor(
    private readonly database: Database,
    private readonly api: XApi,
    private readonly tokens: XAccountTokens,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /**
   * `app`: what needs no account is asked with the app's own token, where there is one.
   * @throws XProblem; `rate-limited` without asking X where nothing is left.
   */
  async call(accountId: string, call: XCall, as: 'account' | 'app' = 'account'): Promise<XAnswer> {
    await this.spend(accountId, call.endpoint);
    try {
      const { xBearer } = this.configuration;
      const answer =
        as === 'app' && xBearer !== undefined
          ? await this.api.call(xBearer, call)
          : await this.tokens.use(accountId, (token) => this.api.call(token, call));
      await this.learn(accountId, call.endpoint, answer);
      return answer;
    } catch (error) {
      if (error instanceof XProblem && error.more.until !== undefined) {
        await this.nothingLeft(accountId, call.endpoint, error.more.until);
      }
      throw error;
    }
  }

  private async spend(accountId: string, endpoint: XEndpoint): Promise<void> {
    const now = this.clock.now();
    const { window, day } = ALLOWED[endpoint];
    const [spent] = await this.database.query<{ remaining: number }>(
      `INSERT INTO x_budget AS budget (account_id, endpoint, remaining, resets_at, day_remaining, day_resets_at)
       VALUES ($1, $2, $3::int - 1, $4, $5::int - 1, $6)
       ON CONFLICT (account_id, endpoint) DO UPDATE SET
         remaining = CASE WHEN budget.resets_at <= $7 THEN $3::int ELSE budget.remaining END - 1,
         resets_at = CASE WHEN budget.resets_at <= $7 THEN $4 ELSE budget.resets_at END,
         day_remaining = CASE WHEN budget.day_resets_at <= $7 THEN $5::int ELSE budget.day_remaining END - 1,
         day_resets_at = CASE WHEN budget.day_resets_at <= $7 THEN $6 ELSE budget.day_resets_at END
       WHERE (budget.remaining > 0 OR budget.resets_at <= $7)
         AND (budget.day_remaining IS NULL OR budget.day_remaining > 0 OR budget.day_resets_at <= $7)
       RETURNING remaining`,
      [
        accountId,
        endpoint,
        window,
        later(now, WINDOW_MS),
        day ?? null,
        day === undefined ? null : later(now, DAY_MS),
        now,
      ],
    );
    if (spent === undefined)
      throw new XProblem('rate-limited', { until: await this.untilWhen(accountId, endpoint) });
  }

  private async untilWhen(accountId: string, endpoint: XEndpoint): Promise<Date> {
    const [row] = await this.database.query<{ until: Date }>(
      `SELECT greatest(CASE WHEN remaining <= 0 THEN resets_at END, CASE WHEN day_remaining <= 0 THEN day_resets_at END) AS until
         FROM x_budget WHERE account_id = $1 AND endpoint = $2`,
      [accountId, endpoint],
    );
    return row?.until ?? later(this.clock.now(), WINDOW_MS);
  }

  /** Answers may overtake each other: within a window, and within a day, what is left only shrinks. */
  private async learn(accountId: string, endpoint: XEndpoint, { rateLimit }: XAnswer): Promise<void> {
    if (rateLimit === undefined || !Number.isFinite(rateLimit.reset)) return;
    const { userDay } = rateLimit;
    await this.database.query(
      `UPDATE x_budget SET
         remaining = CASE WHEN resets_at > $4::timestamptz - interval '5 seconds' THEN least(remaining, $3) ELSE $3 END, resets_at = $4,
         day_remaining = CASE WHEN $5::int IS NULL THEN day_remaining
                              WHEN day_resets_at > $6::timestamptz - interval '5 seconds' THEN least(day_remaining, $5)
                              ELSE $5 END,
         day_resets_at = coalesce($6, day_resets_at)
       WHERE account_id = $1 AND endpoint = $2`,
      [
        accountId,
        endpoint,
        rateLimit.remaining,
        new Date(rateLimit.reset * 1000),
        userDay?.remaining ?? null,
        userDay === undefined ? null : new Date(userDay.reset * 1000),
      ],
    );
  }

  private async nothingLeft(accountId: string, endpoint: XEndpoint, until: Date): Promise<void> {
    await this.database.query(
      'UPDATE x_budget SET remaining = 0, resets_at = $3 WHERE account_id = $1 AND endpoint = $2',
      [accountId, endpoint, until],
    );
  }
}

const later = (at: Date, milliseconds: number) => new Date(at.getTime() + milliseconds);
