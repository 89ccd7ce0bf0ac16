import type { TFunction } from 'i18next';
import type { Tip } from '../api/types.js';
import type { Words } from '../words/es.js';

/** Why a tip was set aside: the kind in the portal's language, the sign as it was written down. */
export function suspicionWords(t: TFunction, { kind, reason }: NonNullable<Tip['setAside']>): string {
  return `${t(`suspicions.${kind as keyof Words['suspicions']}`, { defaultValue: kind })}: ${reason}`;
}
