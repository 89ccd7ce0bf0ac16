import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import {
  Clock,
  conflict,
  Database,
  isUuid,
  notFound,
  unprocessable,
  uuidv7,
  type WorkContext,
} from '#kernel';
import { Denials } from '../denials.js';
import { lockTip, scopeOf } from '../unit-scope.js';

export interface LegalHold {
  id: string;
  tipId: string;
  reference: string;
  placedBy: string;
  placedAt: Date;
}

const REFERENCE_MAX_LENGTH = 200;

/** A court, a prosecutor or a law wants a tip kept: nothing erases it until a lead lets it go. */
@Injectable()
export class LegalHolds {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly denials: Denials,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `not-found` 404, `invalid` 422 without a reference, `held-already` 409, `erased` 409. */
  async place(tipId: string, reference: string, context: WorkContext): Promise<{ id: string }> {
    const words = reference.trim();
    if (words === '') throw unprocessable([{ pointer: '/reference', rule: 'required' }]);
    if (words.length > REFERENCE_MAX_LENGTH) {
      throw unprocessable([
        { pointer: '/reference', rule: 'too-long', limits: { max: REFERENCE_MAX_LENGTH } },
      ]);
    }
    if (!isUuid(tipId)) throw unprocessable([{ pointer: '/tipId', rule: 'malformed' }]);
    return this.denials.recorded(tipId, context, () =>
      this.database.transaction(async (tx) => {
        await lockTip(tx, scopeOf(context), tipId);
        const [tip] = await tx.query<{ erased: string | null; held: boolean }[]>(
          `SELECT erased, EXISTS (SELECT FROM retention_hold WHERE tip_id = $1 AND released_at IS NULL) AS held
             FROM tip WHERE id = $1`,
          [tipId],
        );
        if (tip!.held) throw conflict('held-already', 'A hold keeps this tip already.');
        if (tip!.erased === 'everything') throw conflict('erased', 'Nothing of this tip is left to keep.');
        const id = uuidv7();
        await tx.query(
          'INSERT INTO retention_hold (id, tip_id, reference, placed_by, placed_at) VALUES ($1, $2, $3, $4, $5)',
          [id, tipId, words, accountOf(context), this.clock.now()],
        );
        await this.audit.append(tx, context, {
          action: 'tip.held',
          subject: { kind: 'tip', id: tipId },
          reason: words,
        });
        return { id };
      }),
    );
  }

  /** The time to be kept begins anew. @throws Problem `not-found` 404, `invalid` 422 without a reason. */
  async release(holdId: string, reason: string, context: WorkContext): Promise<void> {
    if (reason.trim() === '') throw unprocessable([{ pointer: '/reason', rule: 'required' }]);
    await this.denials.recorded(holdId, context, () =>
      this.database.transaction(async (tx) => {
        const [hold] = await tx.query<{ tip_id: string }[]>(
          `SELECT hold.tip_id FROM retention_hold AS hold JOIN tip ON tip.id = hold.tip_id
            WHERE hold.id = $1 AND hold.released_at IS NULL AND tip.unit_id = ANY ($2) FOR UPDATE OF hold`,
          [holdId, scopeOf(context).unitIds],
        );
        if (hold === undefined) throw notFound('hold');
        await tx.query('UPDATE retention_hold SET released_by = $2, released_at = $3 WHERE id = $1', [
          holdId,
          accountOf(context),
          this.clock.now(),
        ]);
        await this.audit.append(tx, context, {
          action: 'tip.released',
          subject: { kind: 'tip', id: hold.tip_id },
          reason: reason.trim(),
        });
      }),
    );
  }

  /** The open ones of the actor's units, newest first. */
  list(context: WorkContext): Promise<LegalHold[]> {
    return this.database.query<LegalHold>(
      `SELECT hold.id, hold.tip_id AS "tipId", hold.reference, hold.placed_by AS "placedBy", hold.placed_at AS "placedAt"
         FROM retention_hold AS hold JOIN tip ON tip.id = hold.tip_id
        WHERE hold.released_at IS NULL AND tip.unit_id = ANY ($1) ORDER BY hold.placed_at DESC LIMIT 200`,
      [scopeOf(context).unitIds],
    );
  }
}

/** Only people place holds and decide. */
export function accountOf({ actor }: WorkContext): string {
  if (actor.kind !== 'staff') throw new Error('A person of the staff decides this');
  return actor.accountId;
}
