import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Configuration, Database, discreetError, Rounds } from '#kernel';
import { takeTurn } from '../turns.js';
import { type Asked, Witnesses } from './witnesses.js';

/** Witnesses serve many logs: each is asked once a minute at most, by one worker, and only where the log has grown. */
const PAUSE_MS = 60_000;

/** How often a worker looks whether it is time. */
const LOOK_MS = 15_000;

/** After the start the first checkpoint is less than a second away. */
const FIRST_PAUSE_MS = 1_000;

/** Has the log cosigned, apart from the sequencer: a witness that is slow, away or wrong holds nothing up. */
@Injectable()
export class Witnessing implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('audit');
  readonly #rounds = new Rounds(() => this.round());

  constructor(
    private readonly database: Database,
    private readonly witnesses: Witnesses,
    private readonly configuration: Configuration,
  ) {}

  onApplicationBootstrap(): void {
    if (this.configuration.plays('worker') && this.witnesses.all.length > 0)
      this.#rounds.start(FIRST_PAUSE_MS);
  }

  onApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  private async round(): Promise<number> {
    try {
      if (await takeTurn(this.database, 'witnesses', PAUSE_MS))
        for (const asked of await this.witnesses.ask()) this.report(asked);
    } catch (error) {
      this.#logger.error({ err: discreetError(error) }, 'asking the witnesses failed; trying again');
    }
    return LOOK_MS;
  }

  private report({ witness, state, detail }: Asked): void {
    if (state === 'cosigned' || state === 'up-to-date') return;
    if (state === 'disagrees') {
      this.#logger.error(
        { witness, detail },
        'a witness knows another history of the audit log (put back or forked?): run colabora audit verify',
      );
    } else {
      this.#logger.warn({ witness, state, detail }, 'a witness did not cosign; trying again');
    }
  }
}
