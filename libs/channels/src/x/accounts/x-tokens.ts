import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Clock, Configuration, Database, systemContext, type Tx } from '#kernel';
import type { ServerBox } from '#vault';
import { XApi, type XApp, XProblem, type XTokens } from '../api/index.js';

export const TOKEN_BOX = Symbol('ServerBox for tokens of X');

/** A token that ends within this time is renewed before it is used. */
const RENEW_BEFORE_MS = 60_000;

/**
 * An account's way into X. X's refresh tokens work once: two that refresh at the same time lock an account out for good.
 * So a refresh happens under the account's row lock, whatever process asks, and the new pair is committed before it is used.
 */
@Injectable()
export class XAccountTokens {
  constructor(
    private readonly database: Database,
    private readonly api: XApi,
    private readonly configuration: Configuration,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    @Inject(TOKEN_BOX) private readonly box: ServerBox,
  ) {}

  /** A token that works now. @throws XProblem `unauthorized` where the account needs a new sign-in. */
  async accessToken(accountId: string): Promise<string> {
    const [row] = await this.database.query<TokenRow>(TOKEN_ROW, [accountId]);
    const tokens = this.open(row, accountId);
    return this.isFresh(row!) ? tokens.accessToken : this.renew(accountId, tokens.accessToken);
  }

  /** After X refused `refused`: the pair that somebody else fetched meanwhile, or a new one. */
  renew(accountId: string, refused: string): Promise<string> {
    return this.database
      .transaction(async (tx) => {
        const [row] = await tx.query<TokenRow[]>(`${TOKEN_ROW} FOR UPDATE`, [accountId]);
        const { accessToken, refreshToken } = this.open(row, accountId);
        if (accessToken !== refused && this.isFresh(row!)) return accessToken;
        if (refreshToken === undefined) return this.lockOut(tx, accountId);
        return this.exchange(tx, accountId, refreshToken);
      })
      .then((token) => {
        if (token === undefined) throw new XProblem('unauthorized');
        return token;
      });
  }

  /** Runs a call with the account's token; a token that X refuses is renewed once. */
  async use<T>(accountId: string, call: (accessToken: string) => Promise<T>): Promise<T> {
    const token = await this.accessToken(accountId);
    try {
      return await call(token);
    } catch (error) {
      if (!(error instanceof XProblem) || error.trouble !== 'unauthorized') throw error;
      return call(await this.renew(accountId, token));
    }
  }

  /** Keeps a pair, in the caller's transaction. */
  async keep(
    tx: Tx,
    accountId: string,
    { accessToken, refreshToken, expiresAt, scopes }: XTokens,
  ): Promise<void> {
    const sealed = this.box.seal(Buffer.from(JSON.stringify({ accessToken, refreshToken })), accountId);
    await tx.query(
      `UPDATE x_account SET sealed_tokens = $2, expires_at = $3, scopes = $4, state = 'connected' WHERE id = $1`,
      [accountId, sealed, expiresAt, scopes],
    );
  }

  private async exchange(tx: Tx, accountId: string, refreshToken: string): Promise<string | undefined> {
    try {
      const tokens = await this.api.refresh(this.app, refreshToken);
      await this.keep(tx, accountId, tokens);
      return tokens.accessToken;
    } catch (error) {
      // X says `invalid_grant` with status 400: this refresh token is spent or taken back. Anything else may pass.
      if (error instanceof XProblem && (error.trouble === 'invalid' || error.trouble === 'unauthorized')) {
        return this.lockOut(tx, accountId);
      }
      throw error;
    }
  }

  /** Only a person can let us in again: the portal and the doctor say so. Returns no token. */
  private async lockOut(tx: Tx, accountId: string): Promise<undefined> {
    await tx.query(
      `UPDATE x_account SET state = 'needs-sign-in', sealed_tokens = NULL, expires_at = NULL WHERE id = $1`,
      [accountId],
    );
    await this.audit.append(tx, systemContext('x-tokens'), {
      action: 'channel.disconnected',
      subject: { kind: 'system', id: `x-account-${accountId}` },
      reason: 'X refused the refresh token: somebody must sign in again',
    });
    return undefined;
  }

  private isFresh({ expires_at }: TokenRow): boolean {
    return expires_at !== null && expires_at.getTime() - RENEW_BEFORE_MS > this.clock.now().getTime();
  }

  private open(row: TokenRow | undefined, accountId: string): { accessToken: string; refreshToken?: string } {
    if (row?.state !== 'connected' || row.sealed_tokens === null) throw new XProblem('unauthorized');
    return JSON.parse(this.box.open(row.sealed_tokens, accountId).toString()) as {
      accessToken: string;
      refreshToken?: string;
    };
  }

  private get app(): XApp {
    return { clientId: this.configuration.xClientId!, clientSecret: this.configuration.xClientSecret! };
  }
}

const TOKEN_ROW = 'SELECT state, sealed_tokens, expires_at FROM x_account WHERE id = $1';

interface TokenRow {
  state: string;
  sealed_tokens: Buffer | null;
  expires_at: Date | null;
}
