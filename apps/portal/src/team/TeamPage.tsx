import { Button, Table, Tabs, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Account, SetupLink } from '../api/types.js';
import { unitsQuery } from '../desk/names.js';
import { useDocumentTitle } from '../shell/document-title.js';
import { Icon } from '../shell/Icon.js';
import { Room } from '../shell/Room.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { useTimes } from '../words/times.js';
import { Invite } from './Invite.js';
import { LinkShownOnce } from './LinkShownOnce.js';
import classes from './TeamPage.module.css';
import { UnitsPanel } from './UnitsPanel.js';

const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: () => answer(api.GET('/api/accounts')),
});

/** Who works here and in which units, for operators. */
export function TeamPage() {
  const { t } = useTranslation();
  useDocumentTitle(t('rooms.team'));
  const queries = useQueryClient();
  const [isInviting, { open: startInviting, close: stopInviting }] = useDisclosure();
  const [shown, setShown] = useState<{ link: SetupLink; name: string }>();
  const renewing = useMutation({
    mutationFn: (account: Account) =>
      answer(api.POST('/api/accounts/{id}/setup-link', { params: { path: { id: account.accountId } } })),
    onSuccess: (link, { name }) => setShown({ link, name }),
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
          {renewing.isError && <Failure error={renewing.error} />}
          <AccountsTable onRenew={(account) => renewing.mutate(account)} />
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
          void queries.invalidateQueries(accountsQuery);
        }}
      />
      <LinkShownOnce shown={shown} onClose={() => setShown(undefined)} />
    </Room>
  );
}

function AccountsTable({ onRenew }: { onRenew: (account: Account) => void }) {
  const { t } = useTranslation();
  const { date } = useTimes();
  const accounts = useQuery(accountsQuery);
  const { data: units = [] } = useQuery(unitsQuery);
  if (accounts.isPending) return <Loading label={t('loading.accounts')} />;
  if (accounts.isError) return <Failure error={accounts.error} onRetry={() => void accounts.refetch()} />;
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('team.person')}</Table.Th>
            <Table.Th>{t('team.roles')}</Table.Th>
            <Table.Th>{t('team.units')}</Table.Th>
            <Table.Th>{t('team.state')}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{t('team.actions')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {accounts.data.map((account) => (
            <Table.Tr key={account.accountId}>
              <Table.Td>
                <b>{account.name}</b>
                <span className={classes.email}>{account.email}</span>
              </Table.Td>
              <Table.Td>{account.roles.map((role) => t(`roles.${role}`)).join(', ')}</Table.Td>
              <Table.Td>
                {account.unitIds.map((id) => units.find((unit) => unit.id === id)?.name ?? '…').join(', ') ||
                  '—'}
              </Table.Td>
              <Table.Td>
                {t(`team.states.${account.state}`)}
                <span className={classes.email}>{date(account.activatedAt ?? account.createdAt)}</span>
              </Table.Td>
              <Table.Td ta="end">
                {account.state !== 'disabled' && (
                  <Button
                    size="xs"
                    variant="default"
                    onClick={() => onRenew(account)}
                    aria-label={t('team.newLinkFor', { name: account.name })}
                  >
                    {t('team.newLink')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
