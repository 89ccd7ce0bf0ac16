import { Algorithm, hash, type Options, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';

/**
 * Argon2id with 19 MiB, 2 passes, 1 lane: OWASP Password Storage Cheat Sheet, first recommendation; salt and
 * parameters travel inside the hash, so that they can be raised without a migration.
 */
const PARAMETERS: Options = {
  algorithm: 2 satisfies Algorithm.Argon2id, // a const enum can't be used as a value under isolatedModules
  memoryCost: 19 * 1024, // KiB
  timeCost: 2,
  parallelism: 1,
};

/** The same password typed on another keyboard may arrive composed otherwise (NIST SP 800-63B, 3.1.1.2). */
const normalised = (password: string) => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => hash(normalised(password), PARAMETERS);

/**
 * True where the password fits. Without a hash (unknown or not yet activated account) it works just as long and
 * says no, so that the time of an answer doesn't tell who has an account.
 */
export async function fitsPassword(
  storedHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  const fits = await verify(storedHash ?? (await nobodysHash()), normalised(password));
  return fits && storedHash != null;
}

let nobodys: Promise<string> | undefined;
const nobodysHash = () => (nobodys ??= hashPassword(randomBytes(32).toString('hex')));
