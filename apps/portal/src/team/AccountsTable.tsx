import { Button, Group, Table, VisuallyHidden } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Account } from '../api/types.js';
import { unitsQuery } from '../desk/names.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { useTimes } from '../words/times.js';
import classes from './AccountsTable.module.css';

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: () => answer(api.GET('/api/accounts')),
});

interface AccountsTableProps {
  onLink: (account: Account) => void;
  onChange: (account: Account) => void;
}

/** Everybody, those who left included; `onLink` asks for a one-time link, which also lets a disabled person back in. */
export function AccountsTable({ onLink, onChange }: AccountsTableProps) {
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
                <Group gap="xs" justify="flex-end" wrap="nowrap">
                  {account.state !== 'disabled' && (
                    <Button
                      size="xs"
                      variant="default"
                      onClick={() => onChange(account)}
                      aria-label={t('team.change.title', { name: account.name })}
                    >
                      {t('team.change.open')}
                    </Button>
                  )}
                  <Button
                    size="xs"
                    variant="default"
                    onClick={() => onLink(account)}
                    aria-label={t(linkFor(account), { name: account.name })}
                  >
                    {t(account.state === 'disabled' ? 'team.enable' : 'team.newLink')}
                  </Button>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const linkFor = ({ state }: Account) => (state === 'disabled' ? 'team.enableFor' : 'team.newLinkFor');
