import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Database, Problem, type WorkContext } from '#kernel';

/** Attempts on tips that the actor may not see: answered like a tip that doesn't exist, and never without a trace. */
@Injectable()
export class Denials {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** Runs `attempt`; if it ends in `not-found`, that is in the log before the actor hears of it. */
  async recorded<T>(tipId: string, context: WorkContext, attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof Problem && error.code === 'not-found') {
        await this.database.transaction((tx) =>
          this.audit.append(tx, context, {
            action: 'access.denied',
            subject: { kind: 'tip', id: tipId },
            result: 'denied',
          }),
        );
      }
      throw error;
    }
  }
}
