import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import {
  Clock,
  Database,
  type JobQueue,
  Jobs,
  notFound,
  systemContext,
  type Tx,
  uuidv7,
  unprocessable,
  type WorkContext,
} from '#kernel';
import { Denials } from '../denials.js';
import { Dialogue } from '../dialogue/dialogue.js';
import { scopeOf } from '../unit-scope.js';
import { Erasure } from './erasure.js';
import { accountOf } from './legal-holds.js';

/** LO 7/2021 art. 20.4 and GDPR art. 12.3: an answer within one month. */
const DECIDE_WITHIN_DAYS = 30;

export const KEEP_REASONS = ['investigation', 'court', 'law'] as const;
export type KeepReason = (typeof KEEP_REASONS)[number];

/** Where an informant's wish stands, as the page behind the code tells it. */
export type ErasureStanding =
  | { state: 'can-be-asked'; needsPerson: boolean }
  | { state: 'asked'; needsPerson: boolean; decideBy: Date }
  | { state: 'refused'; reason: KeepReason };

export interface PendingErasure {
  id: string;
  tipId: string;
  askedAt: Date;
  decideBy: Date;
  inCase: boolean;
  held: boolean;
}

/** Does what an informant asked for, where nobody has to decide first or somebody has. */
export const eraseAskedQueue: JobQueue<{ requestId: string }> = {
  name: 'erase-asked',
  retries: 10,
  expireSeconds: 300,
};

