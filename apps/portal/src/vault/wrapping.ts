import { Decrypter, Encrypter, webauthn } from 'age-encryption';
import type { PassphraseTask } from './passphrase-worker.js';

/** A passphrase or passkey that doesn't open the wrapped key. */
export class WontOpen extends Error {
  override readonly name = 'WontOpen';
}

export const wrapWithPassphrase = (identity: string, passphrase: string): Promise<Uint8Array> =>
  inWorker<Uint8Array>({ kind: 'seal', identity, passphrase: normalise(passphrase) });

/** @throws WontOpen for a wrong passphrase. */
export const unwrapWithPassphrase = (sealed: Uint8Array, passphrase: string): Promise<string> =>
  inWorker<string>({ kind: 'open', sealed, passphrase: normalise(passphrase) });

/** The same words however a keyboard composes their accents (RFC 8265). */
const normalise = (passphrase: string): string => passphrase.normalize('NFC').trim();

function inWorker<Done>(task: PassphraseTask): Promise<Done> {
  const worker = new Worker(new URL('./passphrase-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Done>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ done?: Done }>) =>
      data.done === undefined ? reject(new WontOpen()) : resolve(data.done);
    worker.onerror = () => reject(new Error('The worker for passphrases did not start'));
    worker.postMessage(task);
  }).finally(() => worker.terminate());
}

/** Whether this browser may hold passkeys at all; whether they can wrap a key shows only when one is made. */
export const mayHavePasskeys = (): boolean => 'PublicKeyCredential' in globalThis && isSecureContext;

/** Makes a passkey and wraps the key with its PRF secret (WebAuthn level 3). The credential's name is no secret. */
export async function wrapWithPasskey(
  identity: string,
  keyName: string,
): Promise<{ sealed: Uint8Array; credential: string }> {
  const credential = await webauthn.createCredential({ keyName });
  const encrypter = new Encrypter();
  encrypter.addRecipient(new webauthn.WebAuthnRecipient({ identity: credential }));
  return { sealed: await encrypter.encrypt(identity), credential };
}

export async function unwrapWithPasskey(sealed: Uint8Array, credential: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(new webauthn.WebAuthnIdentity({ identity: credential }));
  return decrypter.decrypt(sealed, 'text');
}
