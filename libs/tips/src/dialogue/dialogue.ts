import { Injectable } from '@nestjs/common';
import { createHash, createHmac } from 'node:crypto';
import { AuditLog } from '#audit';
import type { Language } from '#campaigns';
import { Clock, Database, notFound, ServerSecret, type Tx, uuidv7, type WorkContext } from '#kernel';
import { readReceiptCode, receiptCodeMac } from '../intake/receipt-code.js';
import type { TipState } from '../tip.js';
import { InformantWords } from './informant-words.js';

/** What a citizen sees who comes back with the code: where the tip stands and what the desk asked, no more. */
export interface Conversation {
  tipId: string;
  campaignId: string;
  state: 'received' | 'in-review' | 'closed';
  receivedAt: Date;
  messages: ConversationMessage[];
}

export interface ConversationMessage {
  from: 'desk' | 'informant';
  at: Date;
  /** The desk's words. What the informant wrote isn't shown again: somebody else may hold the code. */
  text?: string;
}

export interface Reply {
  text: string;
  language: Language;
  /** Unique per form: the same reply sent twice is kept once. */
  submission: string;
}

/** The talk with an informant who stays anonymous: the receipt's code is all that leads back. */
@Injectable()
export class Dialogue {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly words: InformantWords,
    private readonly secret: ServerSecret,
    private readonly clock: Clock,
  ) {}

  /** The conversation that a code leads to, or undefined; each use is audited. */
  async openByCode(typed: string, context: WorkContext): Promise<Conversation | undefined> {
    return this.database.transaction(async (tx) => {
      const tip = await this.find(tx, typed);
      if (tip === undefined) return undefined;
      const messages = await tx.query<{ sender: 'desk' | 'informant'; text: string; sent_at: Date }[]>(
        'SELECT sender, text, sent_at FROM dialogue_message WHERE tip_id = $1 ORDER BY sent_at, id',
        [tip.id],
      );
      await this.audit.append(tx, context, {
        action: 'tip.receipt-used',
        subject: { kind: 'tip', id: tip.id },
      });
      return {
        tipId: tip.id,
        campaignId: tip.campaign_id,
        state: STATE_FOR_CITIZENS[tip.state],
        receivedAt: tip.received_at,
        messages: messages.map(({ sender, text, sent_at }) => ({
          from: sender,
          at: sent_at,
          ...(sender === 'desk' ? { text } : {}),
        })),
      };
    });
  }

  /**
   * Adds what the informant says later: anonymised for the unit, sealed as it was written; a closed tip opens again.
   * @throws Problem `not-found` 404 for a code that leads nowhere.
   */
  async reply(typed: string, reply: Reply, context: WorkContext): Promise<void> {
    await this.database.transaction(async (tx) => {
      const tip = await this.find(tx, typed);
      if (tip === undefined) throw notFound('receipt');
      if (!(await this.isFirstDelivery(tx, tip.id, reply))) return;

      await this.words.add(tx, tip, reply, context);
    });
  }

  private async find(tx: Tx, typed: string): Promise<FoundTip | undefined> {
    const code = readReceiptCode(typed);
    if (code === undefined) return undefined;
    const [tip] = await tx.query<FoundTip[]>(
      `SELECT tip.id, tip.campaign_id, tip.state, tip.received_at
         FROM receipt JOIN tip ON tip.id = receipt.tip_id WHERE receipt.code_mac = $1`,
      [receiptCodeMac(this.secret, code)],
    );
    return tip;
  }

  private async isFirstDelivery(tx: Tx, tipId: string, { submission, text }: Reply): Promise<boolean> {
    const remoteId = createHash('sha256').update(`${tipId}\n${submission}\n${text}`).digest('hex');
    const inserted = await tx.query<unknown[]>(
      `INSERT INTO inbound_message (id, channel, channel_account, remote_id, body_mac, tip_id, received_at)
       VALUES ($1, 'web', 'reply', $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id`,
      [uuidv7(), remoteId, createHmac('sha256', submission).update(text).digest(), tipId, this.clock.now()],
    );
    return inserted.length === 1;
  }
}

interface FoundTip {
  id: string;
  campaign_id: string;
  state: TipState;
  received_at: Date;
}

const STATE_FOR_CITIZENS: Record<TipState, Conversation['state']> = {
  new: 'received',
  triaged: 'in-review',
  'in-case': 'in-review',
  closed: 'closed',
};
