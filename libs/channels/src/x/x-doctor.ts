import type { Kernel } from '#kernel';
import { GONE_TIPS, MAY_STAND } from './compliance/x-compliance.js';
import { missingScopes, X_SCOPES, type XAccountState } from './accounts/x-account.js';

export interface XDiagnosis {
  verdict: 'ok' | 'warning' | 'failed';
  says: string;
}

/** An inbox that no walk read whole for so long is behind. */
const BEHIND_MINUTES = 60;

/** For `colabora doctor`: may each account read and answer, and does it. Permissions are as X gave them at the last refresh. */
export async function diagnoseX(kernel: Kernel): Promise<XDiagnosis> {
  const { configuration, database } = kernel;
  const accounts = await database.query<AccountRow>(
    `SELECT handle, scopes, state,
            (SELECT count(*)::int FROM x_binding WHERE account_id = x_account.id) AS bindings,
            EXISTS (SELECT 1 FROM x_source WHERE account_id = x_account.id AND gap_from IS NOT NULL) AS gap,
            EXISTS (SELECT 1 FROM x_source WHERE account_id = x_account.id
                     AND coalesce(complete_at, read_until) < now() - make_interval(mins => $1)) AS behind
       FROM x_account WHERE state <> 'disconnected' ORDER BY handle`,
    [BEHIND_MINUTES],
  );
  if (!configuration.xIsOn) {
    return accounts.length === 0
      ? { verdict: 'ok', says: 'off: no app at X is set up' }
      : {
          verdict: 'warning',
          says: 'off, but accounts are connected: COLABORA_X_CLIENT_ID and its secret are missing',
        };
  }
  const [kept] = await database.query<{ tips: number }>(
    `SELECT count(*)::int AS tips FROM (${GONE_TIPS}) AS gone`,
  );
  const complaints = [
    ...(accounts.length === 0 ? ['on, but no account is connected yet (portal, X)'] : []),
    ...accounts.flatMap((account) => complaintsOf(account)),
    ...(await unasked(kernel)),
    ...(kept!.tips === 0
      ? []
      : [`${kept!.tips} tips are gone at X and kept here: a legal hold needs X's written permission, too`]),
  ];
  if (complaints.length === 0)
    return { verdict: 'ok', says: accounts.map(({ handle }) => `@${handle}`).join(', ') };
  const isShut = accounts.some(({ state }) => state === 'needs-sign-in');
  return { verdict: isShut ? 'failed' : 'warning', says: complaints.join('; ') };
}

/** Without the app's own token only an account that is connected can ask X whether what it read still stands. */
async function unasked({ configuration, database }: Kernel): Promise<string[]> {
  if (configuration.xBearer !== undefined) return [];
  const accounts = await database.query<{ handle: string }>(
    `SELECT handle FROM x_account WHERE state <> 'connected'
        AND EXISTS (SELECT FROM x_message WHERE account_id = x_account.id AND ${MAY_STAND}) ORDER BY handle`,
  );
  return accounts.map(
    ({ handle }) => `@${handle} has posts here that X can’t be asked about: set COLABORA_X_BEARER`,
  );
}

interface AccountRow {
  handle: string;
  scopes: string[];
  state: XAccountState;
  bindings: number;
  gap: boolean;
  behind: boolean;
}

function complaintsOf({ handle, scopes, state, bindings, gap, behind }: AccountRow): string[] {
  const missing = missingScopes({ scopes });
  if (state === 'needs-sign-in')
    return [`@${handle} must be connected again: X no longer accepts its permissions`];
  return [
    ...(missing.length > 0
      ? [`@${handle} lacks ${missing.map(permission).join(', ')}: connect it again and accept all`]
      : []),
    ...(bindings === 0 ? [`@${handle} is bound to no campaign`] : []),
    ...(behind ? [`@${handle} was not read whole for ${BEHIND_MINUTES} minutes`] : []),
    ...(gap ? [`@${handle} has a gap that X no longer shows`] : []),
  ];
}

const permission = (scope: keyof typeof X_SCOPES): string =>
  `${scope} (to ${X_SCOPES[scope].replaceAll('-', ' ')})`;
