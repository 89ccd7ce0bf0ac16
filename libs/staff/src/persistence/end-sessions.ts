import type { Tx } from '#kernel';

/** Ends every session of an account with the caller's transaction, as after a new password or on leaving. */
export const endSessionsOf = (tx: Tx, accountId: string): Promise<unknown> =>
  tx.query(`DELETE FROM staff_session WHERE sess ->> 'accountId' = $1`, [accountId]);
