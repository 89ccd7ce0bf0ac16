import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { type Campaign, Campaigns } from '#campaigns';
import { Clock, Database, notFound, type Tx, unprocessable, uuidv7, type WorkContext } from '#kernel';
import type { XTokens } from '../api/index.js';
import { ACCOUNT_COLUMNS, X_SOURCES, type XAccount, type XBinding, type XConfirmation } from './x-account.js';
import { XAccountTokens } from './x-tokens.js';

const MOST_BINDINGS = 100;

/** Our accounts on X. */
@Injectable()
export class XAccounts {
  constructor(
    private readonly database: Database,
    private readonly tokens: XAccountTokens,
    private readonly campaigns: Campaigns,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  all(): Promise<XAccount[]> {
    return this.database.query<XAccount>(`SELECT ${ACCOUNT_COLUMNS} FROM x_account ORDER BY handle`);
  }

  async byId(id: string): Promise<XAccount | undefined> {
    const [account] = await this.database.query<XAccount>(
      `SELECT ${ACCOUNT_COLUMNS} FROM x_account WHERE id = $1`,
      [id],
    );
    return account;
  }

  bindings(accountId: string): Promise<XBinding[]> {
    return this.database.query<XBinding>(
      `SELECT kind, value, campaign_id AS "campaignId" FROM x_binding WHERE account_id = $1 ORDER BY kind DESC, value`,
      [accountId],
    );
  }

  /** Whose people see what can't be read on an account: the campaign that takes everything else, or any. */
  async mainCampaign(accountId: string): Promise<{ campaign?: Campaign }> {
    const bindings = await this.bindings(accountId);
    const main = bindings.find(({ kind }) => kind === 'default') ?? bindings[0];
    const campaign = main === undefined ? undefined : await this.campaigns.byId(main.campaignId);
    return campaign === undefined ? {} : { campaign };
  }

  /**
   * Keeps an account whose owner just said yes at X; the same one again gets new tokens and goes on where it stood.
   * Its inboxes are read from now on: what was written before was written to others.
   */
  async connect(
    tx: Tx,
    context: WorkContext,
    person: Pick<XAccount, 'userId' | 'handle' | 'name'>,
    tokens: XTokens,
    by: { staffId: string; confirmed: readonly XConfirmation[] },
  ): Promise<string> {
    const now = this.clock.now();
    const [account] = await tx.query<{ id: string }[]>(
      `INSERT INTO x_account (id, user_id, handle, name, scopes, state, connected_by, connected_at, confirmed, confirmed_at)
       VALUES ($1, $2, $3, $4, '{}', 'disconnected', $5, $6, $7, $6)
       ON CONFLICT (user_id) DO UPDATE SET handle = excluded.handle, name = excluded.name,
         connected_by = excluded.connected_by, confirmed = excluded.confirmed, confirmed_at = excluded.confirmed_at
       RETURNING id`,
      [uuidv7(), person.userId, person.handle, person.name, by.staffId, now, by.confirmed],
    );
    await this.tokens.keep(tx, account!.id, tokens);
    for (const source of X_SOURCES) {
      await tx.query(
        `INSERT INTO x_source (account_id, source, read_until) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [account!.id, source, now],
      );
    }
    await this.audit.append(tx, context, {
      action: 'channel.connected',
      subject: { kind: 'system', id: `x-account-${account!.id}` },
      details: { scopes: tokens.scopes.join(' '), confirmed: by.confirmed.join(' ') },
    });
    return account!.id;
  }

  /** Stops reading and forgets the tokens; what arrived stays. */
  async disconnect(tx: Tx, context: WorkContext, id: string, reason?: string): Promise<void> {
    const [rows] = await tx.query<[unknown[], number]>(
      `UPDATE x_account SET state = 'disconnected', sealed_tokens = NULL, expires_at = NULL WHERE id = $1 RETURNING id`,
      [id],
    );
    if (rows.length === 0) throw notFound('account');
    await this.audit.append(tx, context, {
      action: 'channel.disconnected',
      subject: { kind: 'system', id: `x-account-${id}` },
      ...(reason === undefined ? {} : { reason }),
    });
  }

  /** Replaces an account's bindings. @throws Problem `not-found`, `invalid` naming each refused binding. */
  async bind(tx: Tx, context: WorkContext, id: string, wanted: XBinding[]): Promise<void> {
    const [account] = await tx.query<unknown[]>('SELECT id FROM x_account WHERE id = $1 FOR UPDATE', [id]);
    if (account === undefined) throw notFound('account');
    const bindings = wanted.map((each) => ({ ...each, value: tidyHashtag(each) }));
    await this.check(bindings);
    await tx.query('DELETE FROM x_binding WHERE account_id = $1', [id]);
    for (const { kind, value, campaignId } of bindings) {
      await tx.query('INSERT INTO x_binding (account_id, kind, value, campaign_id) VALUES ($1, $2, $3, $4)', [
        id,
        kind,
        value,
        campaignId,
      ]);
    }
    await this.audit.append(tx, context, {
      action: 'routing.changed',
      subject: { kind: 'system', id: `x-account-${id}` },
      details: { bindings: bindings.length },
    });
  }

  private async check(bindings: XBinding[]): Promise<void> {
    const errors = [];
    if (bindings.length > MOST_BINDINGS) errors.push({ pointer: '/bindings', rule: 'too-many' });
    const known = new Set((await this.campaigns.list()).map(({ id }) => id));
    const seen = new Set<string>();
    for (const [place, { kind, value, campaignId }] of bindings.entries()) {
      if (!known.has(campaignId)) errors.push({ pointer: `/bindings/${place}/campaignId`, rule: 'unknown' });
      if (kind === 'hashtag' && !/^#[\p{L}\p{N}_]{1,100}$/u.test(value)) {
        errors.push({ pointer: `/bindings/${place}/value`, rule: 'not-a-hashtag' });
      }
      if (seen.has(`${kind} ${value}`)) errors.push({ pointer: `/bindings/${place}`, rule: 'taken' });
      seen.add(`${kind} ${value}`);
    }
    if (errors.length > 0) throw unprocessable(errors);
  }
}

const tidyHashtag = ({ kind, value }: XBinding): string =>
  kind === 'hashtag' ? `#${value.trim().replace(/^#/, '').toLowerCase()}` : '';
