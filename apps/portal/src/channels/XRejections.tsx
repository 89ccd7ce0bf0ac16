import { Button, Group, Table, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { Failure } from '../states/Failure.js';
import { useTimes } from '../words/times.js';
import { FOCUSABLE } from './focusable.js';
import { type XRejection, xQuery } from './x-queries.js';

/** What arrived and became no tip: why, and what one can do. */
export function XRejections({ rejections }: { rejections: XRejection[] }) {
  const { t } = useTranslation();
  const { moment } = useTimes();
  const queries = useQueryClient();
  const deciding = useMutation({
    mutationFn: ({ id, decision }: { id: string; decision: 'again' | 'dismiss' }) =>
      answer(
        decision === 'again'
          ? api.POST('/api/x/rejections/{id}/again', { params: { path: { id } } })
          : api.POST('/api/x/rejections/{id}/dismiss', { params: { path: { id } } }),
      ),
    onSuccess: () => queries.invalidateQueries(xQuery),
  });
  return (
    <section aria-label={t('x.rejections')}>
      <Title order={2} size="h3">
        {t('x.rejections')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('x.rejectionsHow')}
      </Text>
      {deciding.isError && <Failure error={deciding.error} />}
      {rejections.length === 0 && <Text>{t('x.noRejections')}</Text>}
      {rejections.length > 0 && (
        <Table.ScrollContainer minWidth={560} scrollAreaProps={FOCUSABLE}>
          <Table verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('x.arrived')}</Table.Th>
                <Table.Th>{t('x.inbox')}</Table.Th>
                <Table.Th>{t('x.why')}</Table.Th>
                <Table.Th>{t('x.what')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rejections.map(({ id, channel, reason, arrivedAt, canRetry }) => (
                <Table.Tr key={id}>
                  <Table.Td>{moment(arrivedAt)}</Table.Td>
                  <Table.Td>{t(`x.sources.${channel === 'x-dm' ? 'dm' : 'mention'}`)}</Table.Td>
                  <Table.Td>{t(`x.reasons.${reason}`)}</Table.Td>
                  <Table.Td>
                    <Group gap="xs">
                      {canRetry && (
                        <Button
                          size="xs"
                          variant="default"
                          onClick={() => deciding.mutate({ id, decision: 'again' })}
                        >
                          {t('x.again')}
                        </Button>
                      )}
                      <Button
                        size="xs"
                        variant="subtle"
                        onClick={() => deciding.mutate({ id, decision: 'dismiss' })}
                      >
                        {t('x.dismiss')}
                      </Button>
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}
