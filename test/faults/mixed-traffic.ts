import { createHmac } from 'node:crypto';
import { Outbox, type ReplyAddress } from '#tips';
import { uuidv7 } from '#kernel';
import { STORIES } from '../../apps/server/src/demo/demo-stories.js';
import type { XPerson, XPost } from '../fakes/x/world.js';
import { writeMail } from '../fakes/mail/write-mail.js';
import { tinyPhoto } from '../support/tiny-photo.js';
import { DESK_ADDRESS, type MixedRoom } from './mixed-room.js';

/** What was written to the desk, by the word that stands in it and in no other. */
export interface Written {
  key: string;
  channel: 'x-dm' | 'x-mention' | 'email';
  /** Who is answered, by X user id or mail address. */
  sender: string;
  post?: XPost;
}

/** What a person of the desk answered, by the word that stands in it. */
export interface Answered {
  key: string;
  to: Written;
}

/** Everyday words: what could be a name would be masked, and the key beside it. */
const VOCABULARY = [
  ...new Set(
    STORIES.flatMap(({ text }) => text.split(/[^\p{L}]+/u)).filter((word) => /^\p{Ll}{3,}$/u.test(word)),
  ),
];

/** Writes as citizens, X and mail servers do, faults and all, and remembers what must come of it. */
export class MixedTraffic {
  readonly written: Written[] = [];
  readonly answered: Answered[] = [];
  /** Mails that no program can open: each must be a rejection. */
  unreadable = 0;
  /** Messages that only X's app can open: each must be a rejection. */
  encrypted = 0;
  readonly closedToUs = new Set<string>();
  /** Signed deliveries, repeated ones, and those that were not signed by X. */
  readonly webhooks = { delivered: 0, replayed: 0, forged: 0, forgedTaken: 0 };
  readonly others = { edits: 0, deletions: 0, expiries: 0, brokenMailboxes: 0, sameMessageId: 0 };
  readonly #chatters: XPerson[] = [];
  readonly #writers: string[] = [];
  #photo: Buffer | undefined;
  #keys = 0;

  constructor(private readonly room: MixedRoom) {}

  /** One message more, and now and then something besides. */
  async step(): Promise<void> {
    const { random } = this.room;
    const lot = random.next();
    if (lot < 0.44) await this.dm();
    else if (lot < 0.7) await this.mention();
    else this.mail();
    if (random.chance(0.05)) await this.push();
    if (random.chance(0.03)) await this.answerSomebody();
    if (random.chance(0.02)) await this.deleteSomething();
    if (random.chance(0.01)) this.garbage();
    if (random.chance(0.01)) this.expire();
    if (random.chance(0.01)) this.breakMailbox();
  }

  private words(key: string): string {
    const { random } = this.room;
    const some = Array.from({ length: 6 + random.below(18) }, () => random.pick(VOCABULARY));
    return `hay ${key}. También ${some.join(' ')}`;
  }

