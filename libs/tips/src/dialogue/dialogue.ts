import { Injectable } from '@nestjs/common';
import { createHash, createHmac } from 'node:crypto';
import { AuditLog } from '#audit';
import type { Language } from '#campaigns';
import { Clock, Database, notFound, ServerSecret, type Tx, uuidv7, type WorkContext } from '#kernel';
import { anonymise } from '#privacy';
import { Vault } from '#vault';
import { readReceiptCode, receiptCodeMac } from '../intake/receipt-code.js';
import type { TipState } from '../tip.js';

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
    private readonly vault: Vault,
    private readonly secret: ServerSecret,
    private readonly clock: Clock,
  ) {}

  /** The conversation that a code leads to, or undefined; each use is audited. */
  async openByCode(typed: string, context: WorkContext): Promise<Conversation | undefined> {
    return this.database.transaction(async (tx) => {
      const found = await this.find(tx, typed);
      if (found === undefined) return undefined;
      const { codeMac, tip } = found;
      const messages = await tx.query<SentMessage[]>('SELECT * FROM conversation_messages($1)', [codeMac]);
      await this.audit.append(tx, context, {
        action: 'tip.receipt-used',
        subject: { kind: 'tip', id: tip.tip_id },
      });
      return {
        tipId: tip.tip_id,
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
      const { codeMac, tip } = found;
      const tokenKey = this.secret.key('entity-token', tip.campaign_id);
      const anonymised = anonymise({ text: reply.text, language: reply.language, tokenKey });
      const id = uuidv7();
      const [kept] = await tx.query<{ is_first_delivery: boolean; reopened: boolean }[]>(
        'SELECT * FROM conversation_reply($1, $2, $3, $4, $5, $6, $7)',
        [
          codeMac,
          id,
          ...deliveryOf(tip.tip_id, reply),
          anonymised.text,
          JSON.stringify(anonymised.spans),
          this.clock.now(),
        ],
      );
      if (!kept!.is_first_delivery) return;
      await this.vault.seal(tx, tip.tip_id, [{ kind: 'message', content: { reply: id, text: reply.text } }]);
      await this.audit.append(tx, context, {
        action: 'tip.informant-replied',
        subject: { kind: 'tip', id: tip.tip_id },
        details: { message: id, masked: anonymised.spans.length, reopened: kept!.reopened },
      });
    });
  }

  private async find(tx: Tx, typed: string): Promise<{ codeMac: Buffer; tip: FoundTip } | undefined> {
    const code = readReceiptCode(typed);
    if (code === undefined) return undefined;
    const codeMac = receiptCodeMac(this.secret, code);
    const [tip] = await tx.query<FoundTip[]>('SELECT * FROM conversation_by_code($1)', [codeMac]);
    return tip === undefined ? undefined : { codeMac, tip };
  }
}

/** The name under which a reply is kept once, and a keyed hash of its words. */
const deliveryOf = (tipId: string, { submission, text }: Reply): [remoteId: string, bodyMac: Buffer] => [
  createHash('sha256').update(`${tipId}\n${submission}\n${text}`).digest('hex'),
  createHmac('sha256', submission).update(text).digest(),
];

interface FoundTip {
  tip_id: string;
  campaign_id: string;
  state: TipState;
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
