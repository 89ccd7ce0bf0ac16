import { createHash, randomBytes } from 'node:crypto';

/** X's access tokens live two hours. */
const ACCESS_SECONDS = 7200;

export interface XGrant {
  userId: string;
  scopes: string[];
  expiresAt: number;
}

interface AskedFor {
  userId: string;
  scopes: string[];
  challenge: string;
  redirectUri: string;
}

type TokenAnswer = { status: number; body: object };

/** OAuth 2.0 with PKCE, as X does it: refresh tokens rotate and work once. */
export class XGrants {
  readonly clientId = 'demo-client';
  readonly clientSecret = 'demo-client-secret';
  readonly consumerSecret = 'consumer-secret-for-tests';
  readonly bearer = 'app-only-bearer';
  /** How often somebody came with a refresh token that was used before: each would be a dead account. */
  reused = 0;
  refreshes = 0;
  readonly #codes = new Map<string, AskedFor>();
  readonly #access = new Map<string, XGrant>();
  readonly #refresh = new Map<string, { userId: string; scopes: string[]; used: boolean }>();

  constructor(private readonly now: () => number) {}

  /** What a person does in the browser: says yes to the page at `url`. Returns where X sends them back to. */
  approve(url: string, userId: string, withoutScopes: string[] = []): string {
    const asked = new URL(url).searchParams;
    const code = randomBytes(16).toString('hex');
    const redirectUri = asked.get('redirect_uri')!;
    this.#codes.set(code, {
      userId,
      scopes: asked
        .get('scope')!
        .split(' ')
        .filter((scope) => !withoutScopes.includes(scope)),
      challenge: asked.get('code_challenge')!,
      redirectUri,
    });
    const back = new URL(redirectUri);
    back.searchParams.set('state', asked.get('state')!);
    back.searchParams.set('code', code);
    return back.href;
  }

  /** A pair of tokens without the browser. */
  grant(userId: string, scopes: string[]): { accessToken: string; refreshToken: string } {
    const accessToken = `access-${randomBytes(12).toString('hex')}`;
    const refreshToken = `refresh-${randomBytes(12).toString('hex')}`;
    this.#access.set(accessToken, { userId, scopes, expiresAt: this.now() + ACCESS_SECONDS * 1000 });
    this.#refresh.set(refreshToken, { userId, scopes, used: false });
    return { accessToken, refreshToken };
  }

  who(accessToken: string): XGrant | undefined {
    const grant = this.#access.get(accessToken);
    return grant !== undefined && grant.expiresAt > this.now() ? grant : undefined;
  }

  /** Ends every access token of somebody, as if its two hours were over. */
  expire(userId: string): void {
    for (const grant of this.#access.values()) if (grant.userId === userId) grant.expiresAt = 0;
  }

  /** The person takes the permission back. */
  revoke(userId: string): void {
    this.expire(userId);
    for (const token of this.#refresh.values()) if (token.userId === userId) token.used = true;
  }

  /** POST /2/oauth2/token: a form, or JSON as twitter-api-v2 sends it. */
  token(body: Record<string, string>): TokenAnswer {
    const refused = (error: string) => ({
      status: 400,
      body: { error, error_description: 'Value passed was invalid.' },
    });
    if (body['grant_type'] === 'refresh_token') {
      const known = this.#refresh.get(body['refresh_token'] ?? '');
      if (known === undefined) return refused('invalid_grant');
      if (known.used) {
        this.reused += 1;
        return refused('invalid_grant');
      }
      known.used = true;
      this.refreshes += 1;
      return this.pair(known.userId, known.scopes);
    }
    const asked = this.#codes.get(body['code'] ?? '');
    const challenge = createHash('sha256')
      .update(body['code_verifier'] ?? '')
      .digest('base64url');
    if (asked === undefined || asked.challenge !== challenge || asked.redirectUri !== body['redirect_uri']) {
      return refused('invalid_request');
    }
    this.#codes.delete(body['code']!);
    return this.pair(asked.userId, asked.scopes);
  }

  private pair(userId: string, scopes: string[]): TokenAnswer {
    const { accessToken, refreshToken } = this.grant(userId, scopes);
    const body = {
      token_type: 'bearer',
      expires_in: ACCESS_SECONDS,
      access_token: accessToken,
      scope: scopes.join(' '),
      ...(scopes.includes('offline.access') ? { refresh_token: refreshToken } : {}),
    };
    return { status: 200, body };
  }
}
