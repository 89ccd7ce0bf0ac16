import type { TFunction } from 'i18next';

/** Why something waits, failed or is in doubt; a word that the portal doesn't know yet shows itself. */
export const whyWords = (t: TFunction, why: string): string =>
  t(`messages.why.${why}` as 'messages.why.bounced', { defaultValue: t('messages.why.other', { why }) });
