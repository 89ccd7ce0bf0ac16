import { Alert, Button, Group, Paper, Table, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { Icon } from '../shell/Icon.js';
import { Failure } from '../states/Failure.js';
import { useTimes } from '../words/times.js';
import { XBindings } from './XBindings.js';
import { type XAccount, xQuery } from './x-queries.js';
import { FOCUSABLE } from './focusable.js';

/** One account: may it read, how far did it, what does it wait for. */
export function XAccountCard({ account, onConnect }: { account: XAccount; onConnect: () => void }) {
  const { t } = useTranslation();
  const { dateTime } = useTimes();
  const queries = useQueryClient();
  const disconnecting = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/x/accounts/{id}/disconnect', { params: { path: { id: account.id } } })),
    onSuccess: () => queries.invalidateQueries(xQuery),
  });
  const disconnect = () => {
    if (confirm(t('x.disconnectSure', { handle: account.handle }))) disconnecting.mutate();
  };
  const missing = account.missingScopes.map((scope) => t(`x.scopes.${scope as 'dm.read'}`)).join(', ');
  return (
    <Paper component="section" aria-label={`@${account.handle}`} withBorder p="md" mb="lg">
      <Group justify="space-between" mb="sm">
        <Group gap="sm">
          <Title order={2} size="h3">
            @{account.handle}
          </Title>
          <Text size="sm" fw={600} c={account.state === 'connected' ? 'dimmed' : undefined}>
            {t(`x.states.${account.state}`)}
          </Text>
        </Group>
        <Group gap="xs">
          {(account.state !== 'connected' || missing !== '') && (
            <Button size="xs" onClick={onConnect}>
              {t('x.connectAgain')}
            </Button>
          )}
          {account.state !== 'disconnected' && (
            <Button size="xs" variant="default" onClick={disconnect} loading={disconnecting.isPending}>
              {t('x.disconnect')}
            </Button>
          )}
        </Group>
      </Group>
      {disconnecting.isError && <Failure error={disconnecting.error} />}
      {account.state === 'needs-sign-in' && <Warning>{t('x.needsSignIn')}</Warning>}
      {missing !== '' && account.state === 'connected' && (
        <Warning>{t('x.missing', { scopes: missing })}</Warning>
      )}
      {account.sources
        .filter(({ gapFrom }) => gapFrom != null)
        .map(({ source, gapFrom, gapUntil }) => (
          <Warning key={source}>
            {t('x.gap', { from: dateTime(gapFrom!), until: dateTime(gapUntil ?? gapFrom!) })}
          </Warning>
        ))}
      <Confirmed account={account} />
      <Inboxes account={account} />
      <XBindings account={account} />
    </Paper>
  );
}

/** Who answers for the account, and since when; nobody yet is a warning. */
function Confirmed({ account: { confirmed, confirmedAt, connectedByName, state } }: { account: XAccount }) {
  const { t } = useTranslation();
  const { dateTime } = useTimes();
  if (state === 'disconnected') return null;
  if (confirmed.length === 0 || confirmedAt == null) return <Warning>{t('x.confirm.nobody')}</Warning>;
  return (
    <Text size="sm" c="dimmed" mb="sm">
      {t('x.confirm.by', { who: connectedByName ?? t('people.unknown'), time: dateTime(confirmedAt) })}
    </Text>
  );
}

function Warning({ children }: { children: string }) {
  return (
    <Alert color="yellow" icon={<Icon name="warning" />} mb="sm">
      {children}
    </Alert>
  );
}

function Inboxes({ account }: { account: XAccount }) {
  const { t } = useTranslation();
  const { moment } = useTimes();
  const budgetOf = (source: string) =>
    account.budgets.find(({ endpoint }) =>
      source === 'dm' ? endpoint === 'GET dm_events' : endpoint === 'GET users/:id/mentions',
    );
  return (
    <Table.ScrollContainer minWidth={320} mb="md" scrollAreaProps={FOCUSABLE}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('x.inbox')}</Table.Th>
            <Table.Th>{t('x.read')}</Table.Th>
            <Table.Th>{t('x.now')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {account.sources.map(({ source, completeAt, waitsUntil, trouble }) => {
            const budget = budgetOf(source);
            const says =
              account.state !== 'connected'
                ? t('x.notRead')
                : waitsUntil != null
                  ? t('x.waits', { time: moment(waitsUntil) })
                  : trouble != null
                    ? t(`x.trouble.${trouble as 'invalid'}`)
                    : t('x.fine');
            return (
              <Table.Tr key={source}>
                <Table.Td>{t(`x.sources.${source}`)}</Table.Td>
                <Table.Td>{completeAt == null ? t('x.never') : moment(completeAt)}</Table.Td>
                <Table.Td>
                  {says}
                  {budget !== undefined && (
                    <Text size="sm" c="dimmed">
                      {t('x.budget', { count: budget.remaining, time: moment(budget.resetsAt) })}
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
