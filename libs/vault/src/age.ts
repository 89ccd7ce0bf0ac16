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

/**
 * Whether bytes look like one key sealed to one X25519 or post-quantum recipient. What is inside shows only to whoever
 * opens it; this keeps out what nobody could open, and what a third could.
 */
export function isSealedKey(bytes: Uint8Array): boolean {
  const header = Buffer.from(bytes.subarray(0, HEADER_MAX_BYTES)).toString('latin1');
  const stanza =
    /^age-encryption\.org\/v1\n-> (?:X25519|mlkem768x25519) [^\n]+\n(?:[A-Za-z0-9+/]*\n)+--- [A-Za-z0-9+/]{43}\n/.exec(
      header,
    );
  return stanza !== null && bytes.length - stanza[0].length === SEALED_KEY_BYTES;
}

/** One stanza of the hybrid kind is 1.6 kB. */
const HEADER_MAX_BYTES = 4096;
/** `AGE-SECRET-KEY-1` and 58 letters, sealed: a nonce of 16 bytes before, a tag of 16 behind. */
const SEALED_KEY_BYTES = 16 + 74 + 16;

/** Whether a text is a public key one can seal to: the age library itself judges prefix, checksum and length. */
export function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}
