import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Clock, Database, notFound, ServerSecret, systemContext, type Tx, uuidv7 } from '#kernel';
import type { Channel } from '#tips';
import { ServerBox } from '#vault';

/** Why something that arrived became no tip. */
export type RejectionReason =
  /** The account is bound to no campaign that would take it. */
  | 'no-campaign'
  | 'campaign-not-open'
  /** Not what the channel's contract says: wrong types, impossible ids, beyond every limit. */
  | 'unreadable'
  /** A whole answer of the other side that can't be read; what was in it is asked for again. */
  | 'unreadable-answer'
  /** Encrypted end to end: only the app can open it. */
  | 'encrypted'
  /** It could be read, and we failed. */
  | 'not-processed';

export interface NewRejection {
  channel: Channel;
  channelAccount: string;
  /** Names what arrived, so that its repetition is no second rejection. */
  name: string;
  reason: RejectionReason;
  /** Sealed; cut where it is beyond measure. */
  content: unknown;
}

export interface RejectionLine {
  id: string;
  channel: Channel;
  channelAccount: string;
  reason: RejectionReason;
  bytes: number;
  arrivedAt: Date;
  canRetry: boolean;
}

const KEPT_BYTES = 256 * 1024;
const LISTED_AT_MOST = 200;

/** What arrived and became no tip: counted, shown, never thrown away (product.md, promise 2). The content lies sealed. */
@Injectable()
export class ChannelRejections {
  readonly #box: ServerBox;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly secret: ServerSecret,
  ) {
    this.#box = new ServerBox(secret.key('channel-rejection'));
  }

  /** Keeps it; true the first time. */
  async add(rejection: NewRejection): Promise<boolean> {
    const { channel, channelAccount, reason } = rejection;
    const id = uuidv7();
    const content = Buffer.from(JSON.stringify(rejection.content) ?? 'null');
    const fingerprint = this.fingerprintOf(rejection);
    return this.database.transaction(async (tx) => {
      const added = await tx.query<unknown[]>(
        `INSERT INTO channel_rejection (id, channel, channel_account, fingerprint, reason, sealed, bytes, arrived_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id`,
        [
          id,
          channel,
          channelAccount,
          fingerprint,
          reason,
          this.#box.seal(content.subarray(0, KEPT_BYTES), id),
          content.length,
          this.clock.now(),
        ],
      );
      if (added.length === 0) return false;
      await this.audit.append(tx, systemContext('intake'), {
        action: 'channel.rejected',
        subject: { kind: 'system', id: `rejection-${id}` },
        result: 'failed',
        details: { channel, reason, bytes: content.length },
      });
      return true;
    });
  }

  /** Open ones, newest first: kinds, sizes and times. */
  list(): Promise<RejectionLine[]> {
    return this.database.query<RejectionLine>(
      `SELECT id, channel, channel_account AS "channelAccount", reason, bytes, arrived_at AS "arrivedAt",
              reason IN ('no-campaign', 'campaign-not-open', 'not-processed') AND bytes <= ${KEPT_BYTES} AS "canRetry"
         FROM channel_rejection WHERE state = 'open' ORDER BY arrived_at DESC LIMIT ${LISTED_AT_MOST}`,
    );
  }

  /** The content of an open one, for its channel to try again. In memory only. */
  async open(id: string): Promise<{ channel: Channel; channelAccount: string; content: unknown }> {
    const [row] = await this.database.query<{
      channel: Channel;
      channel_account: string;
      sealed: Buffer;
      bytes: number;
    }>(
      `SELECT channel, channel_account, sealed, bytes FROM channel_rejection
        WHERE id = $1 AND state = 'open' AND sealed IS NOT NULL`,
      [id],
    );
    if (row === undefined || row.bytes > KEPT_BYTES) throw notFound('rejection');
    const content = JSON.parse(this.#box.open(row.sealed, id).toString()) as unknown;
    return { channel: row.channel, channelAccount: row.channel_account, content };
  }

  /** What was rejected under this name is a tip now. */
  async takenAfterAll(
    tx: Tx,
    named: Pick<NewRejection, 'channel' | 'channelAccount' | 'name'>,
  ): Promise<void> {
    await tx.query(
      `UPDATE channel_rejection SET state = 'taken', sealed = NULL, settled_at = $4
        WHERE (channel, channel_account, fingerprint) = ($1, $2, $3) AND state = 'open'`,
      [named.channel, named.channelAccount, this.fingerprintOf(named), this.clock.now()],
    );
  }

  /** A person said that it needn't become one: the content goes. */
  async dismiss(tx: Tx, id: string): Promise<void> {
    await tx.query(
      `UPDATE channel_rejection SET state = 'dismissed', sealed = NULL, settled_at = $2 WHERE id = $1 AND state = 'open'`,
      [id, this.clock.now()],
    );
  }

  private fingerprintOf({
    channel,
    channelAccount,
    name,
  }: Pick<NewRejection, 'channel' | 'channelAccount' | 'name'>) {
    return this.secret.mac('channel-rejection', `${channel}\n${channelAccount}\n${name}`);
  }
}
