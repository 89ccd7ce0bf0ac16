import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';

/** C2SP signed-note: the byte that says Ed25519 in key ids and verifier keys. */
const ED25519 = 0x01;
const KEY_ID_BYTES = 4;

/** The public half of a key that signs notes under a name. */
export interface NoteVerifier {
  name: string;
  /** 32 bytes. */
  publicKey: Buffer;
}

export interface NoteSigner extends NoteVerifier {
  sign(message: Buffer): Buffer;
}

/** An Ed25519 signer from its 32 secret bytes (RFC 8032 5.1.5). */
export function signerOf(name: string, seed: Buffer): NoteSigner {
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8_ED25519, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  return { name, publicKey, sign: (message) => sign(null, message, key) };
}

/** The fixed bytes around a raw Ed25519 key (RFC 8410 sections 4 and 7). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

export const keyObjectOf = ({ publicKey }: NoteVerifier): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI_ED25519, publicKey]), format: 'der', type: 'spki' });

/** C2SP signed-note: the first four bytes of SHA-256(name || 0x0A || type || public key). */
export function keyIdOf({ name, publicKey }: NoteVerifier, type = ED25519): Buffer {
  const described = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), publicKey]);
  return hash('sha256', described, 'buffer').subarray(0, KEY_ID_BYTES);
}

/** C2SP signed-note: the verifier key as text, `<name>+<key id>+<base64 key>`. */
export function verifierKeyOf(verifier: NoteVerifier): string {
  const key = Buffer.concat([Buffer.of(ED25519), verifier.publicKey]).toString('base64');
  return `${verifier.name}+${keyIdOf(verifier).toString('hex')}+${key}`;
}

/** Signs `text`, which ends in a newline, with each signer. */
export function signNote(text: string, signers: NoteSigner[]): string {
  const signatures = signers.map((signer) => {
    const signature = Buffer.concat([keyIdOf(signer), signer.sign(Buffer.from(text))]);
    return `— ${signer.name} ${signature.toString('base64')}\n`;
  });
  return `${text}\n${signatures.join('')}`;
}

/** A note taken apart. Signatures by unknown keys are left out, as the format asks. */
export interface OpenedNote {
  text: string;
  /** The known keys whose signature is right; empty means that nobody we know signed it. */
  signedBy: NoteVerifier[];
}

/** Takes a note apart; undefined where it isn't one, or where a known key's signature is wrong. */
export function openNote(note: string, verifiers: NoteVerifier[]): OpenedNote | undefined {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) return undefined;
  const text = note.slice(0, split + 1);
  const signedBy: NoteVerifier[] = [];
  for (const line of note.slice(split + 2, -1).split('\n')) {
    const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
    if (name === undefined || encoded === undefined) return undefined;
    const signature = Buffer.from(encoded, 'base64');
    const verifier = verifiers.find(
      (each) => each.name === name && keyIdOf(each).equals(signature.subarray(0, KEY_ID_BYTES)),
    );
    if (verifier === undefined) continue;
    const right = verify(null, Buffer.from(text), keyObjectOf(verifier), signature.subarray(KEY_ID_BYTES));
    if (!right) return undefined;
    signedBy.push(verifier);
  }
  return { text, signedBy };
}
