import { Injectable } from '@nestjs/common';
import { createHash, createHmac } from 'node:crypto';
import { AuditLog } from '#audit';
import type { Language } from '#campaigns';
import { Clock, Database, notFound, ServerSecret, type Tx, uuidv7, type WorkContext } from '#kernel';
import { readReceiptCode, receiptCodeMac } from '../intake/receipt-code.js';
import type { TipState } from '../tip.js';
import { InformantWords, type TalkedAbout } from './informant-words.js';

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
      const messages = await tx.query<SentMessage[]>('SELECT * FROM conversation_messages($1)', [
        tip.codeMac,
      ]);
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
          ...(text === null ? {} : { text }),
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
      const found = await this.find(tx, typed);
      if (found === undefined) throw notFound('receipt');
      if (!(await this.isFirstDelivery(tx, found.id, reply))) return;

      await this.words.add(tx, found, reply, context);
    });
  }

  /** The keyed hash under which a code is kept; undefined for what can't be one. */
  macOf(typed: string): Buffer | undefined {
    const code = readReceiptCode(typed);
    return code === undefined ? undefined : receiptCodeMac(this.secret, code);
  }

  private async find(tx: Tx, typed: string): Promise<FoundTip | undefined> {
    const codeMac = this.macOf(typed);
    if (codeMac === undefined) return undefined;
    const [tip] = await tx.query<Omit<FoundTip, 'codeMac'>[]>('SELECT * FROM conversation_by_code($1)', [
      codeMac,
    ]);
    return tip === undefined ? undefined : { ...tip, codeMac };
  }

  private async isFirstDelivery(tx: Tx, tipId: string, { submission, text }: Reply): Promise<boolean> {
    const remoteId = createHash('sha256').update(`${tipId}\n${submission}\n${text}`).digest('hex');
    const bodyMac = createHmac('sha256', submission).update(text).digest();
    const [delivery] = await tx.query<{ is_new: boolean }[]>(
      `SELECT is_new FROM intake_recognise($1, 'web', 'reply', $2, $3, $4, $5)`,
      [uuidv7(), remoteId, bodyMac, tipId, this.clock.now()],
    );
    return delivery!.is_new;
  }
}

interface FoundTip extends TalkedAbout {
  codeMac: Buffer;
  received_at: Date;
}

/** `text` only of what the desk said. */
interface SentMessage {
  sender: 'desk' | 'informant';
  text: string | null;
  sent_at: Date;
}

const STATE_FOR_CITIZENS: Record<TipState, Conversation['state']> = {
  new: 'received',
  triaged: 'in-review',
  'in-case': 'in-review',
  closed: 'closed',
};
