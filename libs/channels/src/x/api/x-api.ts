import { TwitterApi } from 'twitter-api-v2';
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
      plugins: [{ onBeforeRequestConfig: ({ params }) => void (params.timeout ??= this.patience.silenceMs) }],
    });
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
