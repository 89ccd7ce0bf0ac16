import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Database, notFound, type WorkContext } from '#kernel';
import { Denials } from '#tips';

/** How the public posts behind a tip stand at X, and what X lets us do with them; never which posts. */
export interface XStanding {
  /** X lets an app answer in public only who named or quoted us. */
  canAnswer: boolean;
  /** It stands below a post of ours. */
  canHide: boolean;
  /** What somebody asked of X last, and what came of it. */
  hiding: { hidden: boolean; state: 'waiting' | 'done' | 'refused'; why: string | null } | null;
  /** X no longer shows it; kept here only where a legal hold says so. */
  gone: { at: Date; why: string; hold: string | null } | null;
}

/** What a tip's people must know before they answer in public or hide a reply. */
@Injectable()
export class XStandings {
  constructor(
    private readonly database: Database,
    private readonly denials: Denials,
    private readonly audit: AuditLog,
  ) {}

  /** Of a tip that came otherwise: nothing can be done. @throws Problem `not-found` 404 also for a tip of another unit. */
  of(tipId: string, context: WorkContext): Promise<XStanding> {
    const unitIds = context.actor.kind === 'staff' ? context.actor.unitIds : [];
    return this.denials.recorded(tipId, context, () =>
      this.database.transaction(async (tx) => {
        const [row] = await tx.query<StandingRow[]>(
          `SELECT message.summons, message.below_ours, message.gone_at, message.gone_why, hold.reference,
                  hiding.hidden, hiding.state, hiding.why
             FROM tip LEFT JOIN x_message AS message ON message.tip_id = tip.id AND message.source = 'mention'
             LEFT JOIN x_hiding AS hiding ON (hiding.account_id, hiding.name) = (message.account_id, message.name)
             LEFT JOIN retention_hold AS hold ON hold.tip_id = tip.id AND hold.released_at IS NULL
            WHERE tip.id = $1 AND tip.unit_id = ANY ($2)
            ORDER BY message.below_ours DESC, message.gone_at IS NULL, message.name LIMIT 1`,
          [tipId, unitIds],
        );
        if (row === undefined) throw notFound('tip');
        await this.audit.append(tx, context, {
          action: 'channel.listed',
          subject: { kind: 'tip', id: tipId },
        });
        return {
          canAnswer: row.summons === true && row.gone_at === null,
          canHide: row.below_ours === true && row.gone_at === null,
          hiding: row.state === null ? null : { hidden: row.hidden, state: row.state, why: row.why },
          gone: row.gone_at === null ? null : { at: row.gone_at, why: row.gone_why, hold: row.reference },
        };
      }),
    );
  }
}

interface StandingRow {
  /** Null where no public post became this tip. */
  summons: boolean | null;
  below_ours: boolean | null;
  gone_at: Date | null;
  gone_why: string;
  reference: string | null;
  hidden: boolean;
  state: 'waiting' | 'done' | 'refused' | null;
  why: string | null;
}
