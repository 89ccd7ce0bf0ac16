import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';

/** An age identity: `AGE-SECRET-KEY-1…` opens what was sealed to its recipient `age1…`. */
export interface AgeKeyPair {
  identity: string;
  recipient: string;
}

export async function newKeyPair(): Promise<AgeKeyPair> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Seals bytes to one or more recipients, as an age file (https://age-encryption.org/v1). */
export async function sealBytes(content: Uint8Array | string, ...recipients: string[]): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(content);
}

/** Opens an age file; throws if the identity isn't one of its recipients or a byte was changed. */
export async function openBytes(sealed: Uint8Array, identity: string): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(sealed);
}

/** Whether a text is a public key one can seal to: the age library itself judges prefix, checksum and length. */
export function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}
