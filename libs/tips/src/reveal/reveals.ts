import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import {
  Clock,
  conflict,
  Database,
  forbidden,
  Problem,
  type Tx,
  unprocessable,
  uuidv7,
  type WorkContext,
} from '#kernel';
import type { MaskedSpan } from '#privacy';
import { lookLikeOnePerson, Units } from '#staff';
import { Denials } from '../denials.js';
import { lockTip } from '../unit-scope.js';
import {
  needsTarget,
  OPEN_MINUTES,
  pathOf,
  type Reveal,
  type RevealRequest,
  showsInformant,
} from './reveal.js';
import {
  hasUnreviewed,
  pageOfReveals,
  type RevealFilter,
  revealFor,
  REVEALS_PER_PAGE,
  type RevealScope,
  waitingFor,
} from './reveal-rows.js';
import { hasBlob, type SealedParts, SealedPartsOfTips } from './sealed-parts.js';

/** What the opened part is for: a look on the screen, or a copy that leaves the house. */
export const REVEAL_USES = ['screen', 'age-file', 'clear-file'] as const;
export type RevealUse = (typeof REVEAL_USES)[number];

/**
 * Opening what is sealed: asked with a reason and a legal basis, decided by a second person where one is needed, open
 * for a quarter of an hour, each step in the log. The server hands out ciphertext, in that time only, to the asker only;
 * what is inside shows in a browser that holds the unit's key.
 */
