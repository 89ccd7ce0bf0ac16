import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import {
  Clock,
  conflict,
  Database,
  isUuid,
  Problem,
  systemContext,
  type Tx,
  unprocessable,
  uuidv7,
  type WorkContext,
} from '#kernel';
import { In } from 'typeorm';
import { type AccountSummary, summary } from './account-summary.js';
import { type Invitation, invitationRefusals, normaliseEmail } from './invitation.js';
import { fitsPassword, hashPassword } from './password-hash.js';
import { passwordRefusals } from './password-rules.js';
import { Account } from './persistence/account.entity.js';
import { endSessionsOf } from './persistence/end-sessions.js';
import { existingAccount } from './persistence/existing-account.js';
import { SetupLinks } from './setup-links.js';
import type { StaffMember } from './staff-member.js';
import { Units } from './units.js';

/** A person by name. */
export interface Colleague {
  accountId: string;
  name: string;
}

/** The people who work here: invited by an operator, activated by themselves, disabled but never deleted. */
@Injectable()
export class Accounts {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly units: Units,
    private readonly setupLinks: SetupLinks,
    private readonly clock: Clock,
  ) {}

  /** Makes an account without a password and its one-time set-up token. A known address is `/email` `taken`. */
  async invite(
    tx: Tx,
    context: WorkContext,
    invitation: Invitation,
  ): Promise<{ accountId: string; setupToken: string }> {
    const unitIds = [...new Set(invitation.unitIds)];
    const errors = [
      ...invitationRefusals(invitation),
      ...(await this.units.unknownAmong(tx, unitIds, '/unitIds')),
    ];
    if (errors.length > 0) throw unprocessable(errors);

    const accountId = uuidv7();
    const roles = [...new Set(invitation.roles)];
    const inserted = await tx
      .createQueryBuilder()
      .insert()
      .into(Account)
      .values({
        id: accountId,
        email: normaliseEmail(invitation.email),
        name: invitation.name.trim(),
        roles,
        state: 'invited',
        createdAt: this.clock.now(),
      })
      .orIgnore()
      .returning('id')
      .execute();
    if ((inserted.raw as unknown[]).length === 0) throw unprocessable([{ pointer: '/email', rule: 'taken' }]);
    await tx.createQueryBuilder().relation(Account, 'units').of(accountId).add(unitIds);
    await this.audit.append(tx, context, {
      action: 'account.created',
      subject: { kind: 'account', id: accountId },
      details: { roles: roles.join(','), units: unitIds.join(',') },
    });
    return { accountId, setupToken: await this.setupLinks.issue(tx, accountId) };
  }

  /** A new set-up link, for an invitation that expired or a forgotten password; the old password works until it is used. */
  async renewSetupLink(tx: Tx, context: WorkContext, accountId: string): Promise<string> {
    const account = await existingAccount(tx, accountId);
    if (account.state === 'disabled') throw conflict('account-disabled', 'A disabled account gets no link.');
    await this.audit.append(tx, context, {
      action: 'account.setup-link-made',
      subject: { kind: 'account', id: accountId },
    });
    return this.setupLinks.issue(tx, accountId);
  }

  /**
   * New links for those of these addresses that were invited and haven't come yet: printed when a fresh desk starts,
   * as the former ones scrolled away. Addresses that are active, disabled or unknown are left out.
   */
  async renewPendingInvitations(
    tx: Tx,
    context: WorkContext,
    emails: string[],
  ): Promise<(AccountSummary & { setupToken: string })[]> {
    const pending = await tx.find(Account, {
      where: { email: In(emails.map(normaliseEmail)), state: 'invited' },
      relations: { units: true },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    const links = [];
    for (const account of pending) {
      const setupToken = await this.renewSetupLink(tx, context, account.id);
      links.push({ ...summary(account), setupToken });
    }
    return links;
  }

  /** Who a set-up link is for, so that the page can greet them. Throws `setup-link-over`. */
  async holderOf(token: string): Promise<{ email: string; name: string; expiresAt: Date }> {
    const { accountId, expiresAt } = await this.setupLinks.inspect(this.database.reader, token);
    const { email, name } = await this.database.reader.findOneByOrFail(Account, { id: accountId });
    return { email, name, expiresAt };
  }

  /**
   * Sets the password and uses the link up; every session of the account ends. Throws `setup-link-over`, or
   * `invalid` with the password's rule, which leaves the link usable.
   */
  async activate(token: string, password: string, requestId: string = uuidv7()): Promise<AccountSummary> {
    const { email } = await this.holderOf(token);
    const errors = passwordRefusals(password, email);
    if (errors.length > 0) throw unprocessable(errors);
    const passwordHash = await hashPassword(password); // slow on purpose: not inside the transaction

    return this.database.transaction(async (tx) => {
      const { accountId } = await this.setupLinks.use(tx, token);
      const activatedAt = this.clock.now();
      await tx.update(Account, { id: accountId }, { passwordHash, state: 'active', activatedAt });
      await endSessionsOf(tx, accountId);
      const account = await tx.findOneOrFail(Account, {
        where: { id: accountId },
        relations: { units: true },
      });
      const unitIds = account.units.map((unit) => unit.id);
      await this.audit.append(
        tx,
        {
          actor: { kind: 'staff', accountId, sessionId: 'setup-link', unitIds },
          purpose: 'set-a-password',
          requestId,
        },
        { action: 'account.activated', subject: { kind: 'account', id: accountId } },
      );
      return summary(account);
    });
  }

  /**
   * The account that this address and password open. Throws `sign-in-refused`, the same words after the same time
   * whether the address is unknown, not activated, disabled or the password wrong; only the log knows which.
   */
  async authenticate(email: string, password: string, requestId: string = uuidv7()): Promise<AccountSummary> {
    const account = await this.database.reader.findOne(Account, {
      select: { ...READABLE, passwordHash: true },
      where: { email: normaliseEmail(email) },
      relations: { units: true },
    });
    const fits = await fitsPassword(account?.passwordHash, password);
    if (account !== null && account.state === 'active' && fits) return summary(account);

    const reason = account === null ? 'unknown-address' : fits ? 'account-not-active' : 'wrong-password';
    await this.database.transaction((tx) =>
      this.audit.append(
        tx,
        { ...systemContext('sign-in'), requestId },
        {
          action: 'session.refused',
          subject: account === null ? { kind: 'system', id: 'sign-in' } : { kind: 'account', id: account.id },
          result: 'denied',
          reason,
        },
      ),
    );
    throw new Problem('sign-in-refused', 401, 'The address or the password is wrong.');
  }

  async list(): Promise<AccountSummary[]> {
    const accounts = await this.database.reader.find(Account, {
      relations: { units: true },
      order: { name: 'ASC', id: 'ASC' },
    });
    return accounts.map(summary);
  }

  /**
   * The names of those who share a unit with somebody, and of an auditor's everybody: notes and histories outlive an
   * account, so disabled ones are among them.
   */
  colleaguesOf({ roles, unitIds }: Pick<StaffMember, 'roles' | 'unitIds'>): Promise<Colleague[]> {
    return this.database.query<Colleague>(
      `SELECT id AS "accountId", name FROM account
        WHERE $1 OR id IN (SELECT account_id FROM membership WHERE unit_id = ANY ($2))
        ORDER BY name, id`,
      [roles.includes('auditor'), unitIds],
    );
  }

  async byId(accountId: string): Promise<AccountSummary | undefined> {
    if (!isUuid(accountId)) return undefined;
    const account = await this.database.reader.findOne(Account, {
      where: { id: accountId },
      relations: { units: true },
    });
    return account === null ? undefined : summary(account);
  }
}

const READABLE = {
  id: true,
  email: true,
  name: true,
  roles: true,
  state: true,
  createdAt: true,
  activatedAt: true,
  units: { id: true },
} as const;
