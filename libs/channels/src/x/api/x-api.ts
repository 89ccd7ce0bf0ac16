import type { IncomingMessage } from 'node:http';
import { type IGetHttpRequestArgs, TwitterApi } from 'twitter-api-v2';
import { toXProblem, XProblem } from './x-problem.js';
import type { XPatience } from './x-patience.js';
import type { XWire } from './x-wire.js';

/** X's pages name each endpoint with its placeholders; limits hang on these names. */
export type XEndpoint =
  | 'GET users/me'
  | 'GET dm_events'
  | 'GET dm_conversations/with/:id/dm_events'
  | 'POST dm_conversations/with/:id/messages'
  | 'GET users/:id/mentions'
  | 'GET users/:id/tweets'
  | 'GET tweets'
  | 'POST tweets'
  | 'DELETE tweets/:id'
  | 'PUT tweets/:id/hidden'
  | 'POST media/upload'
  | 'POST media/metadata';

export interface XCall {
  endpoint: XEndpoint;
  /** Fills `:id`. */
  id?: string;
  query?: Record<string, string | number>;
  body?: Record<string, unknown>;
}

export interface XAnswer {
  body: unknown;
  rateLimit: RateLimits | undefined;
}

interface RateLimits {
  limit: number;
  remaining: number;
  reset: number;
  day?: { remaining: number; reset: number };
  userDay?: { remaining: number; reset: number };
}

/** A hundred of X's longest posts (25,000 letters of four bytes) with all their trimmings have less. */
const MOST_ANSWER_BYTES = 12 * 1024 * 1024;

/** Calls X with one token. Every failure is an `XProblem`. */
export class XApi {
  constructor(
    private readonly wire: XWire,
    private readonly patience: XPatience,
    private readonly now: () => Date,
  ) {}

  async call(accessToken: string, { endpoint, id = '', query = {}, body }: XCall): Promise<XAnswer> {
    const [method, template] = endpoint.split(' ') as ['GET' | 'POST' | 'PUT' | 'DELETE', string];
    const path = template.replace(':id', encodeURIComponent(id));
    const { v2 } = this.client(accessToken);
    const options = {
      timeout: this.patience.silenceMs,
      fullResponse: true,
      enableRateLimitSave: false,
    } as const;
    const request = {
      GET: () => v2.get(path, query, options),
      DELETE: () => v2.delete(path, query, options),
      POST: () => v2.post(path, body, { ...options, forceBodyMode: 'json' }),
      PUT: () => v2.put(path, body, { ...options, forceBodyMode: 'json' }),
    }[method];
    const { data, rateLimit } = await this.patiently(request);
    return { body: data as unknown, rateLimit };
  }

  /** The page where a person allows us in, and the secrets that must wait on the server meanwhile. */
  signInLink(
    app: XApp,
    callback: string,
    scopes: string[],
  ): { url: string; state: string; verifier: string } {
    const { url, state, codeVerifier } = this.client(app).generateOAuth2AuthLink(callback, { scope: scopes });
    return { url, state, verifier: codeVerifier };
  }

  /** Turns the code that X's page sent back into tokens. */
  async signIn(app: XApp, code: string, verifier: string, callback: string): Promise<XTokens> {
    const granted = await this.patiently(() =>
      this.client(app).loginWithOAuth2({ code, codeVerifier: verifier, redirectUri: callback }),
    );
    return tokensFrom(granted, this.now());
  }

  /** Uses a refresh token up and returns the next pair. */
  async refresh(app: XApp, refreshToken: string): Promise<XTokens> {
    const granted = await this.patiently(() => this.client(app).refreshOAuth2Token(refreshToken));
    return tokensFrom(granted, this.now());
  }

  async revoke(app: XApp, accessToken: string): Promise<void> {
    await this.patiently(() => this.client(app).revokeOAuth2Token(accessToken, 'access_token'));
  }

  private client(credentials: string | XApp): TwitterApi {
    return new TwitterApi(credentials as XApp, {
      httpAgent: this.wire.agent,
      plugins: [{ onBeforeRequestConfig: ({ params }) => this.bound(params) }],
    });
  }

  /** The library waits for ever and keeps whatever comes: neither is for an answer from outside. */
  private bound(params: IGetHttpRequestArgs): void {
    params.timeout ??= this.patience.silenceMs;
    params.requestEventDebugHandler = (event, data) => {
      if (event === 'response') endWhenTooLarge((data as { res: IncomingMessage }).res);
    };
  }

  /** The library's timeout is of silence: an answer that trickles needs an end too. */
  private async patiently<T>(work: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new XProblem('unavailable', { wroteMaybe: true })),
        this.patience.wholeAnswerMs,
      );
    });
    try {
      return await Promise.race([work(), tooLong]);
    } catch (error) {
      throw toXProblem(error, this.now());
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Counts while it comes in, compressed or not asked for: a declared length is a claim. */
function endWhenTooLarge(response: IncomingMessage): void {
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MOST_ANSWER_BYTES) response.destroy();
  });
}

export interface XApp {
  clientId: string;
  clientSecret: string;
}

export interface XTokens {
  accessToken: string;
  /** Absent where `offline.access` wasn't granted: the account then works for two hours. */
  refreshToken: string | undefined;
  expiresAt: Date;
  scopes: string[];
}

interface Granted {
  accessToken: string;
  refreshToken?: string;
  expiresIn: number;
  scope: string[];
}

function tokensFrom({ accessToken, refreshToken, expiresIn, scope }: Granted, now: Date): XTokens {
  if (typeof accessToken !== 'string' || !Number.isFinite(expiresIn)) throw new XProblem('unreadable');
  return { accessToken, refreshToken, expiresAt: new Date(now.getTime() + expiresIn * 1000), scopes: scope };
}