@Injectable()
export class Reveals {
  constructor(
    private readonly database: Database,
    private readonly parts: SealedPartsOfTips,
    private readonly units: Units,
    private readonly denials: Denials,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks to open a part of a tip. Approved at once where nobody else is needed, or in an emergency.
   * @throws Problem `not-found`, `nothing-sealed` 409, `invalid` 422, `review-pending` 409 (an earlier emergency of the
   *   same person hasn't been reviewed).
   */
  async ask(
    tipId: string,
    request: RevealRequest,
    scope: RevealScope,
    context: WorkContext,
  ): Promise<Reveal> {
    const target = targetOf(request);
    if (request.legalBasis === 'other' && request.basisWords === '') {
      throw unprocessable([{ pointer: '/basisWords', rule: 'required' }]);
    }
    return this.denials.recorded(tipId, context, () =>
      this.database.transaction(async (tx) => {
        const tip = await lockTip(tx, scope, tipId);
        if (!(await this.parts.exist(tx, tip.id, request.kind, target))) {
          throw conflict('nothing-sealed', 'Nothing of this kind is sealed with this tip.');
        }
        const path = await this.pathFor(tx, tip, request, scope.accountId);
        if (path === 'break-glass' && (await hasUnreviewed(tx, scope.accountId))) {
          throw conflict('review-pending', 'An earlier emergency has not been reviewed yet.');
        }
        const id = uuidv7();
        const now = this.clock.now();
        const openUntil = path === 'four-eyes' ? null : minutesAfter(now, OPEN_MINUTES);
        await tx.query(
          `INSERT INTO reveal (id, tip_id, unit_id, kind, target, path, asked_by, asked_at, reason, legal_basis, basis_words,
                               case_reference, verdict, decided_at, open_until)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
          [
            id,
            tip.id,
            tip.unit_id,
            request.kind,
            target,
            path,
            scope.accountId,
            now,
            request.reason,
            request.legalBasis,
            request.basisWords,
            request.caseReference,
            openUntil === null ? null : 'approved',
            openUntil === null ? null : now,
            openUntil,
          ],
        );
        const reveal = await revealFor(tx, scope, id, now);
        await this.record(tx, context, reveal, 'tip.reveal-asked', request.reason);
        return reveal;
      }),
    );
  }

  private async pathFor(
    tx: Tx,
    tip: { id: string; unit_id: string },
    { kind, emergency }: RevealRequest,
    askedBy: string,
  ) {
    const fourEyes = await this.units.wantsFourEyes(tx, tip.unit_id, askedBy);
    const [masked] = await tx.query<{ spans: MaskedSpan[]; later: MaskedSpan[] | null }[]>(
      `SELECT spans || place_spans AS spans,
              (SELECT jsonb_agg(span) FROM dialogue_message, jsonb_array_elements(dialogue_message.spans) AS span
                       WHERE tip_id = tip.id) AS later
         FROM tip WHERE id = $1`,
      [tip.id],
    );
    const spans = [...masked!.spans, ...(masked!.later ?? [])];
    return pathOf(showsInformant(kind, spans), fourEyes, emergency);
  }

  /** A lead's yes or no to somebody else's request. @throws Problem `not-found`, `forbidden` and `same-person` 403, `not-waiting` 409. */
  async decide(
    id: string,
    decision: { approve: boolean; reason: string },
    scope: RevealScope,
    context: WorkContext,
  ): Promise<Reveal> {
    return this.recorded(id, context, async (tx) => {
      const now = this.clock.now();
      const reveal = await revealFor(tx, scope, id, now);
      await refuseOwn(tx, reveal, scope);
      if (reveal.state !== 'waiting') throw conflict('not-waiting', 'This request is not waiting any more.');
      await tx.query(
        `UPDATE reveal SET verdict = $2, decided_by = $3, decided_at = $4, decision_reason = $5, open_until = $6
          WHERE id = $1`,
        [
          id,
          decision.approve ? 'approved' : 'refused',
          scope.accountId,
          now,
          decision.reason,
          decision.approve ? minutesAfter(now, OPEN_MINUTES) : null,
        ],
      );
      const action = decision.approve ? 'tip.reveal-approved' : 'tip.reveal-refused';
      await this.record(tx, context, reveal, action, decision.reason);
      return revealFor(tx, scope, id, now);
    });
  }

  /**
   * Hands the sealed parts to whoever asked, while the time runs and the tip is still their unit's.
   * @throws Problem `not-found`, `not-open` 409 (waiting, refused or over), `nothing-sealed` 409 (erased meanwhile).
   */
  async open(id: string, use: RevealUse, scope: RevealScope, context: WorkContext): Promise<SealedParts> {
    return this.whileOpen(id, scope, context, async (tx, reveal) => {
      await tx.query(
        `UPDATE reveal SET openings = openings + 1, first_opened_at = coalesce(first_opened_at, $2) WHERE id = $1`,
        [id, this.clock.now()],
      );
      const action = use === 'screen' ? 'tip.revealed' : 'tip.reveal-exported';
      await this.record(tx, context, reveal, action, reveal.reason, { use });
      const tip = { id: reveal.tipId, unitId: reveal.unitId };
      const parts = await this.parts.of(tx, tip, reveal.kind, reveal.target);
      if (parts.grants.length === 0) throw conflict('nothing-sealed', 'What was sealed has been destroyed.');
      return parts;
    });
  }

  /** The sealed bytes of the file or the mail that a reveal is about. */
  async openFile(id: string, scope: RevealScope, context: WorkContext): Promise<Buffer> {
    return this.whileOpen(id, scope, context, async (tx, reveal) => {
      if (!hasBlob(reveal.kind)) throw conflict('not-a-file', 'This reveal is not about a file.');
      await this.record(tx, context, reveal, 'tip.revealed', reveal.reason, { use: 'bytes' });
      return this.parts.file(tx, reveal.tipId, reveal.kind, reveal.target);
    });
  }

  private async whileOpen<Part>(
    id: string,
    scope: RevealScope,
    context: WorkContext,
    work: (tx: Tx, reveal: Reveal) => Promise<Part>,
  ): Promise<Part> {
    return this.recorded(id, context, async (tx) => {
      const reveal = await revealFor(tx, { ...scope, isLead: false }, id, this.clock.now());
      const tip = await lockTip(tx, scope, reveal.tipId);
      if (reveal.state !== 'approved' || tip.unit_id !== reveal.unitId) {
        throw conflict('not-open', 'This reveal can not be opened now.');
      }
      return work(tx, reveal);
    });
  }

  /** What is refused leaves a trace, too. */
  private async recorded<Done>(
    id: string,
    context: WorkContext,
    work: (tx: Tx) => Promise<Done>,
  ): Promise<Done> {
    try {
      return await this.database.transaction(work);
    } catch (error) {
      if (error instanceof Problem) await this.recordDenial(id, error.code, context);
      throw error;
    }
  }

  /** Opens where to answer, for answering: no reveal, since nothing of it is shown; audited all the same. */
  async answerAddress(tipId: string, scope: RevealScope, context: WorkContext): Promise<SealedParts> {
    return this.denials.recorded(tipId, context, () =>
      this.database.transaction(async (tx) => {
        const tip = await lockTip(tx, scope, tipId);
        const parts = await this.parts.replyAddress(tx, { id: tip.id, unitId: tip.unit_id });
        if (parts.records.length === 0) throw conflict('no-way-back', 'Nobody can be answered by this way.');
        await this.audit.append(tx, context, {
          action: 'tip.answer-address-opened',
          subject: { kind: 'tip', id: tip.id },
        });
        return parts;
      }),
    );
  }

  /** Another lead's judgement on an emergency, afterwards. @throws Problem `not-found`, `forbidden`, `same-person`, `nothing-to-review`. */
  async review(
    id: string,
    judgement: { justified: boolean; words: string },
    scope: RevealScope,
    context: WorkContext,
  ): Promise<Reveal> {
    return this.recorded(id, context, async (tx) => {
      const now = this.clock.now();
      const reveal = await revealFor(tx, scope, id, now);
      await refuseOwn(tx, reveal, scope);
      if (reveal.path !== 'break-glass' || reveal.review !== null) {
        throw conflict('nothing-to-review', 'Nothing of this reveal is to be reviewed.');
      }
      await tx.query(
        'UPDATE reveal SET review = $2, reviewed_by = $3, reviewed_at = $4, review_words = $5 WHERE id = $1',
        [id, judgement.justified ? 'justified' : 'unjustified', scope.accountId, now, judgement.words],
      );
      await this.record(tx, context, reveal, 'tip.reveal-reviewed', judgement.words, {
        justified: judgement.justified,
      });
      return revealFor(tx, scope, id, now);
    });
  }

  /** Leads: every reveal of their units; others: their own. */
  async list(
    filter: RevealFilter,
    before: string | undefined,
    scope: RevealScope,
    context: WorkContext,
  ): Promise<{ reveals: Reveal[]; next?: string }> {
    return this.database.transaction(async (tx) => {
      const rows = await pageOfReveals(tx, scope, filter, this.clock.now(), before);
      const reveals = rows.slice(0, REVEALS_PER_PAGE);
      await this.audit.append(tx, context, {
        action: 'tip.reveals-listed',
        subject: { kind: 'system', id: 'reveals' },
        details: { reveals: reveals.length },
      });
      return rows.length > REVEALS_PER_PAGE ? { reveals, next: reveals.at(-1)!.id } : { reveals };
    });
  }

  waiting(scope: RevealScope): Promise<{ toDecide: number; toReview: number; toOpen: number }> {
    return waitingFor(this.database.reader, scope, this.clock.now());
  }

  private async record(
    tx: Tx,
    context: WorkContext,
    reveal: Reveal,
    action:
      | 'tip.reveal-asked'
      | 'tip.reveal-approved'
      | 'tip.reveal-refused'
      | 'tip.revealed'
      | 'tip.reveal-exported'
      | 'tip.reveal-reviewed',
    reason: string,
    more: Record<string, string | boolean> = {},
  ): Promise<void> {
    const { id, kind, target, path, legalBasis } = reveal;
    await this.audit.append(tx, context, {
      action,
      subject: { kind: 'tip', id: reveal.tipId },
      reason,
      details: { reveal: id, kind, target, path, legalBasis, ...more },
    });
  }

  private async recordDenial(id: string, reason: string, context: WorkContext): Promise<void> {
    const [reveal] = await this.database.query<{ tip_id: string }>(
      'SELECT tip_id FROM reveal WHERE id::text = $1',
      [id],
    );
    await this.database.transaction((tx) =>
      this.audit.append(tx, context, {
        action: 'access.denied',
        subject:
          reveal === undefined ? { kind: 'system', id: 'reveals' } : { kind: 'tip', id: reveal.tip_id },
        result: 'denied',
        reason,
      }),
    );
  }
}

const minutesAfter = (time: Date, minutes: number): Date => new Date(time.getTime() + minutes * 60_000);

function targetOf({ kind, target }: RevealRequest): string | null {
  if (needsTarget(kind) !== (target !== undefined)) {
    throw unprocessable([{ pointer: '/target', rule: needsTarget(kind) ? 'required' : 'not-allowed' }]);
  }
  return target ?? null;
}

async function refuseOwn(tx: Tx, { askedBy }: Reveal, { accountId }: RevealScope): Promise<void> {
  if (askedBy === accountId) throw forbidden('Nobody decides on their own request.');
  if (await lookLikeOnePerson(tx, askedBy, accountId)) {
    throw new Problem('same-person', 403, 'Both accounts have one name or one mailbox.');
  }
}
