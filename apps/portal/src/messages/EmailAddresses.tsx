import { Button, Checkbox, Group, Select, Table, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { EmailAccount } from '../api/types.js';
import { campaignNamesQuery } from '../desk/names.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { ChannelHealth } from './ChannelHealth.js';
import { emailAccountsQuery } from './message-queries.js';

/** The desk's addresses and the campaigns they serve. */
export function EmailAddresses() {
  const { t } = useTranslation();
  const { data: accounts, error } = useQuery(emailAccountsQuery);
  if (error !== null) return <Failure error={error} />;
  if (accounts === undefined) return <Loading label={t('messages.tabs.email')} />;
  return (
    <>
      <Text mb="md">{t('messages.email.text')}</Text>
      {accounts.length === 0 ? (
        <Text fw={650}>{t('messages.email.none')}</Text>
      ) : (
        <Accounts accounts={accounts} />
      )}
      <NewAccount />
      <Title order={2} mt="xl" mb="sm">
        {t('messages.health.title')}
      </Title>
      <ChannelHealth />
    </>
  );
}

function Accounts({ accounts }: { accounts: EmailAccount[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: campaigns = [] } = useQuery(campaignNamesQuery);
  const [asked, setAsked] = useState<string>();
  const removing = useMutation({
    mutationFn: ({ id }: EmailAccount) =>
      api.DELETE('/api/channels/email/accounts/{id}', { params: { path: { id } } }),
    onSettled: () => queries.invalidateQueries(emailAccountsQuery),
  });
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('messages.email.address')}</Table.Th>
            <Table.Th>{t('messages.email.campaign')}</Table.Th>
            <Table.Th>{t('messages.email.acknowledgesShort')}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {accounts.map((account) => (
            <Table.Tr key={account.id}>
              <Table.Td>{account.address}</Table.Td>
              <Table.Td>{campaigns.find(({ id }) => id === account.campaignId)?.title}</Table.Td>
              <Table.Td>{t(account.acknowledges ? 'messages.email.yes' : 'messages.email.no')}</Table.Td>
              <Table.Td>
                <Button
                  size="xs"
                  variant={asked === account.id ? 'filled' : 'default'}
                  color="clay"
                  loading={removing.isPending && removing.variables.id === account.id}
                  onClick={() => (asked === account.id ? removing.mutate(account) : setAsked(account.id))}
                >
                  {t(asked === account.id ? 'messages.email.sure' : 'messages.email.remove', {
                    address: account.address,
                  })}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {removing.isError && <Failure error={removing.error} />}
    </Table.ScrollContainer>
  );
}

function NewAccount() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: campaigns = [] } = useQuery(campaignNamesQuery);
  const [address, setAddress] = useState('');
  const [campaignId, setCampaignId] = useState<string | null>(null);
  const [acknowledges, setAcknowledges] = useState(true);
  const adding = useMutation({
    mutationFn: (campaign: string) =>
      answer(
        api.POST('/api/channels/email/accounts', { body: { address, campaignId: campaign, acknowledges } }),
      ),
    onSuccess: async () => {
      setAddress('');
      await queries.invalidateQueries(emailAccountsQuery);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (campaignId !== null) adding.mutate(campaignId);
  };
  return (
    <form onSubmit={submit}>
      <Group align="end" mt="md">
        <TextInput
          type="email"
          required
          label={t('messages.email.address')}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <Select
          required
          allowDeselect={false}
          label={t('messages.email.campaign')}
          data={campaigns.map(({ id, title }) => ({ value: id, label: title }))}
          value={campaignId}
          onChange={setCampaignId}
        />
        <Checkbox
          mb={8}
          label={t('messages.email.acknowledges')}
          checked={acknowledges}
          onChange={(event) => setAcknowledges(event.currentTarget.checked)}
        />
        <Button type="submit" loading={adding.isPending} disabled={address === '' || campaignId === null}>
          {t('messages.email.add')}
        </Button>
      </Group>
      {adding.isError && <Failure error={adding.error} />}
    </form>
  );
}
