import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Configuration, discreetError } from '#kernel';
import { Sequencer } from './sequencer.js';

/**
 * Pause between two looks for new entries. Well below the promised second; a NOTIFY by the writers would be quicker
 * but takes a lock at commit that all of them share.
 */
const PAUSE_MS = 250;

/** After an error, such as a database that restarts. */
const PAUSE_AFTER_ERROR_MS = 1000;

/** Runs the sequencer in every worker process; the advisory lock lets one of them work at a time. */
@Injectable()
export class Sequencing implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('audit');
  #timer?: NodeJS.Timeout;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly sequencer: Sequencer,
    private readonly configuration: Configuration,
  ) {}

  onApplicationBootstrap(): void {
    if (this.configuration.plays('worker')) this.plan(0);
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  private plan(pauseMs: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.round();
    }, pauseMs);
  }

  private async round(): Promise<void> {
    try {
      await this.sequencer.drain();
      this.plan(PAUSE_MS);
    } catch (error) {
      this.#logger.error({ err: discreetError(error) }, 'sequencing failed; trying again');
      this.plan(PAUSE_AFTER_ERROR_MS);
    }
  }
}
