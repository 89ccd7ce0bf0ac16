import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import type { components } from '../api/schema.js';
import { newKeyPair, open, recipientOf, textOf } from './age.js';
import { fromBase64, toBase64 } from './bytes.js';
import { type Keyring, openKeyring, type UnitKey, unlockWith } from './keyring.js';
import {
  unwrapWithPassphrase,
  unwrapWithPasskey,
  WontOpen,
  wrapWithPasskey,
  wrapWithPassphrase,
} from './wrapping.js';

type KeyRingView = components['schemas']['KeyRingView'];

/** Whether one has a key, and the ways to unlock it. */
export const myKeyQuery = queryOptions({
  queryKey: ['my-key'],
  queryFn: () => answer(api.GET('/api/my-key')),
  staleTime: 5 * 60_000,
});

/** Makes one's own key, wrapped by a passphrase, and unlocks it. `replaces`: the former one is lost. */
export async function makeKey(passphrase: string, label: string, replaces: boolean): Promise<void> {
  const { identity, recipient } = await newKeyPair();
  const sealedIdentity = toBase64(await wrapWithPassphrase(identity, passphrase));
  await api.POST('/api/my-key', {
    body: { recipient, replaces, wrap: { kind: 'passphrase', label, sealedIdentity } },
  });
  unlockWith({ identity, recipient, unitKeys: [], swapped: [] });
}

/** @throws WontOpen */
export async function unlockByPassphrase(passphrase: string): Promise<void> {
  const ring = await fetchRing();
  const wraps = ring.wraps.filter(({ kind }) => kind === 'passphrase');
  for (const { sealedIdentity } of wraps) {
    const identity = await unwrapWithPassphrase(fromBase64(sealedIdentity), passphrase).catch(unlessWrong);
    if (identity !== undefined) return unlockWith(await keyringOf(ring, identity));
  }
  throw new WontOpen();
}

const unlessWrong = (error: unknown): undefined => {
  if (!(error instanceof WontOpen)) throw error;
};

export async function unlockByPasskey(): Promise<void> {
  const ring = await fetchRing();
  const wrap = ring.wraps.find(({ kind }) => kind === 'passkey');
  if (wrap?.credential == null) throw new WontOpen();
  const identity = await unwrapWithPasskey(fromBase64(wrap.sealedIdentity), wrap.credential);
  unlockWith(await keyringOf(ring, identity));
}

/** Adds a passkey to the key that is open now. */
export async function addPasskey(label: string, keyName: string): Promise<void> {
  const keyring = openKeyring();
  if (keyring === undefined) throw new WontOpen();
  const { sealed, credential } = await wrapWithPasskey(keyring.identity, keyName);
  await api.POST('/api/my-key/wraps', {
    body: { kind: 'passkey', label, credential, sealedIdentity: toBase64(sealed) },
  });
}

/** Adds another passphrase to the key that is open now. */
export async function addPassphrase(passphrase: string, label: string): Promise<void> {
  const keyring = openKeyring();
  if (keyring === undefined) throw new WontOpen();
  const sealedIdentity = toBase64(await wrapWithPassphrase(keyring.identity, passphrase));
  await api.POST('/api/my-key/wraps', { body: { kind: 'passphrase', label, sealedIdentity } });
}

/** Fetches unit keys that colleagues gave since the unlocking. */
export async function refreshUnitKeys(): Promise<void> {
  const keyring = openKeyring();
  if (keyring === undefined) return;
  unlockWith(await keyringOf(await fetchRing(), keyring.identity));
}

const fetchRing = (): Promise<KeyRingView> => answer(api.POST('/api/my-key/unlock'));

/** The server names another public key than the one that belongs to this secret: what is sealed to it, others would open. */
export class SwappedKey extends Error {
  override readonly name = 'SwappedKey';
}

/** Opens what the server keeps. Public keys are worked out here and never believed. @throws SwappedKey */
async function keyringOf(ring: KeyRingView, identity: string): Promise<Keyring> {
  const recipient = await recipientOf(identity);
  if (ring.recipient !== recipient) throw new SwappedKey();
  const unitKeys: UnitKey[] = [];
  const swapped: string[] = [];
  for (const { sealedIdentity, ...key } of ring.unitKeys) {
    const secret = await open(fromBase64(sealedIdentity), identity).then(textOf, () => undefined);
    if (secret === undefined) continue;
    if ((await recipientOf(secret).catch(() => '')) === key.recipient)
      unitKeys.push({ ...key, identity: secret });
    else swapped.push(key.unitId);
  }
  return { identity, recipient, unitKeys, swapped };
}
