import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';

/** `AGE-SECRET-KEY-1…` opens what was sealed to `age1…`. */
export interface KeyPair {
  identity: string;
  recipient: string;
}

export async function newKeyPair(): Promise<KeyPair> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

export const recipientOf = (identity: string): Promise<string> => identityToRecipient(identity);

/** An age file that this recipient's identity opens, here or with the standard `age` command. */
export function seal(content: Uint8Array | string, recipient: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(content);
}

/** Opens an age file with whichever of these identities fits; throws if none does or a byte was changed. */
export function open(sealed: Uint8Array, ...identities: string[]): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  identities.forEach((identity) => decrypter.addIdentity(identity));
  return decrypter.decrypt(sealed);
}

export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
