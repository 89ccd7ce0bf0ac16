import { unlockKeys } from './door.js';
import { type UnitKey, useKeyring } from './keyring.js';

/**
 * A unit's key in a component. `locked`: nothing is open; `missing`: this person hasn't been given it. `unlock` asks where
 * needed and answers the key, or undefined where it is missing.
 */
export function useUnitKey(unitId: string) {
  const keyring = useKeyring();
  const key = keyring?.unitKeys.find((held) => held.unitId === unitId);
  return {
    state:
      keyring === undefined
        ? ('locked' as const)
        : key === undefined
          ? ('missing' as const)
          : ('open' as const),
    key,
    unlock: async (): Promise<UnitKey | undefined> =>
      (await unlockKeys()).unitKeys.find((held) => held.unitId === unitId),
  };
}
