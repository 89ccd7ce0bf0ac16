import { Injectable } from '@nestjs/common';
import { Clock, Database, systemContext } from '#kernel';
import { ChannelRejections } from '../../rejections/channel-rejections.js';
import { XAccounts } from '../accounts/x-accounts.js';
import type { XAccount, XSource } from '../accounts/x-account.js';
import { XNames } from '../inbound/x-names.js';

type Loose = Record<string, unknown>;

const KEPT_HOURS = 48;

/**
 * What X pushes. Nothing of it is taken for true but three things that polling can't see: a permission taken back, a
 * message encrypted end to end, a post deleted. Everything else wakes the poll, which asks X itself.
 */
@Injectable()
export class XEvents {
  constructor(
    private readonly database: Database,
    private readonly accounts: XAccounts,
    private readonly rejections: ChannelRejections,
    private readonly names: XNames,
    private readonly clock: Clock,
  ) {}

  /** Takes one signed delivery; a repeated one changes nothing. Its parts are read with care: X's own examples break its rules. */
  async take(body: unknown): Promise<void> {
    const data = objectOr(objectOr(body)?.['data']);
    const type = data?.['event_type'];
    if (data === undefined || typeof type !== 'string') return;
    if (!(await this.isNew(data, type))) return;
    const payload = objectOr(data['payload']) ?? {};
    const userId = objectOr(data['filter'])?.['user_id'] ?? payload['user_id'];
    const account = (await this.accounts.all()).find((each) => each.userId === userId);
    if (account === undefined) return;
    if (type === 'oauth.revoke') await this.revoked(account);
    else if (type === 'chat.received') await this.encrypted(account, payload);
    else if (type === 'post.delete') await this.deleted(account, payload);
    else if (type === 'dm.received') await this.wake(account, 'dm');
    else if (/^post\.(mention|reply|quote)\.create$/.test(type)) await this.wake(account, 'mention');
  }

  /** By X's name for the event, which may be negative and is the same for several kinds in X's own examples. */
  private async isNew({ event_uuid, payload }: Loose, type: string): Promise<boolean> {
    const inner = objectOr(payload)?.['id'];
    const uuid = `${type} ${String(event_uuid)} ${typeof inner === 'string' ? inner : ''}`.slice(0, 200);
    const now = this.clock.now();
    await this.database.query('DELETE FROM x_event WHERE arrived_at < $1', [
      new Date(now.getTime() - KEPT_HOURS * 3_600_000),
    ]);
    const added = await this.database.query(
      'INSERT INTO x_event (uuid, arrived_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING uuid',
      [this.names.nameOf(uuid).toString('hex'), now],
    );
    return added.length === 1;
  }

  private async wake(account: XAccount, source: XSource): Promise<void> {
    await this.database.query('UPDATE x_source SET woken_at = $3 WHERE account_id = $1 AND source = $2', [
      account.id,
      source,
      this.clock.now(),
    ]);
  }

  private async revoked(account: XAccount): Promise<void> {
    await this.database.transaction((tx) =>
      this.accounts.disconnect(
        tx,
        systemContext('x-webhook'),
        account.id,
        'the permission was taken back at X',
      ),
    );
  }

  /** The new kind of message, which only X's app can open: the desk must know that somebody wrote. */
  private async encrypted(account: XAccount, { id, sender_id, conversation_id }: Loose): Promise<void> {
    if (sender_id === account.userId) return;
    await this.rejections.add({
      channel: 'x-dm',
      channelAccount: account.id,
      name: `chat ${String(id)}`,
      reason: 'encrypted',
      content: { sender_id, conversation_id },
    });
  }

  private async deleted(account: XAccount, { id }: Loose): Promise<void> {
    if (typeof id !== 'string') return;
    await this.database.query(
      `UPDATE x_post SET state = 'deleted', deleted_at = $3 WHERE account_id = $1 AND remote_id = $2 AND state = 'published'`,
      [account.id, id, this.clock.now()],
    );
  }
}

const objectOr = (value: unknown): Loose | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : undefined;
