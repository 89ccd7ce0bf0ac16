import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';

/** Says that something was not done to a tip, until it is read: somebody was quicker, or for what `message` says. */
export function sayRefused(t: TFunction, isChanged: boolean, message: string): void {
  notifications.show({
    color: isChanged ? 'clay' : 'red',
    title: t(isChanged ? 'conflict.title' : 'conflict.failed'),
    message,
    autoClose: false,
    closeButtonProps: { 'aria-label': t('close') },
  });
}
