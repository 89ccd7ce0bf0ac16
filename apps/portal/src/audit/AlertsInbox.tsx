import { Button, Group, Table, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { Empty } from '../states/Empty.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { endOfDay, startOfDay } from '../campaigns/madrid-time.js';
import { useTimes } from '../words/times.js';
import { type Alert, alertsQuery, type LooksFilter } from './audit-queries.js';
import classes from './Looks.module.css';

/** What the saved rules found, unseen first. Seen ones keep what was found out, and can be put back. */
export function AlertsInbox({ onShow }: { onShow: (filter: LooksFilter) => void }) {
  const { t } = useTranslation();
  const alerts = useQuery(alertsQuery);
  if (alerts.isPending) return <Loading label={t('audit.loading')} />;
  if (alerts.isError) return <Failure error={alerts.error} onRetry={() => void alerts.refetch()} />;
  if (alerts.data.length === 0) {
    return (
      <Empty icon="check" title={t('audit.alerts.none')}>
        {t('audit.alerts.noneText')}
      </Empty>
    );
  }
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('audit.alerts.day')}</Table.Th>
            <Table.Th>{t('audit.who')}</Table.Th>
            <Table.Th>{t('audit.alerts.found')}</Table.Th>
            <Table.Th>{t('audit.alerts.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {alerts.data.map((alert) => (
            <AlertLine key={alert.id} alert={alert} onShow={onShow} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function AlertLine({ alert, onShow }: { alert: Alert; onShow: (filter: LooksFilter) => void }) {
  const { t } = useTranslation();
  const { day } = useTimes();
  const { kind, times, threshold, usual, accountId } = alert;
  const showDay = () => {
    onShow({ accountId, from: startOfDay(alert.day), to: endOfDay(alert.day) });
  };
  return (
    <Table.Tr>
      <Table.Td className={classes.when}>{day(`${alert.day}T12:00:00Z`)}</Table.Td>
      <Table.Td>{alert.actorName ?? t('people.unknown')}</Table.Td>
      <Table.Td>
        {usual === null
          ? t('audit.found', { kind: t(`audit.kinds.${kind}`), times, threshold })
          : t('audit.foundUnusual', { kind: t(`audit.kinds.${kind}`), times, usual })}
        <button type="button" className={classes.link} onClick={showDay}>
          {t('audit.alerts.looks')}
        </button>
      </Table.Td>
      <Table.Td>
        <AlertState alert={alert} />
      </Table.Td>
    </Table.Tr>
  );
}

function AlertState({ alert: { id, seenAt, seenByName, note } }: { alert: Alert }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<string>();
  const onSuccess = () => queries.invalidateQueries(alertsQuery);
  const path = { params: { path: { id } } };
  const seeing = useMutation({
    mutationFn: (words: string) =>
      answer(api.PUT('/api/audit/alerts/{id}/seen', { ...path, body: { note: words } })),
    onSuccess,
  });
  const putting = useMutation({
    mutationFn: () => answer(api.DELETE('/api/audit/alerts/{id}/seen', path)),
    onSuccess,
  });
  if (seenAt !== null) {
    return (
      <>
        {t('audit.alerts.seen', { name: seenByName ?? t('people.unknown') })}
        {note !== null && note !== '' && <span className={classes.quiet}>{note}</span>}
        <button type="button" className={classes.link} onClick={() => putting.mutate()}>
          {t('audit.alerts.putBack')}
        </button>
      </>
    );
  }
  return (
    <>
      <b>{t('audit.alerts.open')}</b>
      {typed === undefined ? (
        <button type="button" className={classes.link} onClick={() => setTyped('')}>
          {t('audit.alerts.markSeen')}
        </button>
      ) : (
        <Group align="end" mt="xs">
          <Textarea
            label={t('audit.alerts.note')}
            value={typed}
            maxLength={500}
            autosize
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button size="xs" loading={seeing.isPending} onClick={() => seeing.mutate(typed.trim())}>
            {t('audit.alerts.markSeen')}
          </Button>
        </Group>
      )}
      {seeing.isError && <Failure error={seeing.error} />}
    </>
  );
}
