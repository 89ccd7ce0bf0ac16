import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  UNSUPPORTED_AUTHENTICATION,
  bodyOf,
  invalid,
  notFound,
  pageToken,
  parseBody,
  problem,
  send,
  tokenPosition,
} from './answers.js';
import { answerWithFault, Faults, pour, spoilPage, trickle } from './faults.js';
import { XGrants, type XGrant } from './grants.js';
import { XLimits } from './limits.js';
import { dmShape, mediaKey, mediaShape, personShape, postShape, type Spelling } from './shapes.js';
import { type XMedia, type XPerson, XWorld } from './world.js';

export interface FakeXOptions {
  seed?: number;
  spelling?: Spelling;
  now?: () => number;
}

/** What a route of the fake sees of a request. */
interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  grant: XGrant | undefined;
  isApp: boolean;
  token: string;
  response: ServerResponse;
}

interface Route {
  method: string;
  path: RegExp;
  /** As X's pages name it: limits hang on it. */
  endpoint: string;
  scopes: string[];
  /** App-only tokens are let in. */
  app?: boolean;
  answer(call: Call, ...parts: string[]): void | Promise<void>;
}

/** X cuts mentions off behind the latest 800. */
const MENTIONS_HORIZON = 800;
const DM_HORIZON_MS = 30 * 24 * 3_600_000;

/**
 * A stateful X on a loopback port, for tests and benches: direct messages, mentions, posts, files, sign-in, limits, and
 * what goes wrong. It plays every host of X; the `Host` header tells which was meant. It is held to X's own OpenAPI
 * document and to X's own SDK in `contract.spec.ts`.
 */
export class FakeX {
  readonly now: () => number;
  readonly world: XWorld;
  readonly grants: XGrants;
  readonly limits: XLimits;
  readonly faults: Faults;
  spelling: Spelling;
  /** Every request that came, as `GET /2/dm_events`. */
  readonly requests: string[] = [];
  /** How many requests X served with data, for a bench's raw rate. */
  port = 0;
  #server: Server;

  constructor({ seed = 1, spelling = 'july', now = Date.now }: FakeXOptions = {}) {
    this.now = now;
    this.world = new XWorld(now);
    this.grants = new XGrants(now);
    this.limits = new XLimits(now);
    this.faults = new Faults(seed);
    this.spelling = spelling;
    this.#server = createServer((request, response) => void this.serve(request, response));
  }

