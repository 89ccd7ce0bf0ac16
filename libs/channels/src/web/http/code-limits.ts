import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock, Database, ServerSecret } from '#kernel';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * Codes that lead nowhere, from one connection in one window. Generous: a whole town may share a mobile operator's
 * address, and all of Tor one of ours. 80 bits don't give in to guessing; this only keeps the database quiet.
 */
const TRIES = 120;
const WINDOW_SECONDS = 10 * 60;
/** How often counters that are over are deleted. */
const TIDY_MS = 5 * 60_000;

/** Counts tries in PostgreSQL, so that every replica sees them, by a keyed hash that changes daily: no address is kept. */
@Injectable()
export class CodeLimits implements OnModuleDestroy {
  private readonly limiter: RateLimiterPostgres;
  private readonly tidying: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    private readonly secret: ServerSecret,
    private readonly clock: Clock,
  ) {
    this.limiter = new RateLimiterPostgres({
      storeClient: database.pool,
      storeType: 'pool',
      tableName: 'web_code_attempt',
      tableCreated: true,
      clearExpiredByTimeout: false, // that timer outlives the application
      keyPrefix: 'code',
      points: TRIES,
      duration: WINDOW_SECONDS,
    });
    this.tidying = setInterval(() => void this.tidy().catch(() => undefined), TIDY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.tidying);
  }

  private async tidy(): Promise<void> {
    await this.database.query('DELETE FROM web_code_attempt WHERE expire < $1', [Date.now()]);
  }

  /** Counts a try before the code is looked up; answers how many seconds to wait, 0: go on. */
  async count(address: string): Promise<number> {
    try {
      await this.limiter.consume(this.connection(address));
      return 0;
    } catch (outcome) {
      if (outcome instanceof RateLimiterRes) return Math.ceil(outcome.msBeforeNext / 1000);
      throw outcome; // the database, not the limit
    }
  }

  /** A code that was right wasn't a guess. */
  async forgive(address: string): Promise<void> {
    await this.limiter.reward(this.connection(address));
  }

  private connection(address: string): string {
    const day = this.clock.now().toISOString().slice(0, 10);
    return this.secret.mac('rate-limit', `receipt-code ${day} ${address}`).toString('base64url');
  }
}
