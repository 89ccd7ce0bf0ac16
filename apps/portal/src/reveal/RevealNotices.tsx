import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shell/Icon.js';
import classes from '../vault/KeyReminder.module.css';
import { revealCountsQuery } from './reveal-queries.js';

/** What waits for this person: an emergency to review comes first and looks like one. */
export default function RevealNotices() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isThere = useLocation({ select: ({ pathname }) => pathname.endsWith('/reveals') });
  const { data } = useQuery(revealCountsQuery);
  if (data === undefined || isThere) return null;
  const waiting = (['toReview', 'toOpen', 'toDecide'] as const).filter((what) => data[what] > 0);
  return waiting.map((what) => (
    <div key={what} className={classes.reminder} data-alarm={what === 'toReview' || undefined} role="status">
      <Icon name={what === 'toReview' ? 'warning' : 'lock'} />
      <span>{t(`reveal.notices.${what}`, { count: data[what] })}</span>
      <Button size="compact-sm" variant="default" onClick={() => void navigate({ to: '/reveals' })}>
        {t('reveal.notices.see')}
      </Button>
    </div>
  ));
}
