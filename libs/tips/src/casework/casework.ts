import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Clock, conflict, Database, type Tx, unprocessable, uuidv7, type WorkContext } from '#kernel';
import { Denials } from '../denials.js';
import type { Outcome, TipState } from '../tip.js';
import { lockTip, type LockedTip, scopeOf } from '../unit-scope.js';

export interface StateChange {
  state: TipState;
  /** Required for `closed`, refused otherwise. */
  outcome?: Outcome;
  /** The version the person was looking at: a change made meanwhile by someone else is a conflict, not overwritten. */
  version: number;
}

/** What an investigator does with a tip. Each method is one transaction with its audit entry. */
@Injectable()
export class Casework {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly denials: Denials,
    private readonly clock: Clock,
  ) {}

  /**
   * Moves a tip, and with it the repeats folded under it in the same unit: one line, one decision.
   * @throws Problem `not-found`, `changed-meanwhile` 409, `invalid` 422.
   */
  async changeState(tipId: string, change: StateChange, context: WorkContext): Promise<void> {
    if ((change.state === 'closed') !== (change.outcome !== undefined)) {
      throw unprocessable([
        { pointer: '/outcome', rule: change.outcome === undefined ? 'required' : 'not-allowed' },
      ]);
    }
    await this.onTip(tipId, context, async (tx, tip) => {
      if (tip.version !== change.version)
        throw conflict('changed-meanwhile', 'Somebody changed this tip meanwhile.');
      const moved = await this.move(tx, tip, change);
      await this.audit.append(
        tx,
        context,
        ...moved.map((id) => ({
          action: 'tip.state-changed' as const,
          subject: { kind: 'tip' as const, id },
          details: { from: tip.state, to: change.state, outcome: change.outcome ?? null, withTip: tip.id },
        })),
      );
    });
  }

  private async move(tx: Tx, tip: LockedTip, change: StateChange): Promise<string[]> {
    const [moved] = await tx.query<[{ id: string }[], number]>(
      `UPDATE tip SET state = $2, outcome = $3, version = version + 1
        WHERE id = $1 OR (NOT $4 AND group_id = $5 AND folded AND unit_id = $6)
       RETURNING id`,
      [tip.id, change.state, change.outcome ?? null, tip.folded, tip.group_id, tip.unit_id],
    );
    return moved.map(({ id }) => id);
  }

  /** Puts a tip aside (spam, abuse) or back into the queue; both stay reachable. */
  async setAside(tipId: string, reason: string | undefined, context: WorkContext): Promise<void> {
    await this.onTip(tipId, context, async (tx, tip) => {
      await tx.query('UPDATE tip SET set_aside = $2, version = version + 1 WHERE id = $1', [
        tip.id,
        reason === undefined ? null : JSON.stringify({ kind: 'by-hand', reason }),
      ]);
      await this.audit.append(tx, context, {
        action: reason === undefined ? 'tip.returned' : 'tip.set-aside',
        subject: { kind: 'tip', id: tip.id },
      });
    });
  }

  /** Adds a note for colleagues; the informant never sees it. */
  async addNote(tipId: string, text: string, context: WorkContext): Promise<{ id: string }> {
    return this.onTip(tipId, context, async (tx, tip) => {
      const id = uuidv7();
      await tx.query(
        'INSERT INTO tip_note (id, tip_id, author_id, text, written_at) VALUES ($1, $2, $3, $4, $5)',
        [id, tip.id, authorOf(context), text, this.clock.now()],
      );
      await this.audit.append(tx, context, {
        action: 'tip.note-added',
        subject: { kind: 'tip', id: tip.id },
        details: { note: id },
      });
      return { id };
    });
  }

  /** Asks the informant something; they read it when they come back with their receipt's code. */
  async ask(tipId: string, text: string, context: WorkContext): Promise<{ id: string }> {
    return this.onTip(tipId, context, async (tx, tip) => {
      const id = uuidv7();
      await tx.query(
        `INSERT INTO dialogue_message (id, tip_id, sender, author_id, text, sent_at) VALUES ($1, $2, 'desk', $3, $4, $5)`,
        [id, tip.id, authorOf(context), text, this.clock.now()],
      );
      await this.audit.append(tx, context, {
        action: 'tip.asked',
        subject: { kind: 'tip', id: tip.id },
        details: { message: id },
      });
      return { id };
    });
  }

  /** One transaction on a tip that the actor may see; an attempt on any other is in the log, and `not-found`. */
  private async onTip<T>(
    tipId: string,
    context: WorkContext,
    work: (tx: Tx, tip: LockedTip) => Promise<T>,
  ): Promise<T> {
    return this.denials.recorded(tipId, context, () =>
      this.database.transaction(async (tx) => work(tx, await lockTip(tx, scopeOf(context), tipId))),
    );
  }
}

function authorOf({ actor }: WorkContext): string {
  if (actor.kind !== 'staff') throw new Error('Only staff write notes and questions');
  return actor.accountId;
}
