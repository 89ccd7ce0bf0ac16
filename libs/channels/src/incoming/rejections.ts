import { createHash, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import type { Campaign } from '#campaigns';
import {
  BlobStore,
  Clock,
  Database,
  notFound,
  ServerSecret,
  systemContext,
  uuidv7,
  type WorkContext,
} from '#kernel';
import { Units } from '#staff';
import type { Channel } from '#tips';
import { sealBytes } from '#vault';

/** Something that arrived and could not become a tip. */
export interface Rejection {
  id: string;
  channel: Channel;
  channelAccount: string;
  campaignId: string;
  /** A stable word: `too-large`, `malformed`, `encrypted`… */
  reason: string;
  bytes: number;
  receivedAt: Date;
  /** True if it lies sealed here; a too large one was never kept. */
  isKept: boolean;
  seenAt: Date | null;
}

/** What is known of it at the door. */
export interface Rejected {
  channel: Channel;
  channelAccount: string;
  campaign: Campaign;
  reason: string;
  bytes: number;
  raw?: Buffer;
}

const COLUMNS = `id, channel, channel_account AS "channelAccount", campaign_id AS "campaignId", reason, bytes::float8 AS bytes,
  received_at AS "receivedAt", blob IS NOT NULL AS "isKept", seen_at AS "seenAt"`;

/**
 * What arrived and can't be read: recorded, sealed to the campaign's first unit, shown to its people. So nothing that was
 * accepted disappears, and a message that breaks a parser stops no other.
 */
@Injectable()
export class Rejections {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly units: Units,
    private readonly audit: AuditLog,
    private readonly secret: ServerSecret,
    private readonly clock: Clock,
  ) {}

  /** Committed when it resolves; the same bytes again change nothing. */
  async record({ channel, channelAccount, campaign, reason, bytes, raw }: Rejected): Promise<void> {
    const name = this.secret.mac(
      'message-name',
      raw === undefined ? randomBytes(32) : createHash('sha256').update(raw).digest(),
    );
    await this.database.transaction(async (tx) => {
      const unit = await this.units.byId(campaign.defaultUnitId, tx);
      if (unit === undefined) throw new Error('A campaign names a unit that does not exist');
      const blob = raw === undefined ? null : randomBytes(20).toString('hex');
      const id = uuidv7();
      const added = await tx.query<unknown[]>(
        `INSERT INTO channel_rejection (id, channel, channel_account, name_mac, campaign_id, unit_id, reason, bytes, blob,
                                        received_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id`,
        [id, channel, channelAccount, name, campaign.id, unit.id, reason, bytes, blob, this.clock.now()],
      );
      if (added.length === 0) return;
      if (blob !== null) await this.blobs.put(blob, await sealBytes(raw!, unit.recipient));
      await this.audit.append(tx, systemContext(`${channel}-intake`), {
        action: 'channel.rejected',
        subject: { kind: 'campaign', id: campaign.id },
        details: { channel, rejection: id, reason },
      });
    });
  }

  /** The newest of the actor's units, those nobody has looked at first. */
  list(context: WorkContext): Promise<Rejection[]> {
    return this.database.transaction(async (tx) => {
      const found = await tx.query<Rejection[]>(
        `SELECT ${COLUMNS} FROM channel_rejection WHERE unit_id = ANY ($1)
          ORDER BY seen_at IS NOT NULL, received_at DESC LIMIT 200`,
        [unitIdsOf(context)],
      );
      await this.audit.append(tx, context, {
        action: 'channel.listed',
        subject: { kind: 'system', id: 'rejections' },
        details: { found: found.length },
      });
      return found;
    });
  }

  /** Somebody dealt with it. */
  async markSeen(id: string, context: WorkContext): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [seen] = await tx.query<[{ campaign_id: string }[], number]>(
        `UPDATE channel_rejection SET seen_at = $3, seen_by = $4 WHERE id = $1 AND unit_id = ANY ($2)
         RETURNING campaign_id`,
        [
          id,
          unitIdsOf(context),
          this.clock.now(),
          context.actor.kind === 'staff' ? context.actor.accountId : null,
        ],
      );
      if (seen[0] === undefined) throw notFound('message');
      await this.audit.append(tx, context, {
        action: 'channel.rejection-seen',
        subject: { kind: 'campaign', id: seen[0].campaign_id },
        details: { rejection: id },
      });
    });
  }

  /** The sealed bytes, for the unit's own key; this server can't open them. @throws Problem `not-found` 404. */
  async sealed(id: string, context: WorkContext): Promise<Buffer> {
    const sealed = await this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ blob: string; campaign_id: string }[]>(
        `SELECT blob, campaign_id FROM channel_rejection
          WHERE id = $1 AND unit_id = ANY ($2) AND blob IS NOT NULL`,
        [id, unitIdsOf(context)],
      );
      await this.audit.append(
        tx,
        context,
        row === undefined
          ? { action: 'access.denied', subject: { kind: 'system', id: 'rejections' }, result: 'denied' }
          : {
              action: 'channel.rejection-opened',
              subject: { kind: 'campaign', id: row.campaign_id },
              details: { rejection: id },
            },
      );
      return row === undefined ? undefined : buffer(await this.blobs.get(row.blob));
    });
    if (sealed === undefined) throw notFound('message');
    return sealed;
  }
}

const unitIdsOf = ({ actor }: WorkContext): string[] => (actor.kind === 'staff' ? actor.unitIds : []);