  private nextKey(): string {
    const digits = [...String((this.#keys += 1))];
    return `q${digits.map((digit) => 'ba ce di fo gu ha je ki lo mu'.split(' ')[Number(digit)]).join('')}z`;
  }

  private async dm(): Promise<void> {
    const { x, police, random } = this.room;
    const isKnown = this.#chatters.length > 0 && random.chance(0.08);
    const sender = isKnown ? random.pick(this.#chatters) : x.world.person(`persona_${this.#keys}`);
    if (!isKnown) {
      this.#chatters.push(sender);
      if (random.chance(0.02)) {
        sender.dmClosed = true;
        this.closedToUs.add(sender.id);
      }
    }
    const key = this.nextKey();
    x.world.dm(sender, police, this.words(key), random.chance(0.05) ? { media: [await this.photo()] } : {});
    this.written.push({ key, channel: 'x-dm', sender: sender.id });
  }

  /** A new post that names us, or another version of one that the desk has. */
  private async mention(): Promise<void> {
    const { x, police, random } = this.room;
    const former = random.chance(0.08) ? this.somePost() : undefined;
    const key = this.nextKey();
    const text = `@${police.username} ${this.words(key)}`;
    const isThere = former !== undefined && (await this.tipOf(former)) !== undefined;
    const post = isThere
      ? x.world.edit(former.post!, text)
      : x.world.post(x.world.person(`persona_${this.#keys}`), text, {
          lateBy: random.chance(0.1) ? 2_000 : 0,
          media: random.chance(0.03) ? [await this.photo()] : [],
        });
    if (isThere) {
      delete former.post; // X shows its newest version only
      this.others.edits += 1;
    }
    this.written.push({ key, channel: 'x-mention', sender: post.authorId, post });
  }

  private mail(): void {
    const { citizens, mailbox, random } = this.room;
    const isKnown = this.#writers.length > 0 && random.chance(0.08);
    const from = isKnown ? random.pick(this.#writers) : `quien${this.#keys}@citizen.example`;
    if (!isKnown) this.#writers.push(from);
    const key = this.nextKey();
    const copies = this.#keys > 1 && random.chance(0.03);
    if (copies) this.others.sameMessageId += 1;
    // Another mail under a Message-ID that may have been used: ids are claims.
    const messageId = copies
      ? `<${random.below(this.#keys)}@citizen.example>`
      : `<${this.#keys}@citizen.example>`;
    const raw = writeMail({ from, messageId, subject: '', body: this.words(key) });
    if (random.chance(0.6)) citizens.post({ to: DESK_ADDRESS, from, raw });
    else mailbox.deliver(raw);
    this.written.push({ key, channel: 'email', sender: from });
  }

  /** A mail that is encrypted to nobody here. */
  private garbage(): void {
    this.unreadable += 1;
    const raw = writeMail({
      header: { 'Content-Type': 'multipart/encrypted; boundary=B' },
      body: `--B\r\n\r\n${this.unreadable}\r\n--B--`,
    });
    this.room.citizens.post({ to: DESK_ADDRESS, from: 'cifrado@citizen.example', raw });
  }

  /** What X pushes: true, repeated, forged. */
  private async push(): Promise<void> {
    const { random, police } = this.room;
    const kind = random.pick(['dm.received', 'post.mention.create', 'chat.received', 'post.delete']);
    const id = uuidv7();
    if (kind === 'chat.received') this.encrypted += 1;
    const payload = { id, sender_id: '2222222222222222222', conversation_id: '1-2', encoded_event: 'Cw' };
    const body = JSON.stringify({
      data: { event_uuid: id, filter: { user_id: police.id }, event_type: kind, payload },
    });
    this.webhooks.delivered += 1;
    await this.deliverPush(body, 200);
    if (random.chance(0.3)) {
      this.webhooks.replayed += 1;
      await this.deliverPush(body, 200);
    }
    if (random.chance(0.3)) {
      this.webhooks.forged += 1;
      if ((await this.post(body.replace(id, uuidv7()), signed(this.room, body))) !== 403)
        this.webhooks.forgedTaken += 1;
    }
  }

  /** X takes the permission back; its owner must sign in again. */
  async revoke(): Promise<void> {
    const { police, x } = this.room;
    x.grants.revoke(police.id);
    const payload = { date_time: new Date().toISOString(), user_id: police.id, app_id: '1' };
    await this.deliverPush(
      JSON.stringify({ data: { event_uuid: uuidv7(), filter: {}, event_type: 'oauth.revoke', payload } }),
      200,
    );
  }

  private async deliverPush(body: string, wanted: number): Promise<void> {
    const status = await this.post(body, signed(this.room, body));
    if (status !== wanted) throw new Error(`a delivery of X was answered with ${status}`);
  }

  private async post(body: string, signature: string): Promise<number> {
    const answer = await fetch(`${this.room.desk.address}/webhooks/x`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-twitter-webhooks-signature': signature },
      body,
    });
    await answer.arrayBuffer();
    return answer.status;
  }

  /** A person of the desk answers; some twice with the same words, each of which may arrive once. */
  private async answerSomebody(): Promise<void> {
    const { random, desk } = this.room;
    const to = this.written.length === 0 ? undefined : random.pick(this.written);
    const tipId = to === undefined ? undefined : await this.tipOf(to);
    if (to === undefined || tipId === undefined) return;
    const key = this.nextKey();
    const address = await this.addressOf(to);
    const text = `Respuesta ${key}`;
    for (let time = random.chance(0.1) ? 2 : 1; time > 0; time -= 1) {
      this.answered.push({ key, to });
      const message = { id: uuidv7(), tipId, kind: 'answer' as const, authorId: uuidv7(), to: address };
      await desk.database.transaction((tx) =>
        desk.app.get(Outbox).add(tx, { ...message, language: 'es', text }),
      );
    }
  }

  private async addressOf({ channel, sender, post }: Written): Promise<ReplyAddress> {
    if (channel === 'email') return { channel, channelAccount: DESK_ADDRESS, address: sender };
    const channelAccount = (await this.room.account()).id;
    return {
      channel,
      channelAccount,
      address: sender,
      ...(post === undefined ? {} : { thread: { post: post.id, summoned: 'yes' } }),
    };
  }

  private async deleteSomething(): Promise<void> {
    const some = this.somePost();
    if (some === undefined || (await this.tipOf(some)) === undefined) return;
    this.room.x.world.delete(some.post!);
    this.others.deletions += 1;
  }

  private somePost(): Written | undefined {
    const posts = this.written.slice(-300).filter(({ post }) => post !== undefined && !post.deleted);
    return posts.length === 0 ? undefined : this.room.random.pick(posts);
  }

  /** The tip that this became, if it did. */
  private async tipOf({ key }: Written): Promise<string | undefined> {
    const [found] = await this.room.desk.database.query<{ id: string }>(
      `SELECT id FROM tip WHERE text LIKE $1
        UNION ALL SELECT tip_id FROM dialogue_message WHERE text LIKE $1 LIMIT 1`,
      [`%${key}%`],
    );
    return found?.id;
  }

  /** As if an access token's two hours were over: both workers want another at once. */
  private expire(): void {
    this.room.x.grants.expire(this.room.police.id);
    this.others.expiries += 1;
  }

  private breakMailbox(): void {
    this.room.mailbox.breakConnections();
    this.others.brokenMailboxes += 1;
  }

  private async photo() {
    this.#photo ??= (await tinyPhoto()).bytes;
    return this.room.x.world.media(this.#photo, 'image/jpeg');
  }
}

const signed = ({ x }: MixedRoom, body: string): string =>
  `sha256=${createHmac('sha256', x.grants.consumerSecret).update(body).digest('base64')}`;
