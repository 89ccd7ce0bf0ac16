import type { TFunction } from 'i18next';
import type { Words } from './es.js';

/** A channel's name for people; one that the portal doesn't know yet shows its own. */
export const channelName = (t: TFunction, channel: string): string =>
  t(`channels.${channel as keyof Words['channels']}`, { defaultValue: channel });
