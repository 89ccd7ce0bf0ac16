/**
 * Work that a process does again and again while it runs, one round after another: never two at once, and stopping waits
 * for the round under way.
 */
export class Rounds {
  #timer?: NodeJS.Timeout;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  /** `round` never throws, and answers after how many milliseconds the next one begins. */
  constructor(private readonly round: () => Promise<number>) {}

  start(firstPauseMs: number): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.round().then((pauseMs) => this.start(pauseMs));
    }, firstPauseMs);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }
}
