import type { Tx } from '#kernel';

interface Person {
  id: string;
  name: string;
  email: string;
}

/**
 * Whether two accounts look like one person's: the same account, the same name, or the same mailbox (`ana+2@…` arrives
 * at `ana@…`). Two people of one name are told apart by whoever runs the desk, and a mailbox that two people share
 * proves no second one. Another name and another mailbox are not found out by a machine.
 */
export async function lookLikeOnePerson(tx: Tx, one: string, other: string): Promise<boolean> {
  if (one === other) return true;
  const people = await tx.query<Person[]>('SELECT id, name, email FROM account WHERE id = ANY ($1)', [
    [one, other],
  ]);
  const [first, second] = people;
  if (first === undefined || second === undefined) return false;
  return foldedName(first) === foldedName(second) || mailbox(first) === mailbox(second);
}

/** Without accents, case, dots, or what stands between the words. */
const foldedName = ({ name }: Person): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const mailbox = ({ email }: Person): string => email.replace(/\+[^@]*(?=@)/, '');
