import { Button, Group, Kbd } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { roomsOf, useStaff } from '../session/session.js';
import { Connection } from '../states/Connection.js';
import { useIsAsked } from '../vault/door.js';
import { NoticesLater } from './NoticesLater.js';
import { withWords } from '../words/index.js';
import { Icon } from './Icon.js';
import { Mark } from './Mark.js';
import { PersonButton } from './PersonButton.js';
import classes from './Shell.module.css';
import { useShortcuts } from './shortcuts.js';

/** Most visits don't need them: their code comes when they are first called. */
const CommandPalette = lazy(() => import('./CommandPalette.js'));
const UnlockDialog = lazy(withWords('vault', () => import('../vault/UnlockDialog.js')));
const KeySheet = lazy(() => import('./KeySheet.js').then(({ KeySheet: keys }) => ({ default: keys })));

/** The frame around every room: where one is, where one can go, who one is. */
export function Shell() {
  const { t } = useTranslation();
  const staff = useStaff();
  const [palette, { open: openPalette, close: closePalette }] = useDisclosure();
  const [sheet, { open: openSheet, close: closeSheet }] = useDisclosure();
  const isAskedToUnlock = useIsAsked();
  useShortcuts({ '$mod+KeyK': openPalette, 'Shift+?': openSheet, '?': openSheet });

  return (
    <div className={classes.shell}>
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      <header className={classes.header}>
        <Link to="/" className={classes.brand} aria-label={t('shell.home')}>
          <Mark />
          <span className={classes.name}>Colabora</span>
        </Link>
        <nav aria-label={t('shell.rooms')} className={classes.rooms}>
          {roomsOf(staff).map((room) => (
            <Link key={room} to={`/${room}`} className={classes.room}>
              {t(`rooms.${room}`)}
            </Link>
          ))}
        </nav>
        <Group gap="xs" wrap="nowrap" ml="auto">
          <Button
            className={classes.palette}
            variant="default"
            size="xs"
            onClick={openPalette}
            leftSection={<Icon name="search" size={14} />}
            rightSection={<Kbd size="xs">Ctrl K</Kbd>}
          >
            <span className={classes.paletteWords}>{t('shell.palette')}</span>
          </Button>
          <PersonButton staff={staff} onKeys={openSheet} />
        </Group>
      </header>
      <Connection />
      <NoticesLater staff={staff} />
      <main id="content" tabIndex={-1} className={classes.content}>
        <Outlet />
      </main>
      {isAskedToUnlock && (
        <Suspense>
          <UnlockDialog />
        </Suspense>
      )}
      {sheet && (
        <Suspense>
          <KeySheet opened onClose={closeSheet} />
        </Suspense>
      )}
      {palette && (
        <Suspense>
          <CommandPalette onClose={closePalette} onKeys={openSheet} />
        </Suspense>
      )}
    </div>
  );
}
