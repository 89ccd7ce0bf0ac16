import type { TFunction } from 'i18next';

/** Why X waits or refused, in people's words; a word that the portal doesn't know yet shows itself. */
export const xWhyWords = (t: TFunction, why: string): string =>
  t(`x.whys.${why}` as 'x.whys.not-seen', { defaultValue: why });
