import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './HeldLines.module.css';
import type { Triage } from './use-triage.js';

/** What can be done with all the selected lines at once. */
export function HeldLines({ triage }: { triage: Triage }) {
  const { t } = useTranslation();
  if (triage.selected.size === 0) return null;
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('queue.held', { count: triage.selected.size })}>
      <b>{t('queue.held', { count: triage.selected.size })}</b>
      <Button size="compact-sm" variant="default" onClick={() => triage.setState('triaged')}>
        {t('actions.triaged')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => triage.setState('in-case')}>
        {t('actions.inCase')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => triage.ask('set-aside')}>
        {t('actions.setAside')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => triage.ask('close')}>
        {t('actions.close')}
      </Button>
      <CloseButton onClick={triage.release} aria-label={t('queue.release')} />
    </div>
  );
}
