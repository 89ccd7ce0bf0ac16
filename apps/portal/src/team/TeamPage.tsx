import { Button, Tabs } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Account, SetupLink } from '../api/types.js';
import { useDocumentTitle } from '../shell/document-title.js';
import { Icon } from '../shell/Icon.js';
import { Room } from '../shell/Room.js';
import { Failure } from '../states/Failure.js';
import { accountsQuery, AccountsTable } from './AccountsTable.js';
import { ChangeAccount } from './ChangeAccount.js';
import { Invite } from './Invite.js';
import { LinkShownOnce } from './LinkShownOnce.js';
import { UnitsPanel } from './UnitsPanel.js';

/** Who works here and in which units, for operators. */
export function TeamPage() {
  const { t } = useTranslation();
  useDocumentTitle(t('rooms.team'));
  const queries = useQueryClient();
  const [isInviting, { open: startInviting, close: stopInviting }] = useDisclosure();
  const [shown, setShown] = useState<{ link: SetupLink; name: string }>();
  const [changing, setChanging] = useState<Account>();
  const refresh = () => void queries.invalidateQueries(accountsQuery);
  const linking = useMutation({
    mutationFn: ({ accountId, state }: Account) => {
      const params = { path: { id: accountId } };
      return state === 'disabled'
        ? answer(api.POST('/api/accounts/{id}/enable', { params }))
        : answer(api.POST('/api/accounts/{id}/setup-link', { params }));
    },
    onSuccess: (link, { name }) => {
      setShown({ link, name });
      refresh();
    },
  });

  return (
    <Room
      title={t('rooms.team')}
      intro={t('team.intro')}
      action={
        <Button leftSection={<Icon name="plus" />} onClick={startInviting}>
          {t('team.invite')}
        </Button>
      }
    >
      <Tabs defaultValue="accounts">
        <Tabs.List mb="md">
          <Tabs.Tab value="accounts">{t('team.accounts')}</Tabs.Tab>
          <Tabs.Tab value="units">{t('team.units')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="accounts">
          {linking.isError && <Failure error={linking.error} />}
          <AccountsTable onLink={(account) => linking.mutate(account)} onChange={setChanging} />
        </Tabs.Panel>
        <Tabs.Panel value="units">
          <UnitsPanel />
        </Tabs.Panel>
      </Tabs>
      <Invite
        opened={isInviting}
        onClose={stopInviting}
        onInvited={(link, name) => {
          stopInviting();
          setShown({ link, name });
          refresh();
        }}
      />
      {changing !== undefined && (
        <ChangeAccount
          key={changing.accountId}
          account={changing}
          onClose={() => setChanging(undefined)}
          onChanged={() => {
            setChanging(undefined);
            refresh();
          }}
        />
      )}
      <LinkShownOnce shown={shown} onClose={() => setShown(undefined)} />
    </Room>
  );
}
