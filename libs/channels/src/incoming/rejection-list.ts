import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { BlobStore, Clock, Database, notFound, type Tx, type WorkContext } from '#kernel';
import type { Channel } from '#tips';
import { KEPT_BYTES, MAY_BE_TRIED_AGAIN, rejectionSubject } from './rejections.js';

/** Something that arrived and became no tip: kinds, sizes and times; never its content. */
export interface Rejection {
  id: string;
  channel: Channel;
  /** Which of our accounts received it, as people call it. */
  channelAccount: string;
  campaignId: string | null;
  reason: string;
  bytes: number;
  receivedAt: Date;
  state: RejectionState;
  /** True if its bytes lie here, sealed to the actor's unit. */
  canOpen: boolean;
  /** True if its channel can try it again, and the actor may say so. */
  canRetry: boolean;
  /** True if the actor may say that it is dealt with. */
  canSettle: boolean;
}

export const REJECTION_STATES = ['open', 'again', 'taken', 'settled'] as const;
export type RejectionState = (typeof REJECTION_STATES)[number];

/**
 * Whose lines somebody sees: those of the units whose tips they read, and, where they set channels up, of every channel,
 * because only they can open a campaign or bind an account.
 */
export interface RejectionScope {
  unitIds: string[];
  setsUpChannels: boolean;
}

export interface RejectionFilter {
  /** Those that still wait for a person, by themselves. */
  onlyOpen: boolean;
  channel?: Channel;
}

const LISTED_AT_MOST = 200;

/** A unit's own, or what belongs to no unit, or what only whoever sets up X can make room for. */
const IN_HAND = `(unit_id = ANY ($1) OR $2 AND (unit_id IS NULL OR channel LIKE 'x-%'))`;

/** The list of what became no tip, and what a person says of a line. */
@Injectable()
export class RejectionList {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Those that wait first, each newest first. */
  list(scope: RejectionScope, filter: RejectionFilter, context: WorkContext): Promise<Rejection[]> {
    return this.database.transaction(async (tx) => {
      const found = await tx.query<Rejection[]>(
        `SELECT rejection.id, rejection.channel, coalesce('@' || account.handle, channel_account) AS "channelAccount",
                campaign_id AS "campaignId", reason, bytes::float8 AS bytes, received_at AS "receivedAt", rejection.state,
                blob IS NOT NULL AND coalesce(unit_id = ANY ($1), false) AS "canOpen",
                rejection.state = 'open' AND reason = ANY ($5) AND bytes <= ${KEPT_BYTES}
                  AND rejection.channel LIKE 'x-%' AND coalesce(${IN_HAND}, false) AS "canRetry",
                rejection.state IN ('open', 'again') AND coalesce(${IN_HAND}, false) AS "canSettle"
           FROM channel_rejection AS rejection
           LEFT JOIN x_account AS account ON account.id::text = channel_account
          WHERE (unit_id = ANY ($1) OR $2)
            AND ($3::text IS NULL OR rejection.channel = $3)
            AND (NOT $4 OR rejection.state IN ('open', 'again'))
          ORDER BY rejection.state NOT IN ('open', 'again'), received_at DESC LIMIT ${LISTED_AT_MOST}`,
        [scope.unitIds, scope.setsUpChannels, filter.channel ?? null, filter.onlyOpen, MAY_BE_TRIED_AGAIN],
      );
      await this.audit.append(tx, context, {
        action: 'channel.listed',
        subject: rejectionSubject(null),
        details: { found: found.length },
      });
      return found;
    });
  }

  /** How many of one channel wait for a person. */
  async waiting(channels: Channel[]): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `SELECT count(*)::int FROM channel_rejection WHERE channel = ANY ($1) AND state IN ('open', 'again')`,
      [channels],
    );
    return row!.count;
  }

  /** Somebody made room for it: its channel takes it at its next look. @throws Problem `not-found` 404. */
  async tryAgain(
    id: string,
    { unitIds, setsUpChannels }: RejectionScope,
    context: WorkContext,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [rows] = await tx.query<[Changed[], number]>(
        `UPDATE channel_rejection SET state = 'again'
          WHERE ${IN_HAND} AND id = $3 AND state = 'open' AND channel LIKE 'x-%' RETURNING campaign_id`,
        [unitIds, setsUpChannels, id],
      );
      await this.note(tx, context, 'channel.rejection-retried', id, rows[0]);
    });
  }

  /** Somebody dealt with it: what would have been tried again goes. @throws Problem `not-found` 404. */
  async settle(id: string, { unitIds, setsUpChannels }: RejectionScope, context: WorkContext): Promise<void> {
    const by = context.actor.kind === 'staff' ? context.actor.accountId : null;
    await this.database.transaction(async (tx) => {
      const [rows] = await tx.query<[Changed[], number]>(
        `UPDATE channel_rejection SET state = 'settled', sealed = NULL, settled_at = $4, settled_by = $5
          WHERE ${IN_HAND} AND id = $3 AND state IN ('open', 'again') RETURNING campaign_id`,
        [unitIds, setsUpChannels, id, this.clock.now(), by],
      );
      await this.note(tx, context, 'channel.rejection-seen', id, rows[0]);
    });
  }

  /** The sealed bytes, for the unit's own key; this server can't open them. @throws Problem `not-found` 404. */
  async sealed(id: string, { unitIds }: RejectionScope, context: WorkContext): Promise<Buffer> {
    const sealed = await this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ blob: string; campaign_id: string }[]>(
        `SELECT blob, campaign_id FROM channel_rejection
          WHERE id = $1 AND unit_id = ANY ($2) AND blob IS NOT NULL`,
        [id, unitIds],
      );
      await this.audit.append(
        tx,
        context,
        row === undefined
          ? { action: 'access.denied', subject: rejectionSubject(null), result: 'denied' }
          : {
              action: 'channel.rejection-opened',
              subject: rejectionSubject(row.campaign_id),
              details: { rejection: id },
            },
      );
      return row === undefined ? undefined : buffer(await this.blobs.get(row.blob));
    });
    if (sealed === undefined) throw notFound('message');
    return sealed;
  }

  private async note(
    tx: Tx,
    context: WorkContext,
    action: 'channel.rejection-retried' | 'channel.rejection-seen',
    id: string,
    changed: Changed | undefined,
  ): Promise<void> {
    if (changed === undefined) throw notFound('message');
    await this.audit.append(tx, context, {
      action,
      subject: rejectionSubject(changed.campaign_id),
      details: { rejection: id },
    });
  }
}

interface Changed {
  campaign_id: string | null;
}
