import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock, Configuration, Database, discreetError, onlyOne, Rounds } from '#kernel';
import { X_SOURCES, type XAccount, type XSource } from '../accounts/x-account.js';
import { XAccounts } from '../accounts/x-accounts.js';
import { Rejections } from '../../incoming/rejections.js';
import { XHiding } from '../moderation/x-hiding.js';
import { XPublisher } from '../publishing/x-publisher.js';
import { XRemover } from '../publishing/x-remover.js';
import { XEvents } from '../webhook/x-events.js';
import { XInbox } from './x-inbox.js';
import { XMedia } from './x-media.js';
import { type WalkEnd, XWalks } from './x-walk.js';

/** Mentions: 15 of 300 calls a window. Messages: 10 of 15, which leaves 5 for pages behind the first. */
const EVERY_SECONDS: Record<XSource, number> = { mention: 60, dm: 90 };
const TICK_MS = 1_000;

/**
 * Asks X again and again, in the worker role: polling is the truth, a webhook only makes it sooner. One process at a time
 * reads one inbox: an advisory lock that its death releases.
 */
@Injectable()
export class XPoller implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger(XPoller.name);
  readonly #rounds = new Rounds(() => this.round());

  constructor(
    private readonly configuration: Configuration,
    private readonly database: Database,
    private readonly accounts: XAccounts,
    private readonly walks: XWalks,
    private readonly media: XMedia,
    private readonly inbox: XInbox,
    private readonly rejections: Rejections,
    private readonly events: XEvents,
    private readonly publisher: XPublisher,
    private readonly remover: XRemover,
    private readonly hiding: XHiding,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const { xIsOn, xPollSeconds } = this.configuration;
    if (this.configuration.plays('worker') && xIsOn && xPollSeconds !== 0) this.#rounds.start(TICK_MS);
  }

  onModuleDestroy(): Promise<void> {
    return this.#rounds.stop();
  }

  /** Reads an inbox now, and fetches what hangs on its messages. `busy`: another process is at it. */
  async poll(account: XAccount, source: XSource): Promise<WalkEnd | 'busy'> {
    const end = await onlyOne(this.database, `x ${account.id} ${source}`, async () => {
      const bindings = await this.accounts.bindings(account.id);
      for (const content of await this.rejections.toTryAgain(account.id)) {
        await this.inbox.retry(account, bindings, content);
      }
      return this.walks.walk(account, bindings, source);
    });
    await onlyOne(this.database, `x ${account.id} media`, () => this.media.fetchDue(account.id));
    return end;
  }

  /** One after the other: each holds a connection for its lock, and the pool may be small. */
  private async round(): Promise<number> {
    for (const part of [
      () => this.events.takeArrived(),
      () => this.publisher.publishDue(),
      () => this.remover.removeDue(),
      () => this.hiding.carryOut(),
      () => this.pollDue(),
    ]) {
      try {
        await part();
      } catch (error) {
        this.#log.warn({ err: discreetError(error) }, 'x: a part of a round failed; it is tried again');
      }
    }
    return TICK_MS;
  }

  private async pollDue(): Promise<void> {
    for (const { account, source } of await this.due()) await this.pollQuietly(account, source);
  }

  private async pollQuietly(account: XAccount, source: XSource): Promise<void> {
    try {
      await this.poll(account, source);
    } catch (error) {
      this.#log.warn(
        { err: discreetError(error), source },
        'x: an inbox could not be read; it is tried again',
      );
    }
  }

  private async due(): Promise<{ account: XAccount; source: XSource }[]> {
    const connected = (await this.accounts.all()).filter(({ state }) => state === 'connected');
    const now = this.clock.now();
    const found = [];
    for (const account of connected) {
      for (const source of X_SOURCES) {
        const seconds = this.configuration.xPollSeconds ?? EVERY_SECONDS[source];
        const [row] = await this.database.query(
          `SELECT 1 FROM x_source WHERE account_id = $1 AND source = $2
              AND (asked_at IS NULL OR asked_at <= $3 OR woken_at IS NOT NULL)
              AND (waits_until IS NULL OR waits_until <= $4)`,
          [account.id, source, new Date(now.getTime() - seconds * 1000), now],
        );
        if (row !== undefined) found.push({ account, source });
      }
    }
    return found;
  }
}
