import { Inject, Injectable } from '@nestjs/common';
import { type AuditAction, AuditLog } from '#audit';
import type { Language } from '#campaigns';
import { Clock, conflict, Database, notFound, systemContext, type Tx, type WorkContext } from '#kernel';
import type { ServerBox } from '#vault';
import { Denials } from '../denials.js';
import type { Channel } from '../intake/inbound-message.js';
import { scopeOf } from '../unit-scope.js';
import type {
  NewOutboxMessage,
  OutboxItem,
  OutboxState,
  ReplyAddress,
  SendOutcome,
} from './outbox-message.js';

export const OUTBOX_BOX = Symbol('ServerBox for what waits to leave');

/** Longer than any channel's own time limit for one message: what is still `sending` then, nobody is sending. */
const SENDING_MINUTES = 5;
/** An answer that could not leave for so long is a failure that a person must see, not a hope. */
const GIVE_UP_DAYS = 3;

const SHOWN_LINES = 200;

/** What a person decides of a message of which nobody knows whether it arrived, or that failed. */
export type OutboxDecision = 'it-was-sent' | 'send-again' | 'give-up';

/** A message as the outbox's page shows it: what became of it, never its words nor to whom. */
export interface OutboxLine {
  id: string;
  tipId: string;
  channel: Channel;
  kind: 'answer' | 'acknowledgement';
  state: OutboxState;
  why: string | null;
  attempts: number;
  notBefore: Date;
  createdAt: Date;
  settledAt: Date | null;
}

/**
 * Everything that leaves, written in the transaction of whoever says it and taken from here by the channels: so `tips`
 * imports no channel, and an answer exists exactly if its cause committed.
 */