/** Erasure that the informant asks for with the receipt's code. */
@Injectable()
export class ErasureRequests {
  constructor(
    private readonly database: Database,
    private readonly dialogue: Dialogue,
    private readonly erasure: Erasure,
    private readonly audit: AuditLog,
    private readonly denials: Denials,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Undefined for a code that leads nowhere. */
  async standing(typed: string): Promise<ErasureStanding | undefined> {
    const code = this.dialogue.macOf(typed);
    if (code === undefined) return undefined;
    return standingBy(this.database, code);
  }

  /**
   * Notes the wish; a worker fulfils it, unless a person must decide. Asking twice is asking once. The answer is how it
   * stands with the wish noted: a moment later the code may open nothing any more.
   */
  async ask(typed: string, context: WorkContext): Promise<ErasureStanding | undefined> {
    const code = this.dialogue.macOf(typed);
    if (code === undefined) return undefined;
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const decideBy = new Date(now.getTime() + DECIDE_WITHIN_DAYS * 86_400_000);
      const [noted] = await tx.query<{ id: string | null }[]>('SELECT erasure_ask($1, $2, $3, $4) AS id', [
        code,
        uuidv7(),
        now,
        decideBy,
      ]);
      const requestId = noted!.id;
      if (requestId === null) return standingBy(tx, code);
      const [tip] = await tx.query<{ id: string }[]>('SELECT id FROM conversation_by_code($1)', [code]);
      await this.audit.append(tx, context, {
        action: 'tip.erasure-asked',
        subject: { kind: 'tip', id: tip!.id },
      });
      await this.jobs.enqueue(tx, eraseAskedQueue, { requestId });
      return standingBy(tx, code);
    });
  }

  /** The job behind `eraseAskedQueue`; repeating it does no harm. */
  async fulfil(requestId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      // Locked first and asked about afterwards: a hold that is being placed is waited for and seen.
      await tx.query(
        `SELECT FROM erasure_request AS request JOIN tip ON tip.id = request.tip_id WHERE request.id = $1
            FOR UPDATE OF request, tip`,
        [requestId],
      );
      const [request] = await tx.query<
        { tip_id: string; decision: string | null; in_case: boolean; held: boolean }[]
      >(
        `SELECT request.tip_id, request.decision, tip.state = 'in-case' AS in_case,
                EXISTS (SELECT FROM retention_hold AS hold
                  WHERE hold.tip_id = tip.id AND hold.released_at IS NULL) AS held
           FROM erasure_request AS request JOIN tip ON tip.id = request.tip_id
          WHERE request.id = $1 AND request.done_at IS NULL`,
        [requestId],
      );
      if (request === undefined || request.decision === 'keep') return;
      if (request.held) return waitAgain(tx, requestId);
      if (request.decision === null && request.in_case) return; // waits in the leads' inbox
      await this.erasure.erase(tx, systemContext('erase-asked'), request.tip_id, 'identity', 'asked');
      await tx.query('UPDATE erasure_request SET done_at = $2 WHERE id = $1', [requestId, this.clock.now()]);
    });
  }

  /** What waits for a lead's decision, the nearest deadline first. */
  pending(context: WorkContext): Promise<PendingErasure[]> {
    return this.database.query<PendingErasure>(
      `SELECT request.id, request.tip_id AS "tipId", request.asked_at AS "askedAt", request.decide_by AS "decideBy",
              tip.state = 'in-case' AS "inCase",
              EXISTS (SELECT FROM retention_hold AS hold WHERE hold.tip_id = tip.id AND hold.released_at IS NULL) AS held
         FROM erasure_request AS request JOIN tip ON tip.id = request.tip_id
        WHERE request.decision IS NULL AND request.done_at IS NULL AND tip.unit_id = ANY ($1)
        ORDER BY request.decide_by LIMIT 200`,
      [scopeOf(context).unitIds],
    );
  }

  /**
   * A lead decides. A tip under a legal hold isn't erased by this: the hold is released first.
   * @throws Problem `not-found` 404, `invalid` 422.
   */
  async decide(
    id: string,
    { decision, reason }: { decision: 'erase' | 'keep'; reason?: KeepReason },
    context: WorkContext,
  ): Promise<void> {
    if ((decision === 'keep') !== (reason !== undefined)) {
      throw unprocessable([{ pointer: '/reason', rule: decision === 'keep' ? 'required' : 'not-allowed' }]);
    }
    await this.denials.recorded(id, context, () =>
      this.database.transaction(async (tx) => {
        const [request] = await tx.query<{ tip_id: string; held: boolean }[]>(
          `SELECT request.tip_id, EXISTS (SELECT FROM retention_hold AS hold
                    WHERE hold.tip_id = tip.id AND hold.released_at IS NULL) AS held
             FROM erasure_request AS request JOIN tip ON tip.id = request.tip_id
            WHERE request.id = $1 AND request.decision IS NULL AND request.done_at IS NULL AND tip.unit_id = ANY ($2)
              FOR UPDATE OF request`,
          [id, scopeOf(context).unitIds],
        );
        if (request === undefined) throw notFound('request');
        if (decision === 'erase' && request.held) {
          throw unprocessable([{ pointer: '/decision', rule: 'held' }]);
        }
        await tx.query(
          'UPDATE erasure_request SET decision = $2, reason = $3, decided_by = $4, decided_at = $5 WHERE id = $1',
          [id, decision, reason ?? null, accountOf(context), this.clock.now()],
        );
        await this.audit.append(tx, context, {
          action: 'tip.erasure-decided',
          subject: { kind: 'tip', id: request.tip_id },
          details: { decision, reason: reason ?? null },
        });
        if (decision === 'erase') await this.jobs.enqueue(tx, eraseAskedQueue, { requestId: id });
      }),
    );
  }
}

/** A hold that came after a lead's yes is newer than it: the wish waits in the leads' inbox again. */
async function waitAgain(tx: Tx, requestId: string): Promise<void> {
  await tx.query(
    `UPDATE erasure_request AS request SET decision = NULL, decided_by = NULL, decided_at = NULL
      WHERE id = $1 AND NOT EXISTS (SELECT FROM erasure_request AS other
        WHERE other.tip_id = request.tip_id AND other.id <> request.id
          AND other.decision IS NULL AND other.done_at IS NULL)`,
    [requestId],
  );
}

interface StandingRow {
  asked_at: Date | null;
  decide_by: Date | null;
  decision: 'erase' | 'keep' | null;
  reason: KeepReason | null;
  needs_person: boolean;
}

async function standingBy(database: Tx | Database, code: Buffer): Promise<ErasureStanding | undefined> {
  const [row] = (await database.query('SELECT * FROM erasure_of_code($1)', [code])) as StandingRow[];
  return row && standingOf(row);
}

function standingOf(row: StandingRow): ErasureStanding {
  if (row.decision === 'keep') return { state: 'refused', reason: row.reason! };
  if (row.decide_by === null) return { state: 'can-be-asked', needsPerson: row.needs_person };
  return { state: 'asked', needsPerson: row.needs_person && row.decision === null, decideBy: row.decide_by };
}
