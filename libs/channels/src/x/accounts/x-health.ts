import { Injectable } from '@nestjs/common';
import { Database } from '#kernel';
import { Accounts } from '#staff';
import { type XAccount, type XBinding, missingScopes, type XScope, type XSource } from './x-account.js';
import { XAccounts } from './x-accounts.js';

export interface XSourceHealth {
  source: XSource;
  readUntil: Date;
  askedAt: Date | null;
  completeAt: Date | null;
  waitsUntil: Date | null;
  trouble: string | null;
  gapFrom: Date | null;
  gapUntil: Date | null;
}

export interface XAccountHealth extends XAccount {
  /** Who answers for it; null where they work here no more. */
  connectedByName: string | null;
  missingScopes: XScope[];
  bindings: XBinding[];
  sources: XSourceHealth[];
  budgets: { endpoint: string; remaining: number; resetsAt: Date }[];
}

/** How each account stands: may it read, how far did it, what does it wait for. */
@Injectable()
export class XHealth {
  constructor(
    private readonly database: Database,
    private readonly accounts: XAccounts,
    private readonly people: Accounts,
  ) {}

  async all(): Promise<XAccountHealth[]> {
    const accounts = await this.accounts.all();
    return Promise.all(accounts.map((account) => this.of(account)));
  }

  private async of(account: XAccount): Promise<XAccountHealth> {
    const [person, bindings, sources, budgets] = await Promise.all([
      this.people.byId(account.connectedBy),
      this.accounts.bindings(account.id),
      this.database.query<XSourceHealth>(
        `SELECT source, read_until AS "readUntil", asked_at AS "askedAt", complete_at AS "completeAt",
                CASE WHEN waits_until > now() THEN waits_until END AS "waitsUntil", trouble,
                gap_from AS "gapFrom", gap_until AS "gapUntil" FROM x_source WHERE account_id = $1 ORDER BY source`,
        [account.id],
      ),
      this.database.query<XAccountHealth['budgets'][number]>(
        `SELECT endpoint, greatest(remaining, 0) AS remaining, resets_at AS "resetsAt" FROM x_budget
          WHERE account_id = $1 AND resets_at > now() ORDER BY endpoint`,
        [account.id],
      ),
    ]);
    return {
      ...account,
      connectedByName: person?.name ?? null,
      missingScopes: missingScopes(account),
      bindings,
      sources,
      budgets,
    };
  }
}
