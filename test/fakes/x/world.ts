/** Somebody on X. */
export interface XPerson {
  id: string;
  username: string;
  name: string;
  /** Takes no messages from strangers. */
  dmClosed?: boolean;
  /** X closed the account. */
  suspended?: boolean;
  protected?: boolean;
}

export interface XMedia {
  id: string;
  kind: 'photo' | 'video' | 'animated_gif';
  bytes: Buffer;
  type: string;
  /** The last part of the address of a file in a direct message. */
  resource: string;
  altText?: string;
}

export interface XPost {
  id: string;
  authorId: string;
  text: string;
  createdAt: number;
  /** X shows some mentions later than the order of their ids says. */
  visibleAt: number;
  /** All versions, oldest first. */
  history: string[];
  replyTo?: string;
  quotes?: string;
  media: XMedia[];
  deleted: boolean;
  hidden: boolean;
}

export interface XDm {
  id: string;
  senderId: string;
  recipientId: string;
  text: string;
  createdAt: number;
  media: XMedia[];
  eventType: 'MessageCreate' | 'ParticipantsJoin';
}

interface DmOptions {
  media?: XMedia[];
  at?: number;
  eventType?: XDm['eventType'];
}

interface PostOptions {
  media?: XMedia[];
  replyTo?: string;
  quotes?: string;
  at?: number;
  /** Milliseconds after which it is shown. */
  lateBy?: number;
}

/** 2010-11-04T01:42:54.657Z, where X's clock begins. */
const SNOWFLAKE_EPOCH = 1288834974657n;
export const snowflakeAt = (ms: number, sequence = 0) =>
  String(((BigInt(ms) - SNOWFLAKE_EPOCH) << 22n) | BigInt(sequence & 0x3fffff));

/** What is true on X: people, their messages and posts. It outlives any request. */
export class XWorld {
  readonly people = new Map<string, XPerson>();
  readonly posts = new Map<string, XPost>();
  readonly dms: XDm[] = [];
  readonly uploads = new Map<string, XMedia>();
  /** By lower-case user name; a world of thousands is asked for who is named on every page. */
  readonly #byName = new Map<string, XPerson>();
  readonly #dmsOf = new Map<string, XDm[]>();
  #sequence = 0;
  #people = 0;

  constructor(readonly now: () => number) {}

  person(username: string, more: Partial<XPerson> = {}): XPerson {
    const id = more.id ?? String(2_222_222_222_000_000_000n + BigInt((this.#people += 1)));
    const person = { id, username, name: username, ...more };
    this.people.set(id, person);
    this.#byName.set(username.toLowerCase(), person);
    return person;
  }

  nextId(at = this.now()): string {
    return snowflakeAt(at, (this.#sequence += 1));
  }

  dm(
    from: XPerson,
    to: XPerson,
    text: string,
    { media = [], at = this.now(), eventType }: DmOptions = {},
  ): XDm {
    const event: XDm = {
      id: this.nextId(at),
      senderId: from.id,
      recipientId: to.id,
      text,
      createdAt: at,
      media,
      eventType: eventType ?? 'MessageCreate',
    };
    this.dms.push(event);
    for (const id of new Set([from.id, to.id])) {
      const dms = this.#dmsOf.get(id) ?? [];
      this.#dmsOf.set(id, dms);
      // Nearly always the newest: ids grow with time.
      let place = dms.length;
      while (place > 0 && isNewer(dms[place - 1]!, event)) place -= 1;
      dms.splice(place, 0, event);
    }
    return event;
  }

  post(author: XPerson, text: string, options: PostOptions = {}): XPost {
    const at = options.at ?? this.now();
    const id = this.nextId(at);
    const post: XPost = {
      id,
      authorId: author.id,
      text,
      createdAt: at,
      visibleAt: this.now() + (options.lateBy ?? 0),
      history: [id],
      media: options.media ?? [],
      deleted: false,
      hidden: false,
      ...(options.replyTo === undefined ? {} : { replyTo: options.replyTo }),
      ...(options.quotes === undefined ? {} : { quotes: options.quotes }),
    };
    this.posts.set(id, post);
    return post;
  }

  /** An edit is a post of its own; the versions know each other. */
  edit(former: XPost, text: string): XPost {
    const edited = this.post(this.people.get(former.authorId)!, text, { media: former.media });
    edited.history = [...former.history, edited.id];
    for (const id of former.history) this.posts.get(id)!.history = edited.history;
    if (former.replyTo !== undefined) edited.replyTo = former.replyTo;
    return edited;
  }

  /** Deleting any version deletes the chain. */
  delete(post: XPost): void {
    for (const id of post.history) this.posts.get(id)!.deleted = true;
  }

  media(bytes: Buffer, type: string, kind: XMedia['kind'] = 'photo'): XMedia {
    const id = this.nextId();
    return { id, kind, bytes, type, resource: `r${id.slice(-8)}.${type.split('/')[1]}` };
  }

  /** The post that began the talk. */
  talkOf(post: XPost): XPost {
    const answered = post.replyTo === undefined ? undefined : this.posts.get(post.replyTo);
    return answered === undefined ? post : this.talkOf(answered);
  }

  latest(post: XPost): boolean {
    return post.history.at(-1) === post.id;
  }

  /** Who is named in a text with an @. */
  mentioned(post: XPost): XPerson[] {
    const names = [...post.text.matchAll(/@(\w+)/g)].map((match) => match[1]!.toLowerCase());
    return [...new Set(names)].flatMap((name) => this.#byName.get(name) ?? []);
  }

  /** Mentions of somebody: named, or answered to. Newest first. */
  mentionsOf(person: XPerson): XPost[] {
    return [...this.posts.values()]
      .filter((post) => post.visibleAt <= this.now() && !post.deleted && post.authorId !== person.id)
      .filter(
        (post) => !this.people.get(post.authorId)!.suspended && !this.people.get(post.authorId)!.protected,
      )
      .filter(
        (post) =>
          this.mentioned(post).includes(person) ||
          (post.replyTo !== undefined && this.posts.get(post.replyTo)?.authorId === person.id),
      )
      .filter((post) => this.latest(post))
      .sort((a, b) => (isNewer(b, a) ? 1 : -1));
  }

  /** Newest first. */
  dmsOf(person: XPerson, withId?: string): XDm[] {
    return (this.#dmsOf.get(person.id) ?? [])
      .filter(
        ({ senderId, recipientId }) => withId === undefined || senderId === withId || recipientId === withId,
      )
      .toReversed();
  }
}

/** By their ids, as strings of digits. */
const isNewer = (one: { id: string }, other: { id: string }): boolean =>
  one.id.length === other.id.length ? one.id > other.id : one.id.length > other.id.length;
