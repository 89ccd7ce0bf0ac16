import { open, seal, textOf } from './age.js';
import { fromBase64 } from './bytes.js';
import { openKeyring } from './keyring.js';

/** None of the open unit keys fits: this person hasn't got the unit's key, or the keys are locked. */
export class NoFittingKey extends Error {
  override readonly name = 'NoFittingKey';
}

/** A tip's own secret key, from what the server keeps of it for the units (base64). */
export async function tipIdentity(sealedGrants: string | string[]): Promise<string> {
  const identities = openKeyring()?.unitKeys.map(({ identity }) => identity) ?? [];
  for (const grant of [sealedGrants].flat()) {
    if (identities.length === 0) break;
    const identity = await open(fromBase64(grant), ...identities).catch(() => undefined);
    if (identity !== undefined) return textOf(identity);
  }
  throw new NoFittingKey();
}

/**
 * Opens a sealed record (base64, or the bytes of a file) of a tip here in the browser.
 * Unlock first: `unlockKeys()`. @throws NoFittingKey
 */
export async function openSealed(
  _tipId: string,
  sealedGrants: string | string[],
  sealedRecord: string | Uint8Array,
): Promise<Uint8Array> {
  const identity = await tipIdentity(sealedGrants);
  return open(typeof sealedRecord === 'string' ? fromBase64(sealedRecord) : sealedRecord, identity);
}

/** The JSON of a record: what `Vault.seal` was given. */
export async function openRecord<Content>(
  tipId: string,
  sealedGrants: string | string[],
  sealedRecord: string,
): Promise<Content> {
  return JSON.parse(textOf(await openSealed(tipId, sealedGrants, sealedRecord))) as Content;
}

/** A grant of the same tip for another key: the tip's secret key, sealed anew. */
export async function resealGrant(sealedGrants: string | string[], recipient: string): Promise<Uint8Array> {
  return seal(await tipIdentity(sealedGrants), recipient);
}
