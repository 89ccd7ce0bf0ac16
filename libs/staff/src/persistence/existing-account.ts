import { isUuid, notFound, type Tx } from '#kernel';
import { Account } from './account.entity.js';

/** The account, held until the transaction ends, so that two operators act one after the other; `not-found` else. */
export async function existingAccount(tx: Tx, accountId: string): Promise<Account> {
  const account = isUuid(accountId)
    ? await tx.findOne(Account, { where: { id: accountId }, lock: { mode: 'pessimistic_write' } })
    : null;
  if (account === null) throw notFound('account');
  return account;
}
