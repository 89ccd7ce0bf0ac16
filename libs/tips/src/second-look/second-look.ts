import { Injectable } from '@nestjs/common';
import { type AuditFact, AuditLog } from '#audit';
import { withdrawWords, withoutQuotes } from '#dedup';
import { conflict, Database, ServerSecret, type Tx, unprocessable, type WorkContext } from '#kernel';
import { type MaskedSpan, readableMarks, type Suspect } from '#privacy';
import { Denials } from '../denials.js';
import { forgetMarks } from '../queue/value-search.js';
import { lockTip, type LockedTip, scopeOf } from '../unit-scope.js';
import { maskByHand, type MaskedWords } from './mask-by-hand.js';

export interface HandMask {
  /** Which of a tip's words: `text`, `place`, or the id of what its informant said later. */
  of: string;
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
  /** What the informant said later. */
  messages: MessageLeft[];
  version: number;
}

export interface MessageLeft extends MaskedWords {
  id: string;
}

interface StoredWords extends Omit<WordsLeft, 'version'> {
  campaignId: string;
}

const STORED_WORDS = `
  SELECT campaign_id AS "campaignId", text, spans, suspects, place, place_spans AS "placeSpans",
         place_suspects AS "placeSuspects",
         coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'text', text, 'spans', spans, 'suspects', suspects)
                                    ORDER BY sent_at, id)
                     FROM dialogue_message WHERE tip_id = tip.id AND sender = 'informant'), '[]') AS messages
    FROM tip WHERE id = $1`;

