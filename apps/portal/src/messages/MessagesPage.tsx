import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useStaff } from '../session/session.js';
import { useDocumentTitle } from '../shell/document-title.js';
import { Room } from '../shell/Room.js';
import { EmailAddresses } from './EmailAddresses.js';
import { Outbox } from './Outbox.js';
import { Rejections } from './Rejections.js';

/** What leaves, what became no tip, and where mail comes in; each person sees what is theirs. The tab stands in the address. */
export function MessagesPage() {
  const { t } = useTranslation();
  useDocumentTitle(t('rooms.messages'));
  const { roles } = useStaff();
  const navigate = useNavigate();
  const { tab } = useSearch({ strict: false });
  const readsTips = roles.some((role) => role === 'investigator' || role === 'lead');
  const setsUp = roles.some((role) => role === 'manager' || role === 'operator');
  const tabs: [string, ComponentType][] = [
    ...(readsTips ? [['outbox', Outbox] as [string, ComponentType]] : []),
    ['rejections', Rejections],
    ...(setsUp ? [['email', EmailAddresses] as [string, ComponentType]] : []),
  ];
  const first = readsTips ? 'outbox' : 'email';
  return (
    <Room title={t('rooms.messages')} intro={t('messages.intro')}>
      <Tabs
        value={tabs.some(([name]) => name === tab) ? tab! : first}
        onChange={(to) => void navigate({ to: '/messages', search: { tab: to ?? first }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {tabs.map(([name]) => (
            <Tabs.Tab key={name} value={name}>
              {t(`messages.tabs.${name as 'outbox'}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(([name, Panel]) => (
          <Tabs.Panel key={name} value={name}>
            <Panel />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Room>
  );
}
