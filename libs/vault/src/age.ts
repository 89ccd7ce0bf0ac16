import {
  Decrypter,
  Encrypter,
  generateX25519Identity,
  identityToRecipient,
  type Recipient,
} from 'age-encryption';
import { X25519Recipient } from './x25519-recipient.js';

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
  for (const recipient of recipients) encrypter.addRecipient(recipientOf(recipient));
  return encrypter.encrypt(content);
}

/** Ours for the plain kind, the library's for every other (a unit's key may be post-quantum). */
const recipientOf = (recipient: string): Recipient | string =>
  /^age1[0-9a-z]{58}$/.test(recipient) ? new X25519Recipient(recipient) : recipient;

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
