import type { TFunction } from 'i18next';
import type { DuplicateLink } from '../api/types.js';
import type { Words } from '../words/es.js';

/** Why two tips are held to say the same, with the evidence that a person can check. */
export function linkWords(t: TFunction, { kind, score, evidence }: DuplicateLink): string {
  const name = t(`links.${kind as keyof Words['links']}`, { defaultValue: kind });
  return t('why.link', { kind: name, score: Math.round(score * 100), evidence });
}
