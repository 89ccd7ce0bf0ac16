import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import type { components } from '../api/schema.js';
import { type KeyPair, newKeyPair, open, recipientOf, seal } from './age.js';
import { fromBase64, toBase64 } from './bytes.js';
import { hold, openKeyring, type UnitKey } from './keyring.js';

type Schemas = components['schemas'];
export type UnitKeysView = Schemas['UnitKeysView'];
export type KeyMember = Schemas['KeyMemberView'];

/** A unit's keys and who has them. */
export const unitKeysQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['unit-keys', unitId],
    queryFn: () => answer(api.GET('/api/units/{unit}/keys', { params: { path: { unit: unitId } } })),
    staleTime: 30_000,
  });

/** A hundred bits of a public key: nobody makes another key with the same, so two people can compare it by voice. */
export const fingerprint = (recipient: string): string =>
  recipient
    .slice(recipient.lastIndexOf('1') + 1)
    .slice(0, 20)
    .replace(/(.{4})(?=.)/g, '$1 ');

/** Shows the server that this browser holds the key: it opens a number that only the key opens. */
async function prove({ unitId, id, identity }: UnitKey): Promise<Schemas['ProofBody']> {
  const { sealed, ticket } = await answer(
    api.POST('/api/units/{unit}/keys/{key}/challenge', { params: { path: { unit: unitId, key: id } } }),
  );
  return { ticket, nonce: toBase64(await open(fromBase64(sealed), identity)) };
}

/** Hands a unit's key on to members who wait for it, sealed to each one's own key. */
export async function give(key: UnitKey, members: KeyMember[], fromPaper = false): Promise<void> {
  const shares = await sharesFor(key.identity, members);
  if (shares.length === 0) return;
  const { unitId, id } = key;
  await api.POST('/api/units/{unit}/keys/{key}/shares', {
    params: { path: { unit: unitId, key: id } },
    body: { proof: await prove(key), fromPaper, shares },
  });
}

const sharesFor = (identity: string, members: KeyMember[]): Promise<Schemas['ShareBody'][]> =>
  Promise.all(
    members.flatMap(({ accountId, recipient }) =>
      recipient === null
        ? []
        : [
            seal(identity, recipient).then((sealed) => ({
              accountId,
              memberRecipient: recipient,
              sealedIdentity: toBase64(sealed),
            })),
          ],
    ),
  );

/** The paper key belongs to another unit, or to a key that was retired. */
export class OtherKey extends Error {
  override readonly name = 'OtherKey';
}

/**
 * Brings a unit's key in from paper: it must be one of the unit's, which its public part shows; then it is sealed to
 * one's own key, and to those of the colleagues who wait. @throws OtherKey
 */
export async function bringIn(
  unitId: string,
  { keys, members }: UnitKeysView,
  identity: string,
  accountId: string,
): Promise<void> {
  const recipient = await recipientOf(identity);
  const known = keys.find((key) => key.recipient === recipient && key.state !== 'retired');
  if (known === undefined) throw new OtherKey();
  const key = { id: known.id, unitId, recipient, identity };
  const isCurrent = known.state === 'current';
  await give(
    key,
    members.filter((member) => member.accountId === accountId || (isCurrent && member.state === 'waiting')),
    true,
  );
  hold(key);
}

/** Makes a new key for a unit here, gives it to all who have one of their own, and answers it for the paper. */
export async function replaceKey(unitId: string, members: KeyMember[]): Promise<KeyPair> {
  const pair = await newKeyPair();
  const shares = await sharesFor(pair.identity, members);
  const { id } = await answer(
    api.POST('/api/units/{unit}/keys', {
      params: { path: { unit: unitId } },
      body: { recipient: pair.recipient, shares },
    }),
  );
  hold({ id, unitId, ...pair });
  return pair;
}

/** Nobody here holds the former key that some tips are still sealed to. */
export class FormerKeyMissing extends Error {
  override readonly name = 'FormerKeyMissing';
}

/**
 * Seals the unit's older tips anew, a hundred at a time, until none is left or somebody stops; can go on any day.
 * @throws FormerKeyMissing
 */
export async function resealAll(
  current: UnitKey,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const path = { unit: current.unitId };
  let proof = await prove(current);
  for (let done = 0; !signal.aborted;) {
    const batch = await answer(api.POST('/api/units/{unit}/keys/grants/next', { params: { path } }));
    if (batch.length === 0) return;
    const identities = (openKeyring()?.unitKeys ?? [])
      .filter(({ unitId }) => unitId === current.unitId)
      .map(({ identity }) => identity);
    const tipIds = [...new Set(batch.map(({ tipId }) => tipId))];
    const grants = await Promise.all(
      tipIds.map(async (tipId) => {
        const sealed = batch.filter((grant) => grant.tipId === tipId);
        const tries = sealed.map((grant) => open(fromBase64(grant.sealedIdentity), ...identities));
        const tipIdentity = await Promise.any(tries).catch(() => {
          throw new FormerKeyMissing();
        });
        return { tipId, sealedIdentity: toBase64(await seal(tipIdentity, current.recipient)) };
      }),
    );
    await api.POST('/api/units/{unit}/keys/grants', { params: { path }, body: { proof, grants } });
    proof = await prove(current);
    onProgress((done += grants.length));
  }
}

export async function retireFormer(current: UnitKey): Promise<void> {
  await api.POST('/api/units/{unit}/keys/retire-former', {
    params: { path: { unit: current.unitId } },
    body: { proof: await prove(current) },
  });
}

export const setFourEyes = (unitId: string, fourEyes: boolean) =>
  api.PUT('/api/units/{unit}/keys/four-eyes', { params: { path: { unit: unitId } }, body: { fourEyes } });
