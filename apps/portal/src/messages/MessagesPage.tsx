import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStaff } from '../session/session.js';
import { useDocumentTitle } from '../shell/document-title.js';
import { Room } from '../shell/Room.js';
import { EmailAddresses } from './EmailAddresses.js';
import { Outbox } from './Outbox.js';
import { Unreadable } from './Unreadable.js';

/** What leaves, what could not be read, and where mail comes in; each person sees what is theirs. */
export function MessagesPage() {
  const { t } = useTranslation();
  useDocumentTitle(t('rooms.messages'));
  const { roles } = useStaff();
  const readsTips = roles.some((role) => role === 'investigator' || role === 'lead');
  const setsUp = roles.some((role) => role === 'manager' || role === 'operator');
  return (
    <Room title={t('rooms.messages')} intro={t('messages.intro')}>
      <Tabs defaultValue={readsTips ? 'outbox' : 'email'} keepMounted={false}>
        <Tabs.List mb="md">
          {readsTips && <Tabs.Tab value="outbox">{t('messages.tabs.outbox')}</Tabs.Tab>}
          {readsTips && <Tabs.Tab value="rejections">{t('messages.tabs.rejections')}</Tabs.Tab>}
          {setsUp && <Tabs.Tab value="email">{t('messages.tabs.email')}</Tabs.Tab>}
        </Tabs.List>
        {readsTips && (
          <Tabs.Panel value="outbox">
            <Outbox />
          </Tabs.Panel>
        )}
        {readsTips && (
          <Tabs.Panel value="rejections">
            <Unreadable />
          </Tabs.Panel>
        )}
        {setsUp && (
          <Tabs.Panel value="email">
            <EmailAddresses />
          </Tabs.Panel>
        )}
      </Tabs>
    </Room>
  );
}
