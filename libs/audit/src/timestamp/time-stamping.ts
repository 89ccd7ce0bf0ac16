import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Configuration, Database, discreetError, Rounds } from '#kernel';
import { takeTurn, tryAgain } from '../turns.js';
import { type Stamping, TimeStamps } from './time-stamps.js';

/** After the start the first checkpoint is less than a second away. */
const FIRST_PAUSE_MS = 1_000;
/** How often a worker looks whether it is time. */
const LOOK_MS = 15_000;
/** After an authority that was away. */
const AGAIN_MS = 60_000;

/** Has checkpoints time-stamped, apart from the sequencer: an authority that is slow, away or wrong holds nothing up. */
@Injectable()
export class TimeStamping implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('audit');
  readonly #rounds = new Rounds(() => this.round());

  constructor(
    private readonly database: Database,
    private readonly stamps: TimeStamps,
    private readonly configuration: Configuration,
  ) {}

  onApplicationBootstrap(): void {
    if (this.configuration.plays('worker') && this.stamps.authority !== undefined)
      this.#rounds.start(FIRST_PAUSE_MS);
  }

  onApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  private async round(): Promise<number> {
    try {
      const { pauseMs } = this.stamps.authority!;
      if (await takeTurn(this.database, 'time-stamp', pauseMs)) await this.report(await this.stamps.ask());
    } catch (error) {
      this.#logger.error({ err: discreetError(error) }, 'asking for a time-stamp failed; trying again');
    }
    return LOOK_MS;
  }

  private async report({ state, size }: Stamping): Promise<void> {
    if (state === 'stamped' || state === 'up-to-date') return;
    await tryAgain(this.database, 'time-stamp', AGAIN_MS);
    this.#logger.warn({ state, size }, 'no time-stamp for the newest checkpoint; trying again');
  }
}
