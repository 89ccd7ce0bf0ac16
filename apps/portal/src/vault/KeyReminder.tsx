import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shell/Icon.js';
import { myKeyQuery } from './my-key.js';
import classes from './KeyReminder.module.css';

/** The first sign-in leads to a key of one's own: one line above the page, until it is made or put off. */
export default function KeyReminder() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isThere = useLocation({ select: ({ pathname }) => pathname.endsWith('/keys') });
  const { data: myKey } = useQuery(myKeyQuery);
  const [isPutOff, putOff] = useState(false);
  if (isPutOff || isThere || myKey === undefined || myKey.recipient !== null) return null;
  return (
    <div className={classes.reminder} role="status">
      <Icon name="lock" />
      <span>{t('vault.reminder.text')}</span>
      <Button size="compact-sm" onClick={() => void navigate({ to: '/keys' })}>
        {t('vault.reminder.make')}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={() => putOff(true)}>
        {t('vault.reminder.later')}
      </Button>
    </div>
  );
}
