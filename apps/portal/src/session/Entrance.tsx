import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../shell/Mark.js';
import { LanguageSwitch } from '../shell/LanguageSwitch.js';
import classes from './Entrance.module.css';

/** The page before the door: what this place is on one side, the form on the other. */
export function Entrance({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={classes.page}>
      <aside className={classes.welcome}>
        <p className={classes.brand}>
          <Mark /> Colabora
        </p>
        <p className={classes.promise}>{t('entrance.promise')}</p>
        <ul className={classes.habits}>
          <li>{t('entrance.needToKnow')}</li>
          <li>{t('entrance.trace')}</li>
          <li>{t('entrance.informant')}</li>
        </ul>
      </aside>
      <main className={classes.door}>
        <div className={classes.form}>
          <Title order={1} mb="lg">
            {title}
          </Title>
          {children}
        </div>
        <LanguageSwitch />
      </main>
    </div>
  );
}
