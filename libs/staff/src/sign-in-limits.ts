import { Injectable } from '@nestjs/common';
import { Database, ServerSecret } from '#kernel';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/** Nobody waits longer than this, so that guessing at somebody's account can't lock them out of their work. */
const WAIT_SECONDS = 60;
const WINDOW_SECONDS = 15 * 60;

/** One person at one place: enough for a forgotten password, and what a stranger uses up isn't the officer's. */
const PER_ACCOUNT_AND_ADDRESS = 5;
/** One network address for all accounts: a whole police station may share one. */
const PER_ADDRESS = 60;
/** One account from everywhere: what a botnet gets a minute. More than one address can use up alone. */
const PER_ACCOUNT = 100;

/**
 * Counts sign-in attempts in PostgreSQL, so that every replica sees them (OWASP ASVS 2.2.1). Keys are keyed hashes:
 * the table holds neither addresses of people nor of machines. Unknown accounts are counted like known ones.
 */
@Injectable()
export class SignInLimits {
  private readonly here: RateLimiterPostgres;
  private readonly address: RateLimiterPostgres;
  private readonly everywhere: RateLimiterPostgres;

  constructor(
    database: Database,
    private readonly secret: ServerSecret,
  ) {
    const limiter = (keyPrefix: string, points: number) =>
      new RateLimiterPostgres({
        storeClient: database.pool,
        storeType: 'pool',
        tableName: 'sign_in_attempt',
        tableCreated: true,
        clearExpiredByTimeout: false, // `Tidying` does
        keyPrefix,
        points,
        duration: WINDOW_SECONDS,
        blockDuration: WAIT_SECONDS,
      });
    this.here = limiter('here', PER_ACCOUNT_AND_ADDRESS);
    this.address = limiter('address', PER_ADDRESS);
    this.everywhere = limiter('account', PER_ACCOUNT);
  }

  /**
   * Counts an attempt before the password is looked at; answers how many seconds to wait, 0: go on. An attempt that
   * one counter refuses doesn't reach the next, so that a single stranger never fills the account's own.
   */
  async count(email: string, address: string): Promise<number> {
    try {
      await this.here.consume(this.hash(`${email} ${address}`));
      await this.address.consume(this.hash(address));
      await this.everywhere.consume(this.hash(email));
      return 0;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      throw refusal; // the database, not the limit
    }
  }

  /** Takes a successful attempt off the counters again. */
  async forgive(email: string, address: string): Promise<void> {
    await Promise.all([
      this.here.delete(this.hash(`${email} ${address}`)),
      this.address.reward(this.hash(address)),
      this.everywhere.reward(this.hash(email)),
    ]);
  }

  private hash(subject: string): string {
    return this.secret.mac('rate-limit', `sign-in ${subject}`).toString('base64url');
  }
}