/** Since when the oldest of what nobody has looked at yet waits. */
const WAITS_SINCE = `
  least(CASE WHEN is_held THEN received_at END,
        (SELECT min(sent_at) FROM dialogue_message WHERE tip_id = tip.id AND dialogue_message.is_held))`;

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
      const { campaignId } = stored!;
      const { words, touched, marks, facts } = this.masked(tip.id, stored!, masks);
      const left = wordsLeft(stored!, words);
      await keep(tx, tip.id, left, touched);

      const shown = new Set(
        [...words.values()].flatMap((each) => [
          ...each.spans.map(({ token }) => token),
          ...this.readable(campaignId, each),
        ]),
      );
      const gone = await forgetMarks(
        tx,
        tip.id,
        marks.filter((mark) => !shown.has(mark)),
      );
      if (touched.has('text') || touched.has('place') || gone.length > 0) {
        await tx.query(
          `UPDATE tip SET folded_because = ${withoutQuotes('folded_because')} WHERE group_id = $1`,
          [tip.group_id],
        );
        await withdrawWords(tx, tip.id, left.text, { campaignId, tokens: gone });
      }
      await this.audit.append(tx, context, ...facts);
      return { ...left, version: version + 1 };
    });
  }

  /** The last stretch first, so that the offsets of the others stay. */
  private masked(tipId: string, stored: StoredWords, masks: HandMask[]) {
    const { text, spans, suspects, place, placeSpans, placeSuspects, messages, campaignId } = stored;
    const words = new Map<string, MaskedWords>([
      ['text', { text, spans, suspects }],
      ['place', { text: place ?? '', spans: placeSpans, suspects: placeSuspects }],
      ...messages.map((message) => [message.id, message] as const),
    ]);
    const touched = new Set<string>();
    const marks: string[] = [];
    const facts: AuditFact[] = [];
    for (const [index, { of, start, end }] of [...masks.entries()].sort(
      ([, one], [, other]) => other.start - one.start,
    )) {
      const before = words.get(of);
      if (before === undefined) throw unprocessable([{ pointer: `/masks/${index}/of`, rule: 'unknown' }]);
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
        details: { characters: end - start, ...saidIn(of), ...(suspect && { suspected: suspect.kind }) },
      });
      words.set(of, after);
      touched.add(of);
    }
    return { words, touched, marks, facts };
  }

  /** The marks of what can be read there. */
  private readable(campaignId: string, { text }: MaskedWords, from = 0, to = text.length): string[] {
    return readableMarks(text, from, to, this.secret.key('entity-token', campaignId));
  }

  /**
   * Somebody looked at a held text (with its place), or at one message, and masked what there was to mask: it is like any
   * other from now on. The log says of how much that was suspected they left in clear. Nothing else is looked at by
   * this: what came meanwhile goes on waiting.
   */
  async lookedAt(tipId: string, of: string, context: WorkContext): Promise<Looked> {
    return this.onTip(tipId, context, async (tx, tip) => {
      const left = of === 'text' ? await releaseText(tx, tip.id) : await releaseMessage(tx, tip.id, of);
      if (left !== undefined) {
        await tx.query(`UPDATE tip SET waits_since = ${WAITS_SINCE}, version = version + 1 WHERE id = $1`, [
          tip.id,
        ]);
        await this.audit.append(tx, context, {
          action: 'tip.looked-at',
          subject: { kind: 'tip', id: tip.id },
          details: { ...(of !== 'text' && { message: of }), left: left.map(({ kind }) => kind).join(' ') },
        });
      }
      const [after] = await tx.query<Looked[]>(
        'SELECT waits_since IS NOT NULL AS waits FROM tip WHERE id = $1',
        [tip.id],
      );
      return after!;
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

export interface Looked {
  /** Something else of the tip waits for a look: its text, or a message that may have come meanwhile. */
  waits: boolean;
}

const saidIn = (of: string): Record<string, string> =>
  of === 'text' || of === 'place' ? { of } : { of: 'message', message: of };

function wordsLeft(stored: StoredWords, words: Map<string, MaskedWords>): Omit<WordsLeft, 'version'> {
  const place = words.get('place')!;
  return {
    ...words.get('text')!,
    place: stored.place === null ? null : place.text,
    placeSpans: place.spans,
    placeSuspects: place.suspects,
    messages: stored.messages.map(({ id }) => ({ ...words.get(id)!, id })),
  };
}

async function keep(
  tx: Tx,
  tipId: string,
  left: Omit<WordsLeft, 'version'>,
  touched: ReadonlySet<string>,
): Promise<void> {
  await tx.query(
    `UPDATE tip SET text = $2, spans = $3, suspects = $4, place = $5, place_spans = $6, place_suspects = $7,
            version = version + 1 WHERE id = $1`,
    [
      tipId,
      left.text,
      JSON.stringify(left.spans),
      JSON.stringify(left.suspects),
      left.place,
      JSON.stringify(left.placeSpans),
      JSON.stringify(left.placeSuspects),
    ],
  );
  for (const { id, text, spans, suspects } of left.messages.filter((message) => touched.has(message.id)))
    await tx.query('UPDATE dialogue_message SET text = $2, spans = $3, suspects = $4 WHERE id = $1', [
      id,
      text,
      JSON.stringify(spans),
      JSON.stringify(suspects),
    ]);
}

/** Returns what was suspected and stays; nothing where no look was due. */
async function releaseText(tx: Tx, tipId: string): Promise<Suspect[] | undefined> {
  const [held] = await tx.query<{ left: Suspect[] }[]>(
    'SELECT suspects || place_suspects AS left FROM tip WHERE id = $1 AND is_held',
    [tipId],
  );
  if (held !== undefined)
    await tx.query(`UPDATE tip SET is_held = false, suspects = '[]', place_suspects = '[]' WHERE id = $1`, [
      tipId,
    ]);
  return held?.left;
}

async function releaseMessage(tx: Tx, tipId: string, id: string): Promise<Suspect[] | undefined> {
  const [held] = await tx.query<{ suspects: Suspect[] }[]>(
    'SELECT suspects FROM dialogue_message WHERE tip_id = $1 AND id = $2 AND is_held',
    [tipId, id],
  );
  if (held !== undefined)
    await tx.query(`UPDATE dialogue_message SET is_held = false, suspects = '[]' WHERE id = $1`, [id]);
  return held?.suspects;
}
