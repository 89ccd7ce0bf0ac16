import type { TFunction } from 'i18next';
import type { FieldRefusal } from '../api/problem.js';
import type { Words } from './es.js';

/** What the server's rule means to a person; a rule without words of its own gets a general sentence. */
export function refusalWords(t: TFunction, { rule, limits }: FieldRefusal): string {
  const words = t(`refusals.${rule as keyof Words['refusals']}`, { ...limits, defaultValue: '' });
  return words === '' ? t('refusals.other') : words;
}
