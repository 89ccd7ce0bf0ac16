import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Clock, conflict, Database, notFound, systemContext, type WorkContext } from '#kernel';
import { Denials } from '#tips';
import { XProblem } from '../api/index.js';
import { XBudget } from '../inbound/x-budget.js';
import { XNames } from '../inbound/x-names.js';
import { outcomeOf, triedAgain } from '../outbound/x-outcome.js';

const TAKEN_FOR_MS = 2 * 60_000;

/**
 * Replies below our posts that show what nobody should read there: X hides them behind a click. It takes nothing away from
 * its author, and can be undone. A person asks, a worker does it; doing it twice does no harm.
 */
@Injectable()
export class XHiding {
  constructor(
    private readonly database: Database,
    private readonly budget: XBudget,
    private readonly names: XNames,
    private readonly denials: Denials,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * All that one tip's author wrote below our posts.
   * @throws Problem `not-found` 404; `not-below-ours` 409: X hides only replies in talks that the account began.
   */
  async ask(tipId: string, hidden: boolean, context: WorkContext): Promise<void> {
    const { actor } = context;
    if (actor.kind !== 'staff') throw new Error('Only staff ask for it');
    await this.denials.recorded(tipId, context, () =>
      this.database.transaction(async (tx) => {
        const [tip] = await tx.query<unknown[]>('SELECT 1 FROM tip WHERE id = $1 AND unit_id = ANY ($2)', [
          tipId,
          actor.unitIds,
        ]);
        if (tip === undefined) throw notFound('tip');
        const asked = await tx.query<unknown[]>(
          `INSERT INTO x_hiding (account_id, name, tip_id, hidden, not_before, asked_by, asked_at)
           SELECT account_id, name, tip_id, $2, $3, $4, $3 FROM x_message
            WHERE tip_id = $1 AND source = 'mention' AND below_ours AND outcome = 'taken' AND gone_at IS NULL
           ON CONFLICT (account_id, name) DO UPDATE SET hidden = excluded.hidden, state = 'waiting', why = NULL,
             not_before = excluded.not_before, asked_by = excluded.asked_by, asked_at = excluded.asked_at
           RETURNING name`,
          [tipId, hidden, this.clock.now(), actor.accountId],
        );
        if (asked.length === 0) throw conflict('not-below-ours', 'X hides only replies below our own posts.');
        await this.audit.append(tx, context, {
          action: 'channel.reply-hiding-asked',
          subject: { kind: 'tip', id: tipId },
          details: { hidden },
        });
      }),
    );
  }

  async carryOut(): Promise<void> {
    for (let row = await this.takeNext(); row !== undefined; row = await this.takeNext()) {
      await this.carryOutOne(row);
    }
  }

  private async takeNext(): Promise<Wanted | undefined> {
    const now = this.clock.now();
    const [rows] = (await this.database.query(
      `UPDATE x_hiding AS hiding SET not_before = $2 FROM x_message AS message
        WHERE (message.account_id, message.source, message.name) = (hiding.account_id, hiding.source, hiding.name)
          AND (hiding.account_id, hiding.name) IN (
                SELECT account_id, name FROM x_hiding WHERE state = 'waiting' AND not_before <= $1
                 ORDER BY not_before LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING hiding.account_id, hiding.name, hiding.tip_id, hiding.hidden, message.sealed_id, message.gone_at`,
      [now, new Date(now.getTime() + TAKEN_FOR_MS)],
    )) as unknown as [Wanted[], number];
    return rows[0];
  }

  private async carryOutOne(row: Wanted): Promise<void> {
    if (row.gone_at !== null) return this.settle(row, 'refused', 'post-gone');
    try {
      await this.budget.call(row.account_id, {
        endpoint: 'PUT tweets/:id/hidden',
        id: this.names.open(row.sealed_id),
        body: { hidden: row.hidden },
      });
      await this.settle(row, 'done', null);
    } catch (error) {
      if (!(error instanceof XProblem)) throw error;
      const outcome = outcomeOf(error, this.clock.now());
      if (outcome.state === 'failed')
        return this.settle(row, 'refused', error.trouble === 'not-found' ? 'post-gone' : outcome.reason);
      const { until, why } = triedAgain(outcome, this.clock.now());
      await this.database.query(
        `UPDATE x_hiding SET not_before = $3, why = $4 WHERE account_id = $1 AND name = $2 AND state = 'waiting'`,
        [row.account_id, row.name, until, why],
      );
    }
  }

  /** Unless somebody wants the opposite by now: then that is done next. */
  private settle(
    { account_id, name, tip_id, hidden }: Wanted,
    state: 'done' | 'refused',
    why: string | null,
  ): Promise<void> {
    return this.database.transaction(async (tx) => {
      const [rows] = await tx.query<[unknown[], number]>(
        `UPDATE x_hiding SET state = $4, why = $5
          WHERE account_id = $1 AND name = $2 AND hidden = $3 AND state = 'waiting' RETURNING name`,
        [account_id, name, hidden, state, why],
      );
      if (rows.length === 0) return;
      await this.audit.append(tx, systemContext('x-hiding'), {
        action: 'channel.reply-hidden',
        subject: { kind: 'tip', id: tip_id },
        ...(state === 'done' ? {} : { result: 'failed' as const }),
        details: { hidden, ...(why === null ? {} : { why }) },
      });
    });
  }
}

interface Wanted {
  account_id: string;
  name: Buffer;
  tip_id: string;
  hidden: boolean;
  sealed_id: Buffer;
  gone_at: Date | null;
}
