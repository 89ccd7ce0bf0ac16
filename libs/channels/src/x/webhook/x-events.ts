import { Injectable } from '@nestjs/common';
import { Clock, Database, ServerSecret, systemContext } from '#kernel';
import { DropBox } from '#vault';
import { Rejections } from '../../incoming/rejections.js';
import { XAccounts } from '../accounts/x-accounts.js';
import type { XAccount, XSource } from '../accounts/x-account.js';

type Loose = Record<string, unknown>;

/** X repeats deliveries for a day or two. */
const REMEMBERED_HOURS = 48;

/**
 * What X pushes. Nothing of it is taken for true but three things that polling can't see: a permission taken back, a
 * message encrypted end to end, a post deleted. Everything else wakes the poll, which asks X itself.
 */
@Injectable()
export class XEvents {
  readonly #box: DropBox;

  constructor(
    private readonly database: Database,
    private readonly accounts: XAccounts,
    private readonly rejections: Rejections,
    private readonly clock: Clock,
    private readonly secret: ServerSecret,
  ) {
    this.#box = new DropBox(secret, 'waiting-x-event');
  }

  /**
   * Keeps one signed delivery for the worker; a repeated one is there already. Called in the process that strangers speak
   * to: it can add and not read. Its parts are read with care: X's own examples break X's rules.
   */
  async arrive(body: unknown): Promise<void> {
    const data = objectOr(objectOr(body)?.['data']);
    const type = data?.['event_type'];
    if (data === undefined || typeof type !== 'string') return;
    // X's name for the event may be negative, and its examples give several kinds the same.
    const inner = objectOr(data['payload'])?.['id'];
    const name = `${type} ${String(data['event_uuid'])} ${typeof inner === 'string' ? inner : ''}`.slice(
      0,
      300,
    );
    await this.database.query(
      'INSERT INTO x_event (name, sealed, arrived_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [
        this.secret.mac('x-event', name),
        await this.#box.seal(Buffer.from(JSON.stringify(data)), 'x-event'),
        this.clock.now(),
      ],
    );
  }

  /** Acts on what arrived, in the worker; each once. */
  async takeArrived(): Promise<void> {
    const waiting = await this.database.query<{ name: Buffer; sealed: Buffer }>(
      'SELECT name, sealed FROM x_event WHERE sealed IS NOT NULL ORDER BY arrived_at LIMIT 100',
    );
    for (const { name, sealed } of waiting) {
      await this.take(JSON.parse((await this.#box.open(sealed, 'x-event')).toString()) as Loose);
      await this.database.query('UPDATE x_event SET sealed = NULL WHERE name = $1', [name]);
    }
    const old = new Date(this.clock.now().getTime() - REMEMBERED_HOURS * 3_600_000);
    await this.database.query('DELETE FROM x_event WHERE sealed IS NULL AND arrived_at < $1', [old]);
  }

  private async take(data: Loose): Promise<void> {
    const type = String(data['event_type']);
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
    await this.rejections.record({
      channel: 'x-dm',
      channelAccount: account.id,
      ...(await this.accounts.mainCampaign(account.id)),
      name: `chat ${String(id)}`,
      reason: 'encrypted',
      content: { sender_id, conversation_id },
    });
  }

  private async deleted(account: XAccount, { id }: Loose): Promise<void> {
    if (typeof id !== 'string') return;
    await this.database.query(
      `UPDATE x_post SET state = 'gone', deleted_at = $3 WHERE account_id = $1 AND remote_id = $2 AND state = 'published'`,
      [account.id, id, this.clock.now()],
    );
  }
}

const objectOr = (value: unknown): Loose | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : undefined;
