import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shell/Icon.js';
import classes from './Connection.module.css';

/** A quiet strip while the browser has no network: what is on the screen stays and can be read. */
export function Connection() {
  const { t } = useTranslation();
  const isOnline = useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  );
  return (
    <div role="status" className={classes.place}>
      {!isOnline && (
        <p className={classes.notice}>
          <Icon name="warning" /> {t('failure.offline.strip')}
        </p>
      )}
    </div>
  );
}