@Injectable()
export class Outbox {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly denials: Denials,
    private readonly clock: Clock,
    @Inject(OUTBOX_BOX) private readonly box: ServerBox,
  ) {}

  /** Adds a message in the caller's transaction; false if one of this id is there already. */
  async add(tx: Tx, message: NewOutboxMessage): Promise<boolean> {
    const now = this.clock.now();
    const { to, language, text } = message;
    const added = await tx.query<unknown[]>(
      `INSERT INTO outbox_message (id, tip_id, channel, channel_account, kind, author_id, sealed, not_before, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) ON CONFLICT (id) DO NOTHING RETURNING id`,
      [
        message.id,
        message.tipId,
        to.channel,
        to.channelAccount,
        message.kind,
        message.authorId ?? null,
        this.box.seal(Buffer.from(JSON.stringify({ to, language, text })), message.id),
        now,
      ],
    );
    return added.length === 1;
  }

  /**
   * Takes the next due message of a channel, committed as `sending` before a byte leaves: whoever dies from here on
   * leaves a trace. Processes never take the same one.
   */
  async take(channel: Channel): Promise<OutboxItem | undefined> {
    const now = this.clock.now();
    const [rows] = (await this.database.query(
      `UPDATE outbox_message SET state = 'sending', attempts = attempts + 1, sending_until = $2, why = NULL
        WHERE id = (SELECT id FROM outbox_message WHERE channel = $1 AND state = 'queued' AND not_before <= $3
                     ORDER BY automatic, not_before, id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING ${TAKEN_COLUMNS}`,
      [channel, new Date(now.getTime() + SENDING_MINUTES * 60_000), now],
    )) as [TakenRow[], number];
    const row = rows[0];
    return row === undefined ? undefined : this.open(row);
  }

  /** Writes down what became of a message that this process took; a stale process's word doesn't count. */
  async settle(item: Pick<OutboxItem, 'id' | 'attempt' | 'queuedAt'>, outcome: SendOutcome): Promise<void> {
    await this.database.transaction(async (tx) => {
      const settled = this.inTime(item, outcome);
      const [rows] = await tx.query<[{ tip_id: string }[], number]>(
        `UPDATE outbox_message SET ${SETTLING} WHERE id = $1 AND state IN ('sending', 'ambiguous') AND attempts = $6
         RETURNING tip_id`,
        [item.id, ...this.columnsOf(settled), item.attempt],
      );
      if (rows[0] !== undefined) await this.record(tx, item.id, rows[0].tip_id, settled);
    });
  }

  /** Messages that somebody was sending when their process ended: they may have arrived. */
  async doubtAbandoned(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const [rows] = await tx.query<[{ id: string; tip_id: string }[], number]>(
        `UPDATE outbox_message SET state = 'ambiguous', why = 'process-ended', sending_until = NULL
          WHERE state = 'sending' AND sending_until < $1 RETURNING id, tip_id`,
        [this.clock.now()],
      );
      for (const { id, tip_id } of rows)
        await this.record(tx, id, tip_id, { state: 'ambiguous', detail: 'process-ended' });
      return rows.length;
    });
  }

  /** Those in doubt, for a channel that can look whether they arrived. */
  async inDoubt(channel: Channel, atMost = 20): Promise<OutboxItem[]> {
    const rows = await this.database.query<TakenRow>(
      `SELECT ${TAKEN_COLUMNS} FROM outbox_message WHERE channel = $1 AND state = 'ambiguous' ORDER BY id LIMIT $2`,
      [channel, atMost],
    );
    return rows.map((row) => this.open(row));
  }

  /** What people should look at first (doubt, failure), then what waits and what left lately; of the actor's units. */
  list(context: WorkContext): Promise<OutboxLine[]> {
    return this.database.transaction(async (tx) => {
      const lines = await tx.query<OutboxLine[]>(
        `SELECT message.id, message.tip_id AS "tipId", message.channel, message.kind, message.state, message.why,
                message.attempts, message.not_before AS "notBefore", message.created_at AS "createdAt",
                message.settled_at AS "settledAt"
           FROM outbox_message AS message JOIN tip ON tip.id = message.tip_id
          WHERE tip.unit_id = ANY ($1) AND message.channel <> 'web'
          ORDER BY array_position(ARRAY['ambiguous', 'failed', 'sending', 'queued', 'sent'], message.state),
                   message.created_at DESC LIMIT $2`,
        [scopeOf(context).unitIds, SHOWN_LINES],
      );
      await this.audit.append(tx, context, {
        action: 'channel.listed',
        subject: { kind: 'system', id: 'outbox' },
        details: { found: lines.length },
      });
      return lines;
    });
  }

  /** A delivery report came back to a tip's address: the last answer that left didn't arrive. */
  async noteBounce(tipId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [rows] = await tx.query<[{ id: string }[], number]>(
        `UPDATE outbox_message SET state = 'failed', why = 'bounced'
          WHERE id = (SELECT id FROM outbox_message WHERE tip_id = $1 AND kind = 'answer' AND state = 'sent'
                       ORDER BY settled_at DESC LIMIT 1) RETURNING id`,
        [tipId],
      );
      if (rows[0] !== undefined)
        await this.record(tx, rows[0].id, tipId, { state: 'failed', reason: 'bounced' });
    });
  }

  /** What a person says of a message in doubt or failed. @throws Problem `not-found`, `wrong-state` 409. */
  async decide(id: string, decision: OutboxDecision, context: WorkContext): Promise<void> {
    await this.denials.recorded(id, context, () =>
      this.database.transaction(async (tx) => {
        const [row] = await tx.query<{ tip_id: string; state: OutboxState }[]>(
          `SELECT message.tip_id, message.state FROM outbox_message AS message JOIN tip ON tip.id = message.tip_id
            WHERE message.id = $1 AND tip.unit_id = ANY ($2) FOR UPDATE OF message`,
          [id, scopeOf(context).unitIds],
        );
        if (row === undefined) throw notFound('message');
        if (row.state !== 'ambiguous' && !(row.state === 'queued' && decision === 'give-up')) {
          throw conflict('wrong-state', 'This message is not in doubt any more.');
        }
        await tx.query(`UPDATE outbox_message SET ${SETTLING} WHERE id = $1`, [
          id,
          ...this.columnsOf(decided(decision, this.clock.now())),
        ]);
        await this.audit.append(tx, context, {
          action: 'tip.message-decided',
          subject: { kind: 'tip', id: row.tip_id },
          details: { message: id, decision },
        });
      }),
    );
  }

  /** After long waiting, `wait` becomes a failure. */
  private inTime({ queuedAt }: Pick<OutboxItem, 'queuedAt'>, outcome: SendOutcome): SendOutcome {
    const giveUpAt = queuedAt.getTime() + GIVE_UP_DAYS * 86_400_000;
    return outcome.state === 'wait' && outcome.until.getTime() > giveUpAt
      ? { state: 'failed', reason: outcome.reason }
      : outcome;
  }

  private columnsOf(outcome: SendOutcome): unknown[] {
    const now = this.clock.now();
    switch (outcome.state) {
      case 'sent':
        return ['sent', null, outcome.remoteId, now];
      case 'failed':
        return ['failed', outcome.reason, null, now];
      case 'ambiguous':
        return ['ambiguous', outcome.detail, null, now];
      case 'wait':
        return ['queued', outcome.reason, null, outcome.until];
    }
  }

  private async record(tx: Tx, id: string, tipId: string, outcome: SendOutcome): Promise<void> {
    if (outcome.state === 'wait') return; // nothing was disclosed, nothing was decided
    await this.audit.append(tx, systemContext('outbox'), {
      action: ACTION_OF[outcome.state],
      subject: { kind: 'tip', id: tipId },
      result: outcome.state === 'failed' ? 'failed' : 'done',
      details: { message: id },
    });
  }

  private open(row: TakenRow): OutboxItem {
    const { to, language, text } = JSON.parse(this.box.open(row.sealed, row.id).toString()) as SealedWords;
    return {
      id: row.id,
      tipId: row.tip_id,
      automatic: row.automatic,
      attempt: row.attempts,
      queuedAt: row.created_at,
      to,
      language,
      text,
    };
  }
}

/** $2 state, $3 why, $4 remote id, $5 a time: until when it waits, or when it was settled. */
const SETTLING = `
  state = $2, why = $3, remote_id = $4, sending_until = NULL,
  not_before = CASE $2 WHEN 'queued' THEN $5::timestamptz ELSE not_before END,
  settled_at = CASE WHEN $2 IN ('sent', 'failed') THEN $5::timestamptz END,
  sealed = CASE WHEN $2 IN ('sent', 'failed') THEN NULL ELSE sealed END`;

const TAKEN_COLUMNS = 'id, tip_id, automatic, attempts, sealed, created_at';

function decided(decision: OutboxDecision, now: Date): SendOutcome {
  if (decision === 'it-was-sent') return { state: 'sent', remoteId: 'said-by-a-person' };
  if (decision === 'give-up') return { state: 'failed', reason: 'given-up' };
  return { state: 'wait', until: now, reason: 'send-again' };
}

const ACTION_OF: Record<'sent' | 'failed' | 'ambiguous', AuditAction> = {
  sent: 'tip.message-sent',
  failed: 'tip.message-failed',
  ambiguous: 'tip.message-doubted',
};

interface TakenRow {
  id: string;
  tip_id: string;
  automatic: boolean;
  attempts: number;
  sealed: Buffer;
  created_at: Date;
}

interface SealedWords {
  to: ReplyAddress;
  language: Language;
  text: string;
}
