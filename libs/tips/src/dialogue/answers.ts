import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import type { Language } from '#campaigns';
import { Clock, conflict, Database, Problem, type Tx, unprocessable, type WorkContext } from '#kernel';
import { Denials } from '../denials.js';
import type { Channel } from '../intake/inbound-message.js';
import { Outbox } from '../outbox/outbox.js';
import type { ReplyAddress } from '../outbox/outbox-message.js';
import { ReplyTokens } from '../outbox/reply-token.js';
import { lockTip, scopeOf } from '../unit-scope.js';
import { Conversations } from './conversations.js';

/** An answer to the informant of one tip. */
export interface NewAnswer {
  /** Made by whoever sends it: the same answer sent twice is one. */
  id: string;
  tipId: string;
  text: string;
  /** From the tip's `reply-address` record, opened in the browser. A tip from the web needs none. */
  token?: string;
}

/** What became of each answer of several. */
export interface AnswerResult {
  tipId: string;
  /** A problem's code where it can't be answered: `no-way-back`, `invalid`, `not-found`. */
  refused?: string;
}

/** Checks what the channel can carry; `channels` knows, `tips` doesn't. */
export type AnswerCheck = (channel: Channel, text: string) => void;

/** What the desk says to informants it doesn't know: into the dialogue and the outbox, in one transaction. */
@Injectable()
export class Answers {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly denials: Denials,
    private readonly outbox: Outbox,
    private readonly tokens: ReplyTokens,
    private readonly conversations: Conversations,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem `not-found` 404, `no-way-back` 409 (the channel has none), `invalid` 422 (`/token` is missing or of
   *   another tip; the text is too long for the channel).
   */
  async answer(answer: NewAnswer, check: AnswerCheck, context: WorkContext): Promise<void> {
    await this.denials.recorded(answer.tipId, context, () =>
      this.database.transaction(async (tx) => {
        const tip = await lockTip(tx, scopeOf(context), answer.tipId);
        const about = await aboutTip(tx, tip.id);
        check(about.channel, answer.text);
        const to = this.addressFor(about, answer);
        const now = this.clock.now();
        const isNew = await this.outbox.add(tx, {
          ...answer,
          kind: 'answer',
          authorId: authorOf(context),
          to,
          language: about.language,
        });
        if (!isNew) return;
        await tx.query(
          `INSERT INTO dialogue_message (id, tip_id, sender, author_id, text, sent_at)
           VALUES ($1, $2, 'desk', $3, $4, $5)`,
          [answer.id, tip.id, authorOf(context), answer.text, now],
        );
        if (to.address !== '') await this.conversations.remember(tx, tip.campaign_id, to, tip.id, now);
        await this.audit.append(tx, context, {
          action: 'tip.answered',
          subject: { kind: 'tip', id: tip.id },
          details: { message: answer.id, channel: to.channel },
        });
      }),
    );
  }

  /** The same words to several informants, each on their own channel; one that can't be answered stops no other. */
  async answerAll(answers: NewAnswer[], check: AnswerCheck, context: WorkContext): Promise<AnswerResult[]> {
    const results: AnswerResult[] = [];
    for (const answer of answers) {
      try {
        await this.answer(answer, check, context);
        results.push({ tipId: answer.tipId });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        results.push({ tipId: answer.tipId, refused: error.code });
      }
    }
    return results;
  }

  private addressFor({ channel, hasAddress }: AboutTip, { tipId, token }: NewAnswer): ReplyAddress {
    if (channel === 'web') return { channel, channelAccount: 'form', address: '' };
    if (!hasAddress) throw conflict('no-way-back', 'Nobody can be answered by this way.');
    if (token === undefined) throw unprocessable([{ pointer: '/token', rule: 'required' }]);
    return this.tokens.open(tipId, token);
  }
}

interface AboutTip {
  channel: Channel;
  language: Language;
  hasAddress: boolean;
}

async function aboutTip(tx: Tx, tipId: string): Promise<AboutTip> {
  const [about] = await tx.query<AboutTip[]>(
    `SELECT channel, language, EXISTS (SELECT 1 FROM vault_record
                                        WHERE tip_id = tip.id AND kind = 'reply-address') AS "hasAddress"
       FROM tip WHERE id = $1`,
    [tipId],
  );
  return about!;
}

function authorOf({ actor }: WorkContext): string {
  if (actor.kind !== 'staff') throw new Error('Only staff answer informants');
  return actor.accountId;
}
