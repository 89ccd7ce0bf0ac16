import type { TFunction } from 'i18next';
import type { Tip } from '../api/types.js';
import type { Words } from '../words/es.js';

/** Why a tip was set aside: the kind, and the sign that a machine saw or the words of whoever did it. */
export function suspicionWords(
  t: TFunction,
  { kind, sign, count = 0, reason }: NonNullable<Tip['setAside']>,
): string {
  const name = t(`suspicions.${kind as keyof Words['suspicions']}`, { defaultValue: kind });
  const why = sign === undefined ? reason : t(`signs.${sign}`, { count });
  return why === undefined ? name : `${name}: ${why}`;
}
