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
export class XRejections {
  readonly #box: ServerBox;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly secret: ServerSecret,
  ) {
    this.#box = new ServerBox(() => secret.key('x-rejection'));
  }

  /** Keeps it; true the first time, and where the reason is another now. */
  async add(rejection: NewRejection): Promise<boolean> {
    const { channel, channelAccount, reason } = rejection;
    const id = uuidv7();
    const content = Buffer.from(JSON.stringify(rejection.content) ?? 'null');
    const fingerprint = this.fingerprintOf(rejection);
    return this.database.transaction(async (tx) => {
      const added = await tx.query<unknown[]>(
        `INSERT INTO x_rejection AS rejection (id, channel, channel_account, fingerprint, reason, sealed, bytes, arrived_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (channel, channel_account, fingerprint) DO UPDATE SET reason = excluded.reason
          WHERE rejection.state = 'open' AND rejection.reason <> excluded.reason
         RETURNING id`,
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
         FROM x_rejection WHERE state = 'open' ORDER BY arrived_at DESC LIMIT ${LISTED_AT_MOST}`,
    );
  }

  /** A person made room for it: its channel tries again. @throws Problem `not-found`. */
  async tryAgain(tx: Tx, id: string): Promise<void> {
    await this.change(tx, id, `state = 'again'`);
  }

  /** A person said that it needn't become a tip: the content goes. @throws Problem `not-found`. */
  async dismiss(tx: Tx, id: string): Promise<void> {
    await this.change(tx, id, `state = 'dismissed', sealed = NULL, settled_at = now()`);
  }

  /** What is to be tried again on one account, opened; in memory only. Each goes back to the open ones first. */
  async toTryAgain(channelAccount: string): Promise<{ id: string; content: unknown }[]> {
    const [rows] = (await this.database.query(
      `UPDATE x_rejection SET state = 'open'
        WHERE channel_account = $1 AND state = 'again' AND sealed IS NOT NULL AND bytes <= ${KEPT_BYTES}
       RETURNING id, sealed`,
      [channelAccount],
    )) as unknown as [{ id: string; sealed: Buffer }[], number];
    return rows.map(({ id, sealed }) => ({
      id,
      content: JSON.parse(this.#box.open(sealed, id).toString()) as unknown,
    }));
  }

  /** What was rejected under this name is a tip now. */
  async takenAfterAll(
    tx: Tx,
    named: Pick<NewRejection, 'channel' | 'channelAccount' | 'name'>,
  ): Promise<void> {
    await tx.query(
      `UPDATE x_rejection SET state = 'taken', sealed = NULL, settled_at = $4
        WHERE (channel, channel_account, fingerprint) = ($1, $2, $3) AND state IN ('open', 'again')`,
      [named.channel, named.channelAccount, this.fingerprintOf(named), this.clock.now()],
    );
  }

  /** X no longer shows it: neither do we keep it. */
  async takenBack(tx: Tx, named: Pick<NewRejection, 'channel' | 'channelAccount' | 'name'>): Promise<void> {
    await tx.query(
      `UPDATE x_rejection SET state = 'dismissed', sealed = NULL, settled_at = $4
        WHERE (channel, channel_account, fingerprint) = ($1, $2, $3) AND sealed IS NOT NULL`,
      [named.channel, named.channelAccount, this.fingerprintOf(named), this.clock.now()],
    );
  }

  private async change(tx: Tx, id: string, to: string): Promise<void> {
    const [rows] = await tx.query<[unknown[], number]>(
      `UPDATE x_rejection SET ${to} WHERE id = $1 AND state = 'open' RETURNING id`,
      [id],
    );
    if (rows.length === 0) throw notFound('rejection');
  }

  private fingerprintOf({
    channel,
    channelAccount,
    name,
  }: Pick<NewRejection, 'channel' | 'channelAccount' | 'name'>) {
    return this.secret.mac('x-rejection', `${channel}\n${channelAccount}\n${name}`);
  }
}
