import { Injectable } from '@nestjs/common';
import { Database } from '#kernel';

const DATABASE_PATIENCE_MS = 2_000;

/** Whether this process should be sent requests. */
@Injectable()
export class Readiness {
  #stopping = false;

  constructor(private readonly database: Database) {}

  /** From now on a load balancer is told to look elsewhere; requests already here still end. */
  stopping(): void {
    this.#stopping = true;
  }

  /** What keeps it from being ready; empty if nothing does. */
  async obstacles(): Promise<string[]> {
    if (this.#stopping) return ['stopping'];
    const answer = this.database.query('SELECT 1').then(
      () => true,
      () => false,
    );
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<boolean>(
      (resolve) => (timer = setTimeout(resolve, DATABASE_PATIENCE_MS, false)),
    );
    const answered = await Promise.race([answer, tooLate]);
    clearTimeout(timer);
    return answered ? [] : ['database'];
  }
}
