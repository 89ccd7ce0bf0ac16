import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { withdrawWords, withoutQuotes } from '#dedup';
import { conflict, Database, ServerSecret, type Tx, unprocessable, type WorkContext } from '#kernel';
import { type MaskedSpan, readableMarks } from '#privacy';
import { Denials } from '../denials.js';
import { forgetMarks } from '../queue/value-search.js';
import { lockTip, type LockedTip, scopeOf } from '../unit-scope.js';
import { maskByHand, type MaskedWords } from './mask-by-hand.js';

export interface HandMask {
  /** UTF-16 code units of the anonymised text as it was on the screen; `end` is exclusive. */
  start: number;
  end: number;
  version: number;
}

interface StoredWords extends MaskedWords {
  campaign_id: string;
  /** What is masked in the place and in the dialogue. */
  elsewhere: MaskedSpan[];
}

const STORED_WORDS = `
  SELECT campaign_id, text, spans, place_spans || coalesce(
           (SELECT jsonb_agg(span) FROM dialogue_message, jsonb_array_elements(dialogue_message.spans) AS span
             WHERE tip_id = tip.id), '[]') AS elsewhere
    FROM tip WHERE id = $1`;

/** What a person does where the engine saw too little: mask more, never less, and say that they looked. */
@Injectable()
export class SecondLook {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly denials: Denials,
    private readonly secret: ServerSecret,
  ) {}

  /**
   * Masks a stretch of the text for good: here, in what later tips are compared with and searches find, and in the words
   * that evidence quotes. The sealed original stays whole.
   * @throws Problem `not-found`, `changed-meanwhile` 409, `invalid` 422 (outside the text, or nothing readable in it).
   */
  async mask(tipId: string, { start, end, version }: HandMask, context: WorkContext): Promise<void> {
    await this.onTip(tipId, context, async (tx, tip) => {
      if (tip.version !== version)
        throw conflict('changed-meanwhile', 'Somebody changed this tip meanwhile.');
      const [words] = await tx.query<StoredWords[]>(STORED_WORDS, [tip.id]);
      if (end > words!.text.length) throw unprocessable([{ pointer: '/end', rule: 'too-long' }]);
      const masked = maskByHand(words!, start, end);
      if (masked === undefined) throw unprocessable([{ pointer: '/start', rule: 'not-allowed' }]);

      await tx.query('UPDATE tip SET text = $2, spans = $3, version = version + 1 WHERE id = $1', [
        tip.id,
        masked.text,
        JSON.stringify(masked.spans),
      ]);
      await tx.query(
        `UPDATE tip SET folded_because = ${withoutQuotes('folded_because')} WHERE group_id = $1`,
        [tip.group_id],
      );
      const gone = await forgetMarks(tx, tip.id, this.marksGone(words!, masked, start, end));
      await withdrawWords(tx, tip.id, masked.text, { campaignId: words!.campaign_id, tokens: gone });
      await this.audit.append(tx, context, {
        action: 'tip.masked',
        subject: { kind: 'tip', id: tip.id },
        details: { characters: end - start },
      });
    });
  }

  /** Marks that the stretch held, as codes or readable, and that nothing of this tip shows any more. */
  private marksGone(
    { text, spans, elsewhere, campaign_id }: StoredWords,
    masked: MaskedWords,
    from: number,
    to: number,
  ): string[] {
    const key = this.secret.key('entity-token', campaign_id);
    const hidden = spans.filter(({ start, end }) => start < to && from < end).map(({ token }) => token);
    const left = new Set([
      ...[...masked.spans, ...elsewhere].map(({ token }) => token),
      ...readableMarks(masked.text, 0, masked.text.length, key),
    ]);
    return [
      ...hidden.filter((token) => !token.startsWith('[')),
      ...readableMarks(text, from, to, key),
    ].filter((mark) => !left.has(mark));
  }

  /** Somebody looked at a held text and masked what there was to mask: it is listed like any other from now on. */
  async lookedAt(tipId: string, context: WorkContext): Promise<void> {
    await this.onTip(tipId, context, async (tx, tip) => {
      const [released] = await tx.query<[unknown[], number]>(
        'UPDATE tip SET is_held = false, version = version + 1 WHERE id = $1 AND is_held RETURNING id',
        [tip.id],
      );
      if (released.length === 0) return;
      await this.audit.append(tx, context, {
        action: 'tip.looked-at',
        subject: { kind: 'tip', id: tip.id },
      });
    });
  }

  private async onTip(
    tipId: string,
    context: WorkContext,
    work: (tx: Tx, tip: LockedTip) => Promise<void>,
  ): Promise<void> {
    await this.denials.recorded(tipId, context, () =>
      this.database.transaction(async (tx) => work(tx, await lockTip(tx, scopeOf(context), tipId))),
    );
  }
}
