import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Configuration, discreetError, Rounds } from '#kernel';
import { CheckpointMemory } from './checkpoint/checkpoint-memory.js';
import { readCheckpoint } from './checkpoint/checkpoint.js';
import { LogKeys } from './checkpoint/log-keys.js';
import { verifierKeyOf } from './checkpoint/signed-note.js';
import { PublishedLog } from './published-log.js';
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
  readonly #rounds = new Rounds(() => this.round());
  /** The last checkpoint that this process compared with the memory. */
  #comparedNote?: string;

  constructor(
    private readonly sequencer: Sequencer,
    private readonly published: PublishedLog,
    private readonly keys: LogKeys,
    private readonly memory: CheckpointMemory,
    private readonly configuration: Configuration,
  ) {}

  onApplicationBootstrap(): void {
    if (this.configuration.plays('worker')) this.#rounds.start(0);
  }

  onApplicationShutdown(): Promise<void> {
    return this.#rounds.stop();
  }

  private async round(): Promise<number> {
    try {
      await this.sequencer.drain();
      await this.remember();
      return PAUSE_MS;
    } catch (error) {
      this.#logger.error({ err: discreetError(error) }, 'sequencing failed; trying again');
      return PAUSE_AFTER_ERROR_MS;
    }
  }

  /** Keeps the newest checkpoint outside the database, unless the log no longer is what was kept there before. */
  private async remember(): Promise<void> {
    const current = await this.published.checkpoint();
    if (current === undefined || current.note === this.#comparedNote) return;
    this.#comparedNote = current.note;
    const before = await this.memory.recall();
    const known = before && readCheckpoint(before.note);
    if (known !== undefined) {
      const root = known.size <= current.size ? await this.published.rootAt(known.size) : undefined;
      if (!root?.equals(known.root)) {
        this.#logger.error(
          'the audit log is not the one this server remembers (database put back?): run colabora audit verify',
        );
        return;
      }
    }
    const keys = (await this.keys.judged(before?.keys)).trusted.map(verifierKeyOf);
    await this.memory.keep({ keys, note: current.note });
  }
}
