import { Button, Group, NativeSelect, Table, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { useStaff } from '../session/session.js';
import { Empty } from '../states/Empty.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { ALERT_KINDS, type AlertKind, rulesQuery } from './audit-queries.js';

/** What auditors want to be told of. A rule is paused and resumed, never deleted. */
export function AlertRulesTable() {
  const { t } = useTranslation();
  const isAuditor = useStaff().roles.includes('auditor');
  const queries = useQueryClient();
  const rules = useQuery(rulesQuery);
  const pausing = useMutation({
    mutationFn: ({ id, paused }: { id: string; paused: boolean }) =>
      answer(api.PUT('/api/audit/rules/{id}/paused', { params: { path: { id } }, body: { paused } })),
    onSuccess: () => queries.invalidateQueries(rulesQuery),
  });
  if (rules.isPending) return <Loading label={t('audit.loading')} />;
  if (rules.isError) return <Failure error={rules.error} onRetry={() => void rules.refetch()} />;
  return (
    <>
      {isAuditor ? <NewRule /> : <Text c="dimmed">{t('audit.rules.onlyAuditors')}</Text>}
      {pausing.isError && <Failure error={pausing.error} />}
      {rules.data.length === 0 ? (
        <Empty icon="warning" title={t('audit.rules.none')} />
      ) : (
        <Table.ScrollContainer minWidth={480}>
          <Table verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('audit.rules.kind')}</Table.Th>
                <Table.Th>{t('audit.rules.threshold')}</Table.Th>
                <Table.Th>{t('audit.alerts.state')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rules.data.map(({ id, kind, threshold, pausedAt }) => (
                <Table.Tr key={id}>
                  <Table.Td>{t(`audit.kinds.${kind}`)}</Table.Td>
                  <Table.Td>{threshold}</Table.Td>
                  <Table.Td>
                    <Group gap="sm">
                      {t(pausedAt === null ? 'audit.rules.active' : 'audit.rules.paused')}
                      {isAuditor && (
                        <Button
                          size="xs"
                          variant="default"
                          onClick={() => pausing.mutate({ id, paused: pausedAt === null })}
                        >
                          {t(pausedAt === null ? 'audit.rules.pause' : 'audit.rules.resume')}
                        </Button>
                      )}
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </>
  );
}

function NewRule() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [kind, setKind] = useState<AlertKind>('outside-hours');
  const [threshold, setThreshold] = useState('5');
  const making = useMutation({
    mutationFn: () => answer(api.POST('/api/audit/rules', { body: { kind, threshold: Number(threshold) } })),
    onSuccess: () => queries.invalidateQueries(rulesQuery),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Group align="end" mb="md">
        <NativeSelect
          label={t('audit.rules.kind')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as AlertKind)}
          data={ALERT_KINDS.map((value) => ({ value, label: t(`audit.kinds.${value}`) }))}
        />
        <TextInput
          type="number"
          min={1}
          max={100_000}
          required
          label={t('audit.rules.threshold')}
          description={kind === 'volume' ? t('audit.rules.volumeHint') : undefined}
          value={threshold}
          onChange={(event) => setThreshold(event.currentTarget.value)}
        />
        <Button type="submit" loading={making.isPending}>
          {t('audit.rules.make')}
        </Button>
      </Group>
      {making.isError && <Failure error={making.error} />}
    </form>
  );
}
