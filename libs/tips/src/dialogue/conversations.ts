import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ServerSecret, type Tx } from '#kernel';
import type { Channel, InboundMessage } from '../intake/inbound-message.js';
import { storedRemoteId } from '../intake/message-name.js';
import type { ReplyAddress } from '../outbox/outbox-message.js';
import { ReplyTokens } from '../outbox/reply-token.js';

/** A later message within these days of the last one, of either side, belongs to the same talk. */
const OPEN_DAYS = 7;
/** Automatic words, at most once in this time and conversation: two desks must not thank each other for ever. */
const ACKNOWLEDGED_HOURS = 24;

/** Which tip a later message belongs to, and what was already said to whoever wrote it; by keyed hashes alone. */
@Injectable()
export class Conversations {
  constructor(
    private readonly secret: ServerSecret,
    private readonly tokens: ReplyTokens,
  ) {}

  /** The same address in two campaigns has two keys: nobody can be followed from one to the other. */
  keyOf(campaignId: string, to: Pick<ReplyAddress, 'channel' | 'channelAccount' | 'address'>): Buffer {
    return createHmac('sha256', this.secret.key('conversation', campaignId))
      .update(`${to.channel}|${to.channelAccount}|${to.address}`)
      .digest();
  }

  /**
   * The tip that a message goes on with: the one of which it is a new version, the one whose tag stood in the address it
   * was sent to, or that of its sender's open conversation. A message that a machine doubts goes on with none. Nor does
   * one whose tip was erased: what would be sealed with it nobody could ever open. Locks the tip.
   */
  async tipContinuedBy(tx: Tx, message: InboundMessage, at: Date): Promise<string | undefined> {
    const tipId = await this.tipNamedBy(tx, message, at);
    if (tipId === undefined) return undefined;
    const [whole] = await tx.query<{ id: string }[]>(
      'SELECT id FROM tip WHERE id = $1 AND erased IS NULL FOR UPDATE',
      [tipId],
    );
    return whole?.id;
  }

  private async tipNamedBy(tx: Tx, message: InboundMessage, at: Date): Promise<string | undefined> {
    if (message.suspicion !== undefined) return undefined;
    if (message.versionOf !== undefined) {
      const [first] = await tx.query<{ tip_id: string }[]>(
        `SELECT tip_id FROM inbound_message WHERE (channel, channel_account, remote_id) = ($1, $2, $3)`,
        [
          message.channel,
          message.channelAccount,
          storedRemoteId(this.secret, { ...message, remoteId: message.versionOf }),
        ],
      );
      if (first !== undefined) return first.tip_id;
    }
    const tagged = message.tag === undefined ? undefined : this.tokens.tipOf(message.tag);
    if (tagged !== undefined) {
      const [tip] = await tx.query<{ id: string }[]>('SELECT id FROM tip WHERE id = $1', [tagged]);
      if (tip !== undefined) return tip.id;
    }
    if (message.replyTo === undefined || message.startsAnew === true) return undefined;
    const [open] = await tx.query<{ tip_id: string }[]>(
      'SELECT tip_id FROM conversation WHERE key = $1 AND last_at > $2',
      [this.keyOf(message.campaignId, addressOf(message)!), hoursBefore(at, OPEN_DAYS * 24)],
    );
    return open?.tip_id;
  }

  /** Notes that somebody said something; a conversation is about the newest tip of its sender. */
  async remember(tx: Tx, campaignId: string, to: ReplyAddress, tipId: string, at: Date): Promise<void> {
    await tx.query(
      `INSERT INTO conversation (key, campaign_id, channel, tip_id, last_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (key) DO UPDATE SET tip_id = $4, last_at = greatest(conversation.last_at, $5)`,
      [this.keyOf(campaignId, to), campaignId, to.channel, tipId, at],
    );
  }

  /** True for one caller a day, and never for somebody who asked for no more automatic words. */
  async mayAcknowledge(tx: Tx, campaignId: string, to: ReplyAddress, at: Date): Promise<boolean> {
    const [claimed] = await tx.query<[unknown[], number]>(
      `UPDATE conversation SET acknowledged_at = $2
        WHERE key = $1 AND opted_out_at IS NULL AND (acknowledged_at IS NULL OR acknowledged_at <= $3)
       RETURNING key`,
      [this.keyOf(campaignId, to), at, hoursBefore(at, ACKNOWLEDGED_HOURS)],
    );
    return claimed.length === 1;
  }

  /**
   * X's terms ask for consent before private words are kept. Whoever writes on after the automatic notice left, and
   * doesn't ask for silence, has been told what becomes of them and goes on: that is noted, once.
   */
  async consent(tx: Tx, campaignId: string, to: ReplyAddress, at: Date): Promise<void> {
    await tx.query(
      `UPDATE conversation SET consented_at = $2
        WHERE key = $1 AND consented_at IS NULL AND opted_out_at IS NULL AND acknowledged_at < $2
          AND EXISTS (SELECT FROM outbox_message AS notice WHERE notice.tip_id = conversation.tip_id
                       AND notice.kind = 'acknowledgement' AND notice.state = 'sent')`,
      [this.keyOf(campaignId, to), at],
    );
  }

  async optOut(tx: Tx, campaignId: string, to: ReplyAddress, at: Date): Promise<void> {
    await tx.query(
      'UPDATE conversation SET opted_out_at = coalesce(opted_out_at, $2), consented_at = NULL WHERE key = $1',
      [this.keyOf(campaignId, to), at],
    );
  }
}

/** Where the sender of a message can be answered, if the channel can answer. */
export function addressOf(message: InboundMessage): ReplyAddress | undefined {
  if (message.replyTo === undefined) return undefined;
  const { address, thread } = message.replyTo;
  const channel: Channel = message.channel;
  return {
    channel,
    channelAccount: message.channelAccount,
    address,
    ...(thread === undefined ? {} : { thread }),
  };
}

const hoursBefore = (at: Date, hours: number): Date => new Date(at.getTime() - hours * 3_600_000);
