import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { unitsQuery } from '../desk/names.js';
import { Empty } from '../states/Empty.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import classes from './UnitsTable.module.css';

/** The case units with their territory, topics and public key. */
export function UnitsTable() {
  const { t } = useTranslation();
  const units = useQuery(unitsQuery);
  if (units.isPending) return <Loading label={t('loading.units')} />;
  if (units.isError) return <Failure error={units.error} onRetry={() => void units.refetch()} />;
  if (units.data.length === 0) return <Empty icon="folder" title={t('team.noUnits')} />;
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('team.unit')}</Table.Th>
            <Table.Th>{t('team.territory')}</Table.Th>
            <Table.Th>{t('team.topics')}</Table.Th>
            <Table.Th>{t('team.key')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {units.data.map((unit) => (
            <Table.Tr key={unit.id}>
              <Table.Td>
                <b>{unit.name}</b>
              </Table.Td>
              <Table.Td>{unit.territory.join(', ') || t('team.everywhere')}</Table.Td>
              <Table.Td>{unit.topics.join(', ') || '—'}</Table.Td>
              <Table.Td className={classes.key} title={unit.recipient}>
                {unit.recipient}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
