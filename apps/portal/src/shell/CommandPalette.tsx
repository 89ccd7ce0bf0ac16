import { Kbd } from '@mantine/core';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.layer.css';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { roomsOf, signOut, useStaff } from '../session/session.js';
import { PORTAL_LANGUAGES, speak } from '../words/index.js';
import { commands } from './commands.js';
import { Icon } from './Icon.js';

const [store, spotlight] = createSpotlight();

/** Ctrl K: everything that can be done here, found by its name, with its key beside it. */
export default function CommandPalette({ onClose, onKeys }: { onClose: () => void; onKeys: () => void }) {
  const { t } = useTranslation();
  const staff = useStaff();
  const navigate = useNavigate();
  useEffect(() => spotlight.open(), []);

  const actions = [
    ...commands().map(({ label, key, run }) => ({
      id: label,
      label,
      group: t('palette.here'),
      onClick: run,
      rightSection: key !== undefined && <Kbd>{key}</Kbd>,
    })),
    ...roomsOf(staff).map((room) => ({
      id: room,
      label: t('palette.go', { room: t(`rooms.${room}`) }),
      group: t('palette.portal'),
      onClick: () => void navigate({ to: `/${room}` }),
    })),
    {
      id: 'keys',
      label: t('keys.title'),
      group: t('palette.portal'),
      onClick: onKeys,
      rightSection: <Kbd>?</Kbd>,
    },
    ...PORTAL_LANGUAGES.map((language) => ({
      id: `language-${language}`,
      label: t(`palette.speak.${language}`),
      group: t('palette.portal'),
      onClick: () => void speak(language),
    })),
    { id: 'sign-out', label: t('shell.signOut'), group: t('palette.portal'), onClick: () => void signOut() },
  ];
  const groups = [t('palette.here'), t('palette.portal')].map((group) => ({
    group,
    actions: actions.filter((action) => action.group === group),
  }));

  return (
    <Spotlight
      store={store}
      actions={groups.filter(({ actions: inGroup }) => inGroup.length > 0)}
      onSpotlightClose={onClose}
      shortcut={null}
      nothingFound={t('palette.nothing')}
      attributes={{ content: { 'aria-label': t('shell.palette') } }}
      searchProps={{
        leftSection: <Icon name="search" />,
        placeholder: t('palette.search'),
        'aria-label': t('palette.search'),
      }}
      highlightQuery={false}
      scrollable
      maxHeight={420}
    />
  );
}
