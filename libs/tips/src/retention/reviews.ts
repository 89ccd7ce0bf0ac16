import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Clock, Database, unprocessable, type WorkContext } from '#kernel';
import { Denials } from '../denials.js';
import { lockTip, scopeOf } from '../unit-scope.js';

/** The look that the law wants every three years at least: is what we keep still needed? */
@Injectable()
export class Reviews {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly denials: Denials,
    private readonly clock: Clock,
  ) {}

  /** A lead says why a tip is still needed whole. @throws Problem `not-found` 404, `invalid` 422 without a reason. */
  async keep(tipId: string, reason: string, context: WorkContext): Promise<void> {
    if (reason.trim() === '') throw unprocessable([{ pointer: '/reason', rule: 'required' }]);
    await this.denials.recorded(tipId, context, () =>
      this.database.transaction(async (tx) => {
        await lockTip(tx, scopeOf(context), tipId);
        await tx.query('UPDATE tip SET reviewed_at = $2, version = version + 1 WHERE id = $1', [
          tipId,
          this.clock.now(),
        ]);
        await this.audit.append(tx, context, {
          action: 'tip.reviewed',
          subject: { kind: 'tip', id: tipId },
          reason: reason.trim(),
        });
      }),
    );
  }
}
