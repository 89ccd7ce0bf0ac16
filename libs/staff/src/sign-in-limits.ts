import { Injectable } from '@nestjs/common';
import { Database, ServerSecret } from '#kernel';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { connectionPool } from './persistence/connection-pool.js';

/** Nobody waits longer than this, so that guessing at somebody's account can't lock them out of their work. */
const WAIT_SECONDS = 60;
const WINDOW_SECONDS = 15 * 60;

/** One person at one place: enough for a forgotten password, and what a stranger uses up isn't the officer's. */
const PER_ACCOUNT_AND_ADDRESS = 5;
/** One account from everywhere: a botnet gets at most 30 guesses a minute. */
const PER_ACCOUNT = 30;
/** One network address for all accounts: a whole police station may share one. */
const PER_ADDRESS = 60;

/**
 * Counts sign-in attempts in PostgreSQL, so that every replica sees them (OWASP ASVS 2.2.1). Keys are keyed hashes:
 * the table holds neither addresses of people nor of machines. Unknown accounts are counted like known ones.
 */
@Injectable()
export class SignInLimits {
  private readonly here: RateLimiterPostgres;
  private readonly everywhere: RateLimiterPostgres;
  private readonly address: RateLimiterPostgres;

  constructor(
    database: Database,
    private readonly secret: ServerSecret,
  ) {
    const limiter = (keyPrefix: string, points: number) =>
      new RateLimiterPostgres({
        storeClient: connectionPool(database),
        storeType: 'pool',
        tableName: 'sign_in_attempt',
        tableCreated: true,
        keyPrefix,
        points,
        duration: WINDOW_SECONDS,
        blockDuration: WAIT_SECONDS,
      });
    this.here = limiter('here', PER_ACCOUNT_AND_ADDRESS);
    this.everywhere = limiter('account', PER_ACCOUNT);
    this.address = limiter('address', PER_ADDRESS);
  }

  /** Counts an attempt before the password is looked at; answers how many seconds to wait, 0: go on. */
  async count(email: string, address: string): Promise<number> {
    const outcomes = await Promise.allSettled([
      this.here.consume(this.hash(`${email} ${address}`)),
      this.everywhere.consume(this.hash(email)),
      this.address.consume(this.hash(address)),
    ]);
    const waits = outcomes.map((outcome) => {
      if (outcome.status === 'fulfilled') return 0;
      if (outcome.reason instanceof RateLimiterRes) return Math.ceil(outcome.reason.msBeforeNext / 1000);
      throw outcome.reason; // the database, not the limit
    });
    return Math.max(...waits);
  }

  /** Takes a successful attempt off the counters again. */
  async forgive(email: string, address: string): Promise<void> {
    await Promise.all([
      this.here.delete(this.hash(`${email} ${address}`)),
      this.everywhere.reward(this.hash(email)),
      this.address.reward(this.hash(address)),
    ]);
  }

  private hash(subject: string): string {
    return this.secret.mac('rate-limit', `sign-in ${subject}`).toString('base64url');
  }
}
