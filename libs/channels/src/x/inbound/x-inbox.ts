import { Injectable } from '@nestjs/common';
import { type Campaign, Campaigns, type Language } from '#campaigns';
import { Clock, Database, Problem, ServerSecret, systemContext, type Tx, uuidv7 } from '#kernel';
import { type InboundMessage, Intake, storedRemoteId } from '#tips';
import { ServerBox } from '#vault';
import { isDatabaseAway } from '../../incoming/database-away.js';
import { Rejections } from '../../incoming/rejections.js';
import { XAccounts } from '../accounts/x-accounts.js';
import { channelOf, type XAccount, type XBinding, type XSource } from '../accounts/x-account.js';
import type { XEvent } from '../api/x-event.js';
import { XNames } from './x-names.js';

/** What became of one message. */
export type XTaken = 'known' | 'taken' | 'echo' | 'rejected';

/**
 * From X's inbox into the desk: each message once, whatever X repeats. The words go to `Intake` with what X says of their
 * sender, so that it is masked first; here only keyed hashes and sealed ids remain.
 */
@Injectable()
export class XInbox {
  readonly #mediaBox: ServerBox;

  constructor(
    private readonly database: Database,
    private readonly intake: Intake,
    private readonly campaigns: Campaigns,
    private readonly accounts: XAccounts,
    private readonly rejections: Rejections,
    private readonly names: XNames,
    private readonly secret: ServerSecret,
    private readonly clock: Clock,
  ) {
    this.#mediaBox = new ServerBox(() => secret.key('x-message', 'media'));
  }

  /** Takes one message in. Throws only what may pass (a database that is away): everything else is a rejection. */
  async take(account: XAccount, bindings: XBinding[], source: XSource, event: XEvent): Promise<XTaken> {
    const known = await this.outcomeOf(account.id, source, event.id);
    if (known === 'taken' || known === 'echo') return 'known';
    if (event.senderId === account.userId) {
      await this.keep(account, source, event, 'echo');
      return 'echo';
    }
    const campaign = await this.campaignFor(bindings, source, event);
    if (campaign === undefined) return this.reject(account, source, event, 'no-campaign');
    try {
      const tipId = await this.receive(account, source, event, campaign);
      await this.keep(account, source, event, 'taken', tipId);
      return 'taken';
    } catch (error) {
      if (error instanceof Problem && error.code === 'campaign-not-open') {
        return this.reject(account, source, event, 'campaign-not-open', campaign);
      }
      if (isDatabaseAway(error)) throw error;
      return this.reject(account, source, event, 'not-processed', campaign);
    }
  }

  /** Of a page, what isn't in yet, in one question: every walk sees most messages again. */
  async newOnes(accountId: string, source: XSource, events: XEvent[]): Promise<XEvent[]> {
    const named = events.map((event) => ({ event, name: this.names.nameOf(event.id) }));
    const known = await this.database.query<{ name: Buffer }>(
      `SELECT name FROM x_message
        WHERE account_id = $1 AND source = $2 AND name = ANY ($3) AND outcome IN ('taken', 'echo')`,
      [accountId, source, named.map(({ name }) => name)],
    );
    const names = new Set(known.map(({ name }) => name.toString('hex')));
    return named.filter(({ name }) => !names.has(name.toString('hex'))).map(({ event }) => event);
  }

  /** A person made room for it: the same message again. True if it is in now. */
  async retry(account: XAccount, bindings: XBinding[], content: unknown): Promise<boolean> {
    const { source, event } = content as { source?: XSource; event?: XEvent };
    if (source === undefined || event === undefined) return false;
    const taken = await this.take(account, bindings, source, { ...event, sentAt: new Date(event.sentAt) });
    return taken !== 'rejected';
  }

  /** An item that isn't a message by any reading. */
  async rejectUnreadable(account: XAccount, source: XSource, item: unknown): Promise<void> {
    await this.rejections.record({
      channel: channelOf(source),
      channelAccount: account.id,
      ...(await this.accounts.mainCampaign(account.id)),
      name: this.secret.mac('x-message', JSON.stringify(item) ?? 'undefined').toString('hex'),
      reason: 'unreadable',
      content: item,
    });
  }

  openMediaAddress(sealed: Buffer, mediaId: string): { url: string; kind: 'photo' | 'video' } {
    return JSON.parse(this.#mediaBox.open(sealed, mediaId).toString()) as {
      url: string;
      kind: 'photo' | 'video';
    };
  }

  private async campaignFor(
    bindings: XBinding[],
    source: XSource,
    event: XEvent,
  ): Promise<Campaign | undefined> {
    const wanted = [
      ...bindings.filter(({ kind, value }) => kind === 'hashtag' && event.hashtags.includes(value)),
      ...bindings.filter(({ kind }) => kind === 'mention' && source === 'mention'),
      ...bindings.filter(({ kind }) => kind === 'default'),
    ];
    for (const { campaignId } of wanted) {
      const campaign = await this.campaigns.byId(campaignId);
      if (campaign !== undefined) return campaign;
    }
    return undefined;
  }

