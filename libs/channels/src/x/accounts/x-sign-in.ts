import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Configuration, conflict, Database, forbidden, Problem } from '#kernel';
import { staffContext, type StaffMember } from '#staff';
import type { ServerBox } from '#vault';
import { XApi, type XApp, XProblem } from '../api/index.js';
import { X_SCOPES, type XConfirmation } from './x-account.js';
import { XAccounts } from './x-accounts.js';
import { TOKEN_BOX } from './x-tokens.js';

/** As long as X's page stays good for. */
const SIGN_IN_MINUTES = 10;

/**
 * OAuth 2.0 with PKCE (RFC 7636): the state and the verifier stay on the server, bound to the session that began; the
 * browser carries only the state, which works once. So nobody can slip their own account, or their code, into another's
 * sign-in (RFC 9700 section 4.7).
 */
@Injectable()
export class XSignIn {
  constructor(
    private readonly database: Database,
    private readonly api: XApi,
    private readonly accounts: XAccounts,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
    @Inject(TOKEN_BOX) private readonly box: ServerBox,
  ) {}

  /** The page at X where the account's owner says yes; what the person confirmed waits with the sign-in. */
  async begin(staff: StaffMember, callback: string, confirmed: XConfirmation[]): Promise<string> {
    const app = this.app();
    const { url, state, verifier } = this.api.signInLink(app, callback, Object.keys(X_SCOPES));
    await this.database.transaction(async (tx) => {
      await tx.query('DELETE FROM x_sign_in WHERE started_at < $1', [this.oldest()]);
      await tx.query(
        `INSERT INTO x_sign_in (state_hash, staff_id, session_id, sealed_verifier, callback, started_at, confirmed)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [
          hashOf(state),
          staff.accountId,
          staff.sessionId,
          this.box.seal(Buffer.from(verifier), 'verifier'),
          callback,
          this.clock.now(),
          confirmed,
        ],
      );
    });
    return url;
  }

  /**
   * What X's page sent back. Returns the account's id.
   * @throws Problem `forbidden` for a state that this session didn't begin, `x-refused` 502 where X says no.
   */
  async finish(staff: StaffMember, state: string, code: string, requestId: string): Promise<string> {
    const [rows] = (await this.database.query(
      `DELETE FROM x_sign_in WHERE state_hash = $1 AND session_id = $2 AND started_at > $3
       RETURNING sealed_verifier, callback, confirmed`,
      [hashOf(state), staff.sessionId, this.oldest()],
    )) as unknown as [{ sealed_verifier: Buffer; callback: string; confirmed: XConfirmation[] }[], number];
    const begun = rows[0];
    if (begun === undefined) throw forbidden('This sign-in was not begun here, or too long ago.');
    try {
      const verifier = this.box.open(begun.sealed_verifier, 'verifier').toString();
      const tokens = await this.api.signIn(this.app(), code, verifier, begun.callback);
      const person = await this.whoIs(tokens.accessToken);
      return await this.database.transaction((tx) =>
        this.accounts.connect(tx, staffContext(staff, 'connect-x', requestId), person, tokens, {
          staffId: staff.accountId,
          confirmed: begun.confirmed,
        }),
      );
    } catch (error) {
      if (error instanceof XProblem) throw new Problem('x-refused', 502, 'X did not let us in.');
      throw error;
    }
  }

  private async whoIs(accessToken: string) {
    const { body } = await this.api.call(accessToken, { endpoint: 'GET users/me' });
    const { id, username, name } = ((body as { data?: unknown }).data ?? {}) as Record<string, unknown>;
    if (typeof id !== 'string' || typeof username !== 'string') throw new XProblem('unreadable');
    return { userId: id, handle: username, name: typeof name === 'string' ? name : username };
  }

  private app(): XApp {
    const { xIsOn, xClientId, xClientSecret } = this.configuration;
    if (!xIsOn) throw conflict('x-is-off', 'No app at X is set up on this server.');
    return { clientId: xClientId!, clientSecret: xClientSecret! };
  }

  private oldest(): Date {
    return new Date(this.clock.now().getTime() - SIGN_IN_MINUTES * 60_000);
  }
}

const hashOf = (state: string) => createHash('sha256').update(state).digest();