  /** `127.0.0.1:port`, for `COLABORA_X_CONNECT`. */
  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  async start(): Promise<this> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    this.port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'https://api.x.com');
    const host = (request.headers.host ?? '').split(':')[0]!;
    const method = request.method ?? 'GET';
    this.requests.push(`${method} ${url.pathname}`);
    const raw = await bodyOf(request);
    if (/twimg\.com$/.test(host)) return this.publicFile(host, url.pathname, response);
    if (url.pathname === '/2/oauth2/token') {
      if (answerWithFault(this.faults, url.pathname, response, this.now())) return;
      const { status, body } = this.grants.token(parseBody(request, raw) as Record<string, string>);
      return send(response, status, body);
    }
    if (url.pathname === '/2/oauth2/revoke') return send(response, 200, { revoked: true });
    const route = this.routes.find((each) => each.method === method && each.path.test(url.pathname));
    if (route === undefined) return problem(response, 404, 'Not Found', 'Not Found');
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    const isApp = token === this.grants.bearer;
    const grant = this.grants.who(token);
    if (grant === undefined && !isApp) return problem(response, 401, 'Unauthorized', 'Unauthorized');
    const { allowed, headers } = this.limits.count(token, route.endpoint);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (!allowed) return problem(response, 429, 'Too Many Requests', 'Too Many Requests');
    if (answerWithFault(this.faults, url.pathname, response, this.now())) return;
    if (isApp && route.app !== true) return send(response, 403, UNSUPPORTED_AUTHENTICATION);
    if (grant !== undefined && !route.scopes.every((scope) => grant.scopes.includes(scope))) {
      return problem(response, 403, 'Forbidden', 'Forbidden');
    }
    const parts = route.path.exec(url.pathname)!.slice(1);
    const call = { method, path: url.pathname, query: url.searchParams, grant, isApp, token, response };
    await route.answer({ ...call, body: parseBody(request, raw) }, ...parts);
  }

  private readonly routes: Route[] = [
    {
      method: 'GET',
      path: /^\/2\/users\/me$/,
      endpoint: 'GET /2/users/me',
      scopes: ['users.read', 'tweet.read'],
      answer: ({ grant, response }) => send(response, 200, { data: personShape(this.self(grant)) }),
    },
    {
      method: 'GET',
      path: /^\/2\/dm_events$/,
      endpoint: 'GET /2/dm_events',
      scopes: ['dm.read', 'users.read', 'tweet.read'],
      answer: (call) => this.dmPage(call),
    },
    {
      method: 'GET',
      path: /^\/2\/dm_conversations\/with\/(\d+)\/dm_events$/,
      endpoint: 'GET /2/dm_conversations/with/:id/dm_events',
      scopes: ['dm.read', 'users.read', 'tweet.read'],
      answer: (call, participant) => this.dmPage(call, participant),
    },
    {
      method: 'POST',
      path: /^\/2\/dm_conversations\/with\/(\d+)\/messages$/,
      endpoint: 'POST /2/dm_conversations/with/:id/messages',
      scopes: ['dm.write', 'users.read', 'tweet.read'],
      answer: (call, participant) => this.sendDm(call, participant!),
    },
    {
      method: 'GET',
      path: /^\/2\/dm_conversations\/media\/(\d+)\/(\d+)\/([^/]+)$/,
      endpoint: 'GET /2/dm_conversations/media/:id',
      scopes: ['dm.read'],
      answer: ({ path, response }, dmId, mediaId, resource) => {
        const dm = this.world.dms.find(({ id }) => id === dmId);
        const media = dm?.media.find((each) => each.id === mediaId && each.resource === resource);
        return this.file(path, media, response);
      },
    },
    {
      method: 'GET',
      path: /^\/2\/users\/(\d+)\/mentions$/,
      endpoint: 'GET /2/users/:id/mentions',
      scopes: ['tweet.read', 'users.read'],
      app: true,
      answer: (call, userId) => this.mentionsPage(call, userId!),
    },
    {
      method: 'GET',
      path: /^\/2\/users\/(\d+)\/tweets$/,
      endpoint: 'GET /2/users/:id/tweets',
      scopes: ['tweet.read', 'users.read'],
      app: true,
      answer: ({ query, response, path }, userId) => {
        const own = [...this.world.posts.values()]
          .filter(({ authorId, deleted }) => authorId === userId && !deleted)
          .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1))
          .slice(0, Number(query.get('max_results') ?? 10));
        const data = own.map((post) => postShape(this.world, post, query, this.spelling));
        this.page(response, path, { data, meta: { result_count: data.length } });
      },
    },
    {
      method: 'GET',
      path: /^\/2\/tweets$/,
      endpoint: 'GET /2/tweets',
      scopes: ['tweet.read', 'users.read'],
      app: true,
      answer: (call) => this.lookup(call),
    },
    {
      method: 'POST',
      path: /^\/2\/tweets$/,
      endpoint: 'POST /2/tweets',
      scopes: ['tweet.write', 'tweet.read', 'users.read'],
      answer: (call) => this.publish(call),
    },
    {
      method: 'DELETE',
      path: /^\/2\/tweets\/(\d+)$/,
      endpoint: 'DELETE /2/tweets/:id',
      scopes: ['tweet.write', 'tweet.read', 'users.read'],
      answer: ({ grant, response }, id) => {
        const post = this.world.posts.get(id!);
        if (post === undefined || post.deleted || post.authorId !== grant?.userId) {
          return problem(response, 403, 'Forbidden', 'You are not permitted to delete this Post.');
        }
        this.world.delete(post);
        return send(response, 200, { data: { deleted: true } });
      },
    },
    {
      method: 'PUT',
      path: /^\/2\/tweets\/(\d+)\/hidden$/,
      endpoint: 'PUT /2/tweets/:id/hidden',
      scopes: ['tweet.moderate.write', 'tweet.read', 'users.read'],
      answer: ({ grant, body, response }, id) => {
        const post = this.world.posts.get(id!);
        const began = post?.replyTo === undefined ? undefined : this.world.talkOf(post);
        if (post === undefined || post.deleted || began?.authorId !== grant?.userId) {
          return problem(response, 403, 'Forbidden', 'You are not permitted to hide this reply.');
        }
        post.hidden = body['hidden'] === true;
        return send(response, 200, { data: { hidden: post.hidden } });
      },
    },
    {
      method: 'POST',
      path: /^\/2\/media\/upload$/,
      endpoint: 'POST /2/media/upload',
      scopes: ['media.write'],
      answer: ({ body, response }) => {
        const media = this.world.media(
          Buffer.from(String(body['media'] ?? ''), 'base64'),
          String(body['media_type']),
        );
        this.world.uploads.set(media.id, media);
        send(response, 200, {
          data: {
            id: media.id,
            media_key: mediaKey(media),
            size: media.bytes.length,
            expires_after_secs: 86_400,
          },
          meta: {},
        });
      },
    },
    {
      method: 'POST',
      path: /^\/2\/media\/metadata$/,
      endpoint: 'POST /2/media/metadata',
      scopes: ['media.write'],
      answer: ({ body, response }) => {
        const media = this.world.uploads.get(String(body['id']));
        if (media === undefined) return problem(response, 400, 'Bad Request', 'Unknown media.');
        const { alt_text } = (body['metadata'] ?? {}) as { alt_text?: { text: string } };
        if (alt_text !== undefined) media.altText = alt_text.text;
        return send(response, 200, { data: { id: media.id, associated_metadata: { alt_text } } });
      },
    },
  ];

  private self(grant: XGrant | undefined): XPerson {
    return this.world.people.get(grant?.userId ?? '') ?? { id: '0', username: 'nobody', name: 'nobody' };
  }

  private dmPage({ query, grant, response, path }: Call, participant?: string): void {
    const self = this.self(grant);
    const size = Number(query.get('max_results') ?? 100);
    if (size < 1 || size > 100) return invalid(response, 'max_results', String(size));
    const before = tokenPosition(query);
    const types = query.get('event_types')?.split(',');
    const all = this.world
      .dmsOf(self, participant)
      .filter((dm) => dm.createdAt > this.now() - DM_HORIZON_MS)
      .filter((dm) => types === undefined || types.includes(dm.eventType))
      .filter((dm) => before === undefined || BigInt(dm.id) < before);
    const events = all.slice(0, size);
    const users = new Set(events.map((dm) => dm.senderId));
    const media = events.flatMap((dm) => dm.media.map((each) => mediaShape(each, dm.id)));
    const expansions = query.get('expansions') ?? '';
    this.page(response, path, {
      data: events.map((dm) => dmShape(dm, query)),
      includes: {
        ...(expansions.includes('sender_id') ? { users: this.peopleOf(users) } : {}),
        ...(expansions.includes('media_keys') && media.length > 0 ? { media } : {}),
      },
      meta: {
        result_count: events.length,
        ...(all.length > size ? { next_token: pageToken(events.at(-1)!.id) } : {}),
      },
    });
  }

  private mentionsPage({ query, response, path }: Call, userId: string): void {
    const self = this.world.people.get(userId);
    if (self === undefined) return notFound(response, 'user', userId);
    const size = Number(query.get('max_results') ?? 10);
    if (size < 5 || size > 100) return invalid(response, 'max_results', String(size));
    const since = query.get('since_id');
    const before = tokenPosition(query);
    const all = this.world
      .mentionsOf(self)
      .slice(0, MENTIONS_HORIZON)
      .filter((post) => since === null || BigInt(post.id) > BigInt(since))
      .filter((post) => before === undefined || BigInt(post.id) < before);
    const posts = all.slice(0, size);
    const expansions = query.get('expansions') ?? '';
    const media = posts.flatMap((post) => post.media.map((each) => mediaShape(each)));
    this.page(response, path, {
      data: posts.map((post) => postShape(this.world, post, query, this.spelling)),
      includes: {
        ...(expansions.includes('author_id')
          ? { users: this.peopleOf(posts.map(({ authorId }) => authorId)) }
          : {}),
        ...(expansions.includes('media_keys') && media.length > 0 ? { media } : {}),
      },
      meta: {
        result_count: posts.length,
        ...(posts.length > 0 ? { newest_id: posts[0]!.id, oldest_id: posts.at(-1)!.id } : {}),
        ...(all.length > size ? { next_token: pageToken(posts.at(-1)!.id) } : {}),
      },
    });
  }

  /** 200 with what is there, and `errors` for what isn't: that is how X tells of deletions. */
  private lookup({ query, response, path }: Call): void {
    const ids = (query.get('ids') ?? '').split(',');
    const shown = (id: string) => {
      const post = this.world.posts.get(id);
      if (post === undefined || post.deleted) return undefined;
      const author = this.world.people.get(post.authorId)!;
      return author.suspended || author.protected ? undefined : post;
    };
    const found = ids.map(shown).filter((post) => post !== undefined);
    const errors = ids
      .filter((id) => shown(id) === undefined)
      .map((id) => {
        const post = this.world.posts.get(id);
        const author = post === undefined || post.deleted ? undefined : this.world.people.get(post.authorId);
        const hiding = author?.protected === true ? 'not-authorized-for-resource' : 'resource-not-found';
        return {
          value: id,
          resource_id: id,
          parameter: 'ids',
          resource_type: 'tweet',
          title: hiding === 'resource-not-found' ? 'Not Found Error' : 'Authorization Error',
          detail:
            author?.suspended === true
              ? `User has been suspended: [${author.id}].`
              : `Could not find tweet with ids: [${id}].`,
          type: `https://api.twitter.com/2/problems/${hiding}`,
        };
      });
    this.page(response, path, {
      data: found.map((post) => postShape(this.world, post, query, this.spelling)),
      ...(errors.length > 0 ? { errors } : {}),
    });
  }

  private sendDm({ grant, body, response, path }: Call, participantId: string): void {
    const self = this.self(grant);
    const other = this.world.people.get(participantId);
    const text = typeof body['text'] === 'string' ? body['text'] : '';
    if (other === undefined || other.dmClosed === true || other.suspended === true) {
      return problem(
        response,
        403,
        'Forbidden',
        'You do not have permission to DM one or more participants.',
      );
    }
    const attachments = (body['attachments'] ?? []) as { media_id: string }[];
    const media = attachments
      .map(({ media_id }) => this.world.uploads.get(media_id))
      .filter((each) => each !== undefined);
    if (text === '' && media.length === 0) return invalid(response, 'text', '');
    const dm = this.world.dm(self, other, text, { media });
    if (this.faults.strikes('accepted-then-hang', path)) return;
    const { dm_conversation_id } = dmShape(
      dm,
      new URLSearchParams({ 'dm_event.fields': 'dm_conversation_id' }),
    );
    send(response, 201, { data: { dm_conversation_id, dm_event_id: dm.id } });
  }

  private publish({ grant, body, response, path }: Call): void {
    const self = this.self(grant);
    const text = typeof body['text'] === 'string' ? body['text'] : '';
    const replyTo = (body['reply'] as { in_reply_to_tweet_id?: string } | undefined)?.in_reply_to_tweet_id;
    const isTwice = [...this.world.posts.values()].some(
      (post) => post.authorId === self.id && !post.deleted && post.text === text && post.replyTo === replyTo,
    );
    if (isTwice)
      return problem(
        response,
        403,
        'Forbidden',
        'You are not allowed to create a Tweet with duplicate content.',
      );
    if (replyTo !== undefined) {
      const answered = this.world.posts.get(replyTo);
      if (answered === undefined || answered.deleted) {
        return problem(
          response,
          403,
          'Forbidden',
          'You attempted to reply to a Tweet that is deleted or not visible to you.',
        );
      }
      const quoted = answered.quotes === undefined ? undefined : this.world.posts.get(answered.quotes);
      const isSummoned =
        this.world.mentioned(answered).some(({ id }) => id === self.id) || quoted?.authorId === self.id;
      if (!isSummoned) {
        return problem(
          response,
          403,
          'Forbidden',
          'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.',
        );
      }
    }
    const ids = (body['media'] as { media_ids?: string[] } | undefined)?.media_ids ?? [];
    const media = ids.map((id) => this.world.uploads.get(id)).filter((each) => each !== undefined);
    const post = this.world.post(self, text, { media, ...(replyTo === undefined ? {} : { replyTo }) });
    if (this.faults.strikes('accepted-then-hang', path)) return;
    send(response, 201, { data: { id: post.id, text: post.text } });
  }

  /** An empty result has no `data`; the faults of pages come on top. */
  private page(response: ServerResponse, path: string, page: Page): void {
    if (page.data.length > 0 && page.meta !== undefined && this.faults.strikes('empty-page', path)) {
      const first = page.data[0] as { id: string };
      return send(response, 200, {
        meta: { result_count: 0, next_token: pageToken(String(BigInt(first.id) + 1n)) },
      });
    }
    spoilPage(this.faults, path, page);
    const { data, includes, ...rest } = page;
    send(response, 200, {
      ...(data.length > 0 ? { data } : {}),
      ...(includes !== undefined && Object.keys(includes).length > 0 ? { includes } : {}),
      ...rest,
    });
  }

  private peopleOf(ids: Iterable<string>) {
    return [...new Set(ids)].map((id) => personShape(this.world.people.get(id)!));
  }

  private publicFile(host: string, path: string, response: ServerResponse): void | Promise<void> {
    const all = [...this.world.posts.values()].flatMap(({ media }) => media);
    const media = all.find(({ resource }) => path.endsWith(`/${resource}`));
    return this.file(`${host}${path}`, media, response);
  }

  private file(path: string, media: XMedia | undefined, response: ServerResponse): void | Promise<void> {
    if (this.faults.strikes('media-gone', path) || media === undefined) {
      return problem(response, 404, 'Not Found', 'Not Found');
    }
    if (this.faults.strikes('media-redirect', path)) {
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' });
      response.end();
      return;
    }
    if (this.faults.strikes('media-wrong-type', path)) {
      response.writeHead(200, { 'content-type': media.type });
      response.end('<!doctype html><script>alert(1)</script>');
      return;
    }
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    if (this.faults.strikes('media-slow', path)) return trickle(response);
    if (this.faults.strikes('media-huge', path)) {
      return pour(response, 'A');
    }
    response.end(media.bytes);
  }
}

interface Page {
  data: object[];
  includes?: object;
  errors?: object[];
  meta?: object;
}
