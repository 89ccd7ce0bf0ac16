import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Clock, Database, notFound, type Tx, uuidv7, type WorkContext } from '#kernel';
import { namesOf, type OversightScope } from './looked-at.js';

/**
 * What a rule watches, each for one person and one day: looks outside working hours, far more looks than is usual
 * (`usual-looks.ts`; the threshold is the least), reveals of one tip, denied attempts.
 */
export const ALERT_KINDS = ['outside-hours', 'volume', 'repeated-reveals', 'denied'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

export interface AlertRule {
  id: string;
  kind: AlertKind;
  /** From this many on it is told. */
  threshold: number;
  madeAt: Date;
  pausedAt: Date | null;
}

export interface Alert {
  id: string;
  kind: AlertKind;
  threshold: number;
  accountId: string;
  actorName: string | null;
  /** Of the Spanish calendar, `2026-11-24`. */
  day: string;
  times: number;
  /** Of a volume: looks on a usual day of this person; null where nothing is usual yet, and for other kinds. */
  usual: number | null;
  lastAt: Date;
  raisedAt: Date;
  seenAt: Date | null;
  seenByName: string | null;
  note: string | null;
}

const SHOWN_ALERTS = 200;

/** The rules that auditors save, and the inbox of what they found. Whoever looks or changes leaves an entry. */
@Injectable()
export class AlertRules {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async list(context: WorkContext): Promise<AlertRule[]> {
    return this.database.transaction(async (tx) => {
      await this.note(tx, context, 'audit.searched', { rules: true });
      return tx.query<AlertRule[]>(
        `SELECT id, kind, threshold, made_at AS "madeAt", paused_at AS "pausedAt" FROM oversight_rule ORDER BY id`,
      );
    });
  }

  async make(rule: Pick<AlertRule, 'kind' | 'threshold'>, context: WorkContext): Promise<string> {
    const id = uuidv7();
    await this.database.transaction(async (tx) => {
      const madeBy = context.actor.kind === 'staff' ? context.actor.accountId : null;
      await tx.query(
        'INSERT INTO oversight_rule (id, kind, threshold, made_by, made_at) VALUES ($1, $2, $3, $4, $5)',
        [id, rule.kind, rule.threshold, madeBy, this.clock.now()],
      );
      await this.note(tx, context, 'audit.rule-changed', { rule: id, ...rule });
    });
    return id;
  }

  /** Pauses or resumes; what it found stays. @throws Problem `not-found` 404. */
  async setPaused(id: string, paused: boolean, context: WorkContext): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [[changed]] = await tx.query<[{ id: string }[], number]>(
        'UPDATE oversight_rule SET paused_at = $2 WHERE id = $1 RETURNING id',
        [id, paused ? this.clock.now() : null],
      );
      if (changed === undefined) throw notFound('rule');
      await this.note(tx, context, 'audit.rule-changed', { rule: id, paused });
    });
  }

  /** What was found, the newest first, what nobody has seen yet before the rest. */
  async inbox(scope: OversightScope, context: WorkContext): Promise<Alert[]> {
    return this.database.transaction(async (tx) => {
      const alerts = await tx.query<(Alert & { seenBy: string | null })[]>(
        `SELECT alert.id, rule.kind, rule.threshold, alert.account_id AS "accountId", alert.day::text AS day,
                alert.times, alert.usual, alert.last_at AS "lastAt", alert.raised_at AS "raisedAt", alert.seen_at AS "seenAt",
                alert.seen_by AS "seenBy", alert.note
           FROM oversight_alert AS alert JOIN oversight_rule AS rule ON rule.id = alert.rule_id
          WHERE $1::uuid[] IS NULL OR EXISTS (SELECT FROM membership
                  WHERE membership.account_id = alert.account_id AND membership.unit_id = ANY ($1))
          ORDER BY alert.seen_at IS NOT NULL, alert.raised_at DESC LIMIT ${SHOWN_ALERTS}`,
        [scope.everybody ? null : scope.unitIds],
      );
      await this.note(tx, context, 'audit.searched', { alerts: alerts.length });
      const names = await namesOf(
        tx,
        alerts.flatMap(({ accountId, seenBy }) => (seenBy === null ? [accountId] : [accountId, seenBy])),
      );
      return alerts.map(({ seenBy, ...alert }) => ({
        ...alert,
        actorName: names.get(alert.accountId) ?? null,
        seenByName: seenBy === null ? null : (names.get(seenBy) ?? null),
      }));
    });
  }

  /** Marks an alert as seen, with what was found out; `undefined` puts it back. @throws Problem `not-found` 404. */
  async markSeen(
    id: string,
    note: string | undefined,
    scope: OversightScope,
    context: WorkContext,
  ): Promise<void> {
    const seenBy = context.actor.kind === 'staff' && note !== undefined ? context.actor.accountId : null;
    await this.database.transaction(async (tx) => {
      const [[changed]] = await tx.query<[{ id: string }[], number]>(
        `UPDATE oversight_alert SET seen_by = $2, seen_at = $3, note = $4
          WHERE id = $1 AND ($5::uuid[] IS NULL OR EXISTS (SELECT FROM membership
                  WHERE membership.account_id = oversight_alert.account_id AND membership.unit_id = ANY ($5)))
         RETURNING id`,
        [
          id,
          seenBy,
          seenBy === null ? null : this.clock.now(),
          note ?? null,
          scope.everybody ? null : scope.unitIds,
        ],
      );
      if (changed === undefined) throw notFound('alert');
      await this.note(tx, context, 'audit.alert-seen', { alert: id, seen: seenBy !== null });
    });
  }

  private note(
    tx: Tx,
    context: WorkContext,
    action: 'audit.searched' | 'audit.rule-changed' | 'audit.alert-seen',
    details: Record<string, string | number | boolean>,
  ) {
    return this.audit.append(tx, context, { action, subject: { kind: 'system', id: 'audit-log' }, details });
  }
}
