import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Configuration, Database, discreetError, Rounds } from '#kernel';

const EVERY_MS = 5 * 60_000;

/**
 * Deletes sessions and counters of attempts that are over, where the portal runs. Their libraries would do it by timers
 * of their own, which nothing ends with the application.
 */
@Injectable()
export class Tidying implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger(Tidying.name);
  readonly #rounds = new Rounds(() => this.round());

  constructor(
    private readonly database: Database,
    private readonly configuration: Configuration,
  ) {}

  onApplicationBootstrap(): void {
    if (this.configuration.plays('portal')) this.#rounds.start(EVERY_MS);
  }

  onModuleDestroy(): Promise<void> {
    return this.#rounds.stop();
  }

  async tidy(): Promise<void> {
    await this.database.query('DELETE FROM staff_session WHERE expire < now()');
    await this.database.query('DELETE FROM sign_in_attempt WHERE expire < $1', [Date.now()]);
  }

  private async round(): Promise<number> {
    await this.tidy().catch((error: unknown) =>
      this.#log.warn({ err: discreetError(error) }, 'sessions and counters that are over stayed'),
    );
    return EVERY_MS;
  }
}
