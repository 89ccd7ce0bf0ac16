import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { conflict, type Tx, unprocessable, type WorkContext } from '#kernel';
import { type Invitation, rightsRefusals } from './invitation.js';
import { dropSharesWithoutRight } from './keys/unit-keys.js';
import { Account } from './persistence/account.entity.js';
import { endSessionsOf } from './persistence/end-sessions.js';
import { existingAccount } from './persistence/existing-account.js';
import { SetupLinks } from './setup-links.js';
import { Units } from './units.js';

/** What an account may do and see. */
export type Rights = Pick<Invitation, 'name' | 'roles' | 'unitIds'>;

/** People move to another unit, get another duty, leave and come back. Each change acts from the next request on. */
@Injectable()
export class AccountRights {
  constructor(
    private readonly audit: AuditLog,
    private readonly units: Units,
    private readonly setupLinks: SetupLinks,
  ) {}

  /** Replaces name, roles and units. Throws `invalid`, or `own-account` where an operator would shut themself out. */
  async change(tx: Tx, context: WorkContext, accountId: string, wanted: Rights): Promise<void> {
    const account = await existingAccount(tx, accountId);
    const roles = [...new Set(wanted.roles)];
    const unitIds = [...new Set(wanted.unitIds)];
    const errors = [...rightsRefusals(wanted), ...(await this.units.unknownAmong(tx, unitIds, '/unitIds'))];
    if (errors.length > 0) throw unprocessable(errors);
    if (actsOnThemself(context, accountId) && !roles.includes('operator')) {
      throw conflict('own-account', 'Nobody can take the operator role from themself.');
    }
    await tx.update(Account, { id: accountId }, { name: wanted.name.trim(), roles });
    await tx.query('DELETE FROM membership WHERE account_id = $1', [accountId]);
    await tx.createQueryBuilder().relation(Account, 'units').of(accountId).add(unitIds);
    await this.record(tx, context, accountId, 'account.changed', {
      formerRoles: account.roles.join(','),
      roles: roles.join(','),
      units: unitIds.join(','),
    });
    await this.takeKeysAway(tx, context, accountId);
  }

  /** Shuts somebody out: sessions end, links die. The account stays, as the log names it. */
  async disable(tx: Tx, context: WorkContext, accountId: string): Promise<void> {
    if (actsOnThemself(context, accountId)) {
      throw conflict('own-account', 'Nobody can disable their own account.');
    }
    const account = await existingAccount(tx, accountId);
    if (account.state === 'disabled') return;
    await tx.update(Account, { id: accountId }, { state: 'disabled' });
    await this.setupLinks.revoke(tx, accountId);
    await endSessionsOf(tx, accountId);
    await this.record(tx, context, accountId, 'account.disabled');
    await this.takeKeysAway(tx, context, accountId);
  }

  /** Lets somebody back in: answers the token by which they set a new password. */
  async enable(tx: Tx, context: WorkContext, accountId: string): Promise<string> {
    const account = await existingAccount(tx, accountId);
    if (account.state !== 'disabled') throw conflict('account-not-disabled', 'The account is not disabled.');
    await tx.update(Account, { id: accountId }, { state: 'invited', passwordHash: null });
    await this.record(tx, context, accountId, 'account.changed', { state: 'invited' });
    return this.setupLinks.issue(tx, accountId);
  }

  /** Whoever loses a unit loses the share of its key with it; the unit is told that its key may need replacing. */
  private async takeKeysAway(tx: Tx, context: WorkContext, accountId: string): Promise<void> {
    const unitIds = await dropSharesWithoutRight(tx, accountId);
    await this.audit.append(
      tx,
      context,
      ...unitIds.map((id) => ({
        action: 'unit-key.taken-away' as const,
        subject: { kind: 'unit' as const, id },
        details: { from: accountId },
      })),
    );
  }

  private async record(
    tx: Tx,
    context: WorkContext,
    accountId: string,
    action: 'account.changed' | 'account.disabled',
    details: Record<string, string> = {},
  ): Promise<void> {
    await this.audit.append(tx, context, { action, subject: { kind: 'account', id: accountId }, details });
  }
}

const actsOnThemself = ({ actor }: WorkContext, accountId: string): boolean =>
  actor.kind === 'staff' && actor.accountId === accountId;
