import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UNSUPPORTED_AUTHENTICATION, bodyOf, parseBody, problem, send } from './answers.js';
import { answerWithFault, Faults } from './faults.js';
import { XGrants } from './grants.js';
import { XLimits } from './limits.js';
import { mediaRoutes, sendPublicFile } from './media.js';
import { messageRoutes } from './messages.js';
import { postRoutes } from './posts.js';
import { type Route, selfOf, type XStage } from './route.js';
import { personShape, type Spelling } from './shapes.js';
import { XWorld } from './world.js';

export interface FakeXOptions {
  seed?: number;
  spelling?: Spelling;
  now?: () => number;
}

/**
 * A stateful X on a loopback port, for tests and benches: direct messages, mentions, posts, files, sign-in, limits, and
 * what goes wrong. It plays every host of X; the `Host` header tells which was meant. It is held to X's own OpenAPI
 * document and to X's own SDK in `contract.spec.ts`.
 */
export class FakeX implements XStage {
  readonly now: () => number;
  readonly world: XWorld;
  readonly grants: XGrants;
  readonly limits: XLimits;
  readonly faults: Faults;
  spelling: Spelling;
  /** Every request that came, as `GET /2/dm_events`. */
  readonly requests: string[] = [];
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
    if (/twimg\.com$/.test(host)) return sendPublicFile(this, host, url.pathname, response);
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
    const call = { path: url.pathname, query: url.searchParams, grant, response };
    await route.answer({ ...call, body: parseBody(request, raw) }, ...parts);
  }

  private readonly routes: Route[] = [
    {
      method: 'GET',
      path: /^\/2\/users\/me$/,
      endpoint: 'GET /2/users/me',
      scopes: ['users.read', 'tweet.read'],
      answer: ({ grant, response }) => send(response, 200, { data: personShape(selfOf(this, grant)) }),
    },
    ...messageRoutes(this),
    ...postRoutes(this),
    ...mediaRoutes(this),
  ];
}
