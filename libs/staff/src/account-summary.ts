import type { Account, AccountState } from './persistence/account.entity.js';
import type { StaffRole } from './roles.js';

/** An account as others may see it: nothing that opens it. */
export interface AccountSummary {
  accountId: string;
  email: string;
  name: string;
  roles: StaffRole[];
  unitIds: string[];
  state: AccountState;
  createdAt: Date;
  activatedAt: Date | null;
}

export const summary = (account: Account): AccountSummary => ({
  accountId: account.id,
  email: account.email,
  name: account.name,
  roles: account.roles,
  unitIds: account.units.map((unit) => unit.id),
  state: account.state,
  createdAt: account.createdAt,
  activatedAt: account.activatedAt,
});
