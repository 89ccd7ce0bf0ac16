import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog, type AuditSubject } from '#audit';
import type { Campaign } from '#campaigns';
import { BlobStore, Clock, Database, ServerSecret, systemContext, type Tx, uuidv7 } from '#kernel';
import { Units } from '#staff';
import type { Channel } from '#tips';
import { sealBytes, ServerBox } from '#vault';

/** What is known at the door of something that can't become a tip. */
export interface Rejected {
  channel: Channel;
  channelAccount: string;
  /** A stable word: `too-large`, `malformed`, `no-campaign`… (`apps/portal/src/words/es/messages.ts` has them all). */
  reason: string;
  /** Whose it would be: its unit's people see it. Absent where no campaign takes it: then who sets up channels does. */
  campaign?: Campaign;
  /** How much arrived, where nothing of it is handed over. */
  bytes?: number;
  /** What the channel calls it, so that its repetition is no second one; else its bytes name it. */
  name?: string;
  /** Sealed to the unit, whose people open it. */
  raw?: Buffer;
  /** Sealed under a key of the server, for its channel to try again once somebody made room for it. */
  content?: unknown;
}

type Named = Pick<Rejected, 'channel' | 'channelAccount'> & { name: string };

/** Reasons that a person can do away with. */
export const MAY_BE_TRIED_AGAIN = ['no-campaign', 'campaign-not-open', 'not-processed'];
/** Larger content is cut, and never tried again. */
export const KEPT_BYTES = 256 * 1024;

/**
 * What arrived and became no tip: recorded, sealed, shown to people. So nothing that was accepted disappears (product.md,
 * promise 2), and a message that breaks a parser stops no other.
 */
@Injectable()
export class Rejections {
  readonly #box: ServerBox;

  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly units: Units,
    private readonly audit: AuditLog,
    private readonly secret: ServerSecret,
    private readonly clock: Clock,
  ) {
    // X was the first whose rejections are tried again: its purpose keeps what lies sealed readable.
    this.#box = new ServerBox(() => secret.key('x-rejection'));
  }

  /** Committed when it resolves. True the first time, and where the reason is another now. */
  async record(rejected: Rejected): Promise<boolean> {
    const { channel, channelAccount, campaign, reason, raw } = rejected;
    const content =
      rejected.content === undefined ? undefined : Buffer.from(JSON.stringify(rejected.content));
    const bytes = content?.length ?? raw?.length ?? rejected.bytes ?? 0;
    return this.database.transaction(async (tx) => {
      const unit = campaign === undefined ? undefined : await this.units.byId(campaign.defaultUnitId, tx);
      if (campaign !== undefined && unit === undefined)
        throw new Error('A campaign names a unit that does not exist');
      const blob = raw === undefined || unit === undefined ? null : randomBytes(20).toString('hex');
      const id = uuidv7();
      const [kept] = await tx.query<{ id: string; is_new: boolean }[]>(
        `INSERT INTO channel_rejection AS known
                (id, channel, channel_account, name_mac, campaign_id, unit_id, reason, bytes, blob, sealed, received_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (channel, channel_account, name_mac) DO UPDATE SET reason = excluded.reason
          WHERE known.state = 'open' AND known.reason <> excluded.reason
         RETURNING id, id = $1 AS is_new`,
        [
          id,
          channel,
          channelAccount,
          this.macOf({ channel, channelAccount, name: rejected.name ?? nameOf(raw) }),
          campaign?.id ?? null,
          unit?.id ?? null,
          reason,
          bytes,
          blob,
          content === undefined ? null : this.#box.seal(content.subarray(0, KEPT_BYTES), id),
          this.clock.now(),
        ],
      );
      if (kept === undefined) return false;
      if (blob !== null && kept.is_new) await this.blobs.put(blob, await sealBytes(raw!, unit!.recipient));
      await this.audit.append(tx, systemContext(`${channel}-intake`), {
        action: 'channel.rejected',
        subject: rejectionSubject(campaign?.id),
        result: 'failed',
        details: { channel, rejection: kept.id, reason, bytes },
      });
      return true;
    });
  }

  /** What is to be tried again on one account, opened; in memory only. Each goes back to the open ones first. */
  async toTryAgain(channelAccount: string): Promise<unknown[]> {
    const [rows] = (await this.database.query(
      `UPDATE channel_rejection SET state = 'open'
        WHERE channel_account = $1 AND state = 'again' AND sealed IS NOT NULL AND bytes <= ${KEPT_BYTES}
       RETURNING id, sealed`,
      [channelAccount],
    )) as unknown as [{ id: string; sealed: Buffer }[], number];
    return rows.map(({ id, sealed }) => JSON.parse(this.#box.open(sealed, id).toString()) as unknown);
  }

  /** What was rejected under this name is a tip now. */
  async takenAfterAll(tx: Tx, named: Named): Promise<void> {
    await tx.query(
      `UPDATE channel_rejection SET state = 'taken', sealed = NULL, settled_at = $4
        WHERE (channel, channel_account, name_mac) = ($1, $2, $3) AND state IN ('open', 'again')`,
      [named.channel, named.channelAccount, this.macOf(named), this.clock.now()],
    );
  }

  /** Its channel no longer shows it: neither do we keep it. */
  async takenBack(tx: Tx, named: Named): Promise<void> {
    await tx.query(
      `UPDATE channel_rejection SET state = 'settled', sealed = NULL, settled_at = $4
        WHERE (channel, channel_account, name_mac) = ($1, $2, $3) AND sealed IS NOT NULL`,
      [named.channel, named.channelAccount, this.macOf(named), this.clock.now()],
    );
  }

  private macOf({ channel, channelAccount, name }: Named): Buffer {
    return this.secret.mac('x-rejection', `${channel}\n${channelAccount}\n${name}`);
  }
}

/** What an entry of the log about a rejection is about: whose it would be, or the list itself. */
export const rejectionSubject = (campaignId: string | null | undefined): AuditSubject =>
  campaignId == null ? { kind: 'system', id: 'rejections' } : { kind: 'campaign', id: campaignId };

/** The same bytes again are the same, also with another empty line at the end; what was never kept can't be told apart. */
const nameOf = (raw: Buffer | undefined): string =>
  raw === undefined
    ? randomBytes(32).toString('hex')
    : createHash('sha256').update(withoutEmptyEnd(raw)).digest('hex');

function withoutEmptyEnd(raw: Buffer): Buffer {
  let end = raw.length;
  while (end > 0 && (raw[end - 1] === 0x0a || raw[end - 1] === 0x0d)) end -= 1;
  return raw.subarray(0, end);
}
