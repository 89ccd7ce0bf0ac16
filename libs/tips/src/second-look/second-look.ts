import { Injectable } from '@nestjs/common';
import { type AuditFact, AuditLog } from '#audit';
import { withdrawWords, withoutQuotes } from '#dedup';
import { conflict, Database, ServerSecret, type Tx, unprocessable, type WorkContext } from '#kernel';
import { type MaskedSpan, readableMarks, type Suspect } from '#privacy';
import { Denials } from '../denials.js';
import { forgetMarks } from '../queue/value-search.js';
import { lockTip, type LockedTip, scopeOf } from '../unit-scope.js';
import { maskByHand, type MaskedWords } from './mask-by-hand.js';

/** Which of a tip's words a person masks in. */
export const MASKED_FIELDS = ['text', 'place'] as const;
export type MaskedField = (typeof MASKED_FIELDS)[number];

export interface HandMask {
  of: MaskedField;
  /** UTF-16 code units of the anonymised words as they were on the screen; `end` is exclusive. */
  start: number;
  end: number;
}

/** The words of a tip as masks have left them. */
export interface WordsLeft {
  text: string;
  spans: MaskedSpan[];
  suspects: Suspect[];
  place: string | null;
  placeSpans: MaskedSpan[];
  placeSuspects: Suspect[];
  version: number;
}

interface StoredWords extends Omit<WordsLeft, 'version'> {
  campaignId: string;
  /** What is masked in the dialogue. */
  later: MaskedSpan[];
}

const STORED_WORDS = `
  SELECT campaign_id AS "campaignId", text, spans, suspects, place, place_spans AS "placeSpans",
         place_suspects AS "placeSuspects", coalesce(
           (SELECT jsonb_agg(span) FROM dialogue_message, jsonb_array_elements(dialogue_message.spans) AS span
             WHERE tip_id = tip.id), '[]') AS later
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
   * Masks stretches for good, all or none: here, in what later tips are compared with and searches find, and in the
   * words that evidence quotes. The sealed original stays whole. Each mask has its entry in the log.
   * @throws Problem `not-found`, `changed-meanwhile` 409, `invalid` 422 (outside the words, or nothing readable there).
   */
  async mask(tipId: string, masks: HandMask[], version: number, context: WorkContext): Promise<WordsLeft> {
    return this.onTip(tipId, context, async (tx, tip) => {
      if (tip.version !== version)
        throw conflict('changed-meanwhile', 'Somebody changed this tip meanwhile.');
      const [stored] = await tx.query<StoredWords[]>(STORED_WORDS, [tip.id]);
      const { campaignId, later } = stored!;
      const { words, marks, facts } = this.masked(tip.id, stored!, masks);

      await tx.query(
        `UPDATE tip SET text = $2, spans = $3, suspects = $4, place = $5, place_spans = $6, place_suspects = $7,
                version = version + 1 WHERE id = $1`,
        [
          tip.id,
          words.text.text,
          JSON.stringify(words.text.spans),
          JSON.stringify(words.text.suspects),
          stored!.place === null ? null : words.place.text,
          JSON.stringify(words.place.spans),
          JSON.stringify(words.place.suspects),
        ],
      );
      await tx.query(
        `UPDATE tip SET folded_because = ${withoutQuotes('folded_because')} WHERE group_id = $1`,
        [tip.group_id],
      );
      const shown = new Set([
        ...[...words.text.spans, ...words.place.spans, ...later].map(({ token }) => token),
        ...MASKED_FIELDS.flatMap((of) => this.readable(campaignId, words[of])),
      ]);
      const gone = await forgetMarks(
        tx,
        tip.id,
        marks.filter((mark) => !shown.has(mark)),
      );
      await withdrawWords(tx, tip.id, words.text.text, { campaignId, tokens: gone });
      await this.audit.append(tx, context, ...facts);
      return {
        ...words.text,
        place: stored!.place === null ? null : words.place.text,
        placeSpans: words.place.spans,
        placeSuspects: words.place.suspects,
        version: version + 1,
      };
    });
  }

  /** The last stretch first, so that the offsets of the others stay. */
  private masked(tipId: string, stored: StoredWords, masks: HandMask[]) {
    const { text, spans, suspects, place, placeSpans, placeSuspects, campaignId } = stored;
    const words: Record<MaskedField, MaskedWords> = {
      text: { text, spans, suspects },
      place: { text: place ?? '', spans: placeSpans, suspects: placeSuspects },
    };
    const marks: string[] = [];
    const facts: AuditFact[] = [];
    for (const [index, { of, start, end }] of [...masks.entries()].sort(
      ([, one], [, other]) => other.start - one.start,
    )) {
      const before = words[of];
      if (end > before.text.length)
        throw unprocessable([{ pointer: `/masks/${index}/end`, rule: 'too-long' }]);
      const after = maskByHand(before, start, end);
      if (after === undefined)
        throw unprocessable([{ pointer: `/masks/${index}/start`, rule: 'not-allowed' }]);
      const hidden = before.spans.filter((span) => span.start < end && start < span.end);
      marks.push(
        ...hidden.map(({ token }) => token).filter((token) => !token.startsWith('[')),
        ...this.readable(campaignId, before, start, end),
      );
      const suspect = before.suspects.find((each) => each.start === start && each.end === end);
      facts.unshift({
        action: 'tip.masked',
        subject: { kind: 'tip', id: tipId },
        details: { characters: end - start, of, ...(suspect && { suspected: suspect.kind }) },
      });
      words[of] = after;
    }
    return { words, marks, facts };
  }

  /** The marks of what can be read there. */
  private readable(campaignId: string, { text }: MaskedWords, from = 0, to = text.length): string[] {
    return readableMarks(text, from, to, this.secret.key('entity-token', campaignId));
  }

  /**
   * Somebody looked at a held text and masked what there was to mask: it is listed like any other from now on. The log
   * says of how much that was suspected they left in clear.
   */
  async lookedAt(tipId: string, context: WorkContext): Promise<void> {
    await this.onTip(tipId, context, async (tx, tip) => {
      const [held] = await tx.query<{ left: Suspect[] }[]>(
        'SELECT suspects || place_suspects AS left FROM tip WHERE id = $1 AND is_held',
        [tip.id],
      );
      if (held === undefined) return;
      await tx.query(
        `UPDATE tip SET is_held = false, suspects = '[]', place_suspects = '[]', version = version + 1 WHERE id = $1`,
        [tip.id],
      );
      await this.audit.append(tx, context, {
        action: 'tip.looked-at',
        subject: { kind: 'tip', id: tip.id },
        details: { left: held.left.map(({ kind }) => kind).join(' ') },
      });
    });
  }

  private async onTip<Result>(
    tipId: string,
    context: WorkContext,
    work: (tx: Tx, tip: LockedTip) => Promise<Result>,
  ): Promise<Result> {
    return this.denials.recorded(tipId, context, () =>
      this.database.transaction(async (tx) => work(tx, await lockTip(tx, scopeOf(context), tipId))),
    );
  }
}