  private async receive(
    account: XAccount,
    source: XSource,
    event: XEvent,
    campaign: Campaign,
  ): Promise<string> {
    const message = await this.messageOf(account, source, event, campaign);
    try {
      return (await this.intake.receive(message, systemContext(channelOf(source)))).tipId;
    } catch (error) {
      // Here before, seen otherwise (another binding, other files): a killed process hadn't noted it yet.
      if (!(error instanceof Problem && error.code === 'idempotency-key-reused')) throw error;
      const [row] = await this.database.query<{ tip_id: string }>(
        'SELECT tip_id FROM inbound_message WHERE (channel, channel_account, remote_id) = ($1, $2, $3)',
        [message.channel, message.channelAccount, storedRemoteId(this.secret, message)],
      );
      if (row === undefined) throw error;
      return row.tip_id;
    }
  }

  private async messageOf(
    account: XAccount,
    source: XSource,
    event: XEvent,
    campaign: Campaign,
  ): Promise<InboundMessage> {
    const former = source === 'mention' ? await this.formerVersion(account.id, event) : undefined;
    const isPublic = source === 'mention';
    return {
      channel: channelOf(source),
      channelAccount: account.id,
      remoteId: event.id,
      campaignId: campaign.id,
      language: languageOf(event, campaign),
      text: event.text,
      sender: {
        ...(event.senderName === undefined ? {} : { name: event.senderName }),
        ...(event.senderHandle === undefined ? {} : { handle: event.senderHandle }),
      },
      files: [],
      replyTo: {
        address: event.senderId,
        isPublic,
        // A public "it arrived" would show who wrote to the police.
        acknowledge: !isPublic,
        ...(isPublic ? { thread: { post: event.id, summoned: event.summonsUs ? 'yes' : 'no' } } : {}),
      },
      startsAnew: isPublic && !event.isReply,
      ...(former === undefined ? {} : { versionOf: former }),
    };
  }

  /** An edit is a post of its own at X: the newest version that we have of the same one. */
  private async formerVersion(accountId: string, event: XEvent): Promise<string | undefined> {
    if (event.rootId === event.id) return undefined;
    const [row] = await this.database.query<{ sealed_id: Buffer }>(
      `SELECT sealed_id FROM x_message WHERE account_id = $1 AND source = 'mention' AND root = $2 AND outcome = 'taken'
        ORDER BY seen_at DESC LIMIT 1`,
      [accountId, this.names.nameOf(event.rootId)],
    );
    return row === undefined ? undefined : this.names.open(row.sealed_id);
  }

  private async outcomeOf(accountId: string, source: XSource, id: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ outcome: string }>(
      'SELECT outcome FROM x_message WHERE (account_id, source, name) = ($1, $2, $3)',
      [accountId, source, this.names.nameOf(id)],
    );
    return row?.outcome;
  }

  private async reject(
    account: XAccount,
    source: XSource,
    event: XEvent,
    reason: 'no-campaign' | 'campaign-not-open' | 'not-processed',
    campaign?: Campaign,
  ): Promise<'rejected'> {
    await this.rejections.record({
      channel: channelOf(source),
      channelAccount: account.id,
      name: event.id,
      reason,
      ...(campaign === undefined ? {} : { campaign }),
      content: { source, event },
    });
    await this.keep(account, source, event, 'rejected');
    return 'rejected';
  }

  /** Notes the message and its files in one transaction: a file is fetched exactly if its message is in. */
  private async keep(
    account: XAccount,
    source: XSource,
    event: XEvent,
    outcome: 'taken' | 'echo' | 'rejected',
    tipId?: string,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const kept = await tx.query<unknown[]>(
        `INSERT INTO x_message AS message (account_id, source, name, root, sealed_id, outcome, tip_id, seen_at, summons, below_ours)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10 OR EXISTS (SELECT FROM x_post WHERE remote_id = $11))
         ON CONFLICT (account_id, source, name) DO UPDATE SET outcome = excluded.outcome, tip_id = excluded.tip_id
          WHERE message.outcome = 'rejected' RETURNING name`,
        [
          account.id,
          source,
          this.names.nameOf(event.id),
          this.names.nameOf(event.rootId),
          this.names.seal(event.id),
          outcome,
          tipId ?? null,
          this.clock.now(),
          event.summonsUs,
          event.isReply && event.answersUserId === account.userId,
          event.isReply ? (event.talkId ?? null) : null,
        ],
      );
      if (tipId === undefined || kept.length === 0) return;
      await this.awaitMedia(tx, account.id, tipId, event);
      await this.rejections.takenAfterAll(tx, {
        channel: channelOf(source),
        channelAccount: account.id,
        name: event.id,
      });
    });
  }

  private async awaitMedia(tx: Tx, accountId: string, tipId: string, { media }: XEvent): Promise<void> {
    for (const reference of media) {
      const id = uuidv7();
      await tx.query(
        'INSERT INTO x_media (id, account_id, tip_id, sealed_address, not_before) VALUES ($1, $2, $3, $4, $5)',
        [
          id,
          accountId,
          tipId,
          this.#mediaBox.seal(Buffer.from(JSON.stringify(reference)), id),
          this.clock.now(),
        ],
      );
    }
  }
}

const languageOf = ({ language }: XEvent, { languages }: Campaign): Language =>
  languages.find((each) => each === language) ?? languages[0]!;
