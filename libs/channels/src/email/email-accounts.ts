import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { type Campaign, Campaigns } from '#campaigns';
import { Database, isUuid, notFound, type Tx, unprocessable, uuidv7, type WorkContext } from '#kernel';
import { ReplyTokens } from '#tips';

/** An address of the desk, bound to the campaign whose tips arrive there. */
export interface EmailAccount {
  id: string;
  /** In lower case. */
  address: string;
  campaignId: string;
  /** Whether senders get the campaign's automatic acknowledgement. */
  acknowledges: boolean;
}

/** An account and what else stood in the address that a mail was sent to. */
export interface Recipient {
  account: EmailAccount;
  /** `desk+tag@…`: the conversation it belongs to. */
  tag?: string;
}

const ADDRESS = /^[a-z0-9.!#$%&'*/=?^_`{|}~-]{1,40}@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9-]{2,63}$/;
const COLUMNS = 'id, address, campaign_id AS "campaignId", acknowledges';

/** The desk's own addresses: made known by operators, used by both ways in and by the way out. */
@Injectable()
export class EmailAccounts {
  constructor(
    private readonly database: Database,
    private readonly campaigns: Campaigns,
    private readonly tokens: ReplyTokens,
    private readonly audit: AuditLog,
  ) {}

  list(): Promise<EmailAccount[]> {
    return this.database.query<EmailAccount>(`SELECT ${COLUMNS} FROM email_account ORDER BY address`);
  }

  /** The account that an address leads to: as it is, or with a tag after a plus sign. */
  async recipient(address: string): Promise<Recipient | undefined> {
    const [, local, tag, domain] =
      /^([^+@]+)(?:\+([^@]*))?@([^@]+)$/.exec(address.trim().toLowerCase()) ?? [];
    if (local === undefined || domain === undefined) return undefined;
    const [account] = await this.database.query<EmailAccount>(
      `SELECT ${COLUMNS} FROM email_account WHERE address = $1`,
      [`${local}@${domain}`],
    );
    if (account === undefined) return undefined;
    return { account, ...(tag === undefined || tag === '' ? {} : { tag }) };
  }

  /** The address that brings an answer back to its tip. */
  taggedAddress(account: string, tipId: string): string {
    return account.replace('@', `+${this.tokens.tagOf(tipId)}@`);
  }

  campaignOf({ campaignId }: EmailAccount): Promise<Campaign | undefined> {
    return this.campaigns.byId(campaignId);
  }

  /** @throws Problem `invalid` 422: not an address, taken, no such campaign. */
  async add(tx: Tx, wanted: Omit<EmailAccount, 'id'>, context: WorkContext): Promise<EmailAccount> {
    const address = wanted.address.trim().toLowerCase();
    if (!ADDRESS.test(address)) throw unprocessable([{ pointer: '/address', rule: 'not-an-email' }]);
    if ((await this.campaigns.byId(wanted.campaignId)) === undefined)
      throw unprocessable([{ pointer: '/campaignId', rule: 'unknown' }]);
    const account = { ...wanted, address, id: uuidv7() };
    const added = await tx.query<unknown[]>(
      `INSERT INTO email_account (id, address, campaign_id, acknowledges) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING id`,
      [account.id, account.address, account.campaignId, account.acknowledges],
    );
    if (added.length === 0) throw unprocessable([{ pointer: '/address', rule: 'taken' }]);
    await this.audit.append(tx, context, {
      action: 'channel.connected',
      subject: { kind: 'campaign', id: account.campaignId },
      details: { channel: 'email', account: account.id },
    });
    return account;
  }

  /** From now on its mails are refused at the door; what arrived stays. */
  async remove(tx: Tx, id: string, context: WorkContext): Promise<void> {
    const [removed] = isUuid(id)
      ? await tx.query<[{ campaign_id: string }[], number]>(
          'DELETE FROM email_account WHERE id = $1 RETURNING campaign_id',
          [id],
        )
      : [[]];
    if (removed[0] === undefined) throw notFound('address');
    await this.audit.append(tx, context, {
      action: 'channel.disconnected',
      subject: { kind: 'campaign', id: removed[0].campaign_id },
      details: { channel: 'email', account: id },
    });
  }
}
