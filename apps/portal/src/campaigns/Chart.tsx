import { Table } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Chart.module.css';

interface ChartProps {
  title: string;
  /** The drawing says no more than the table, so it is hidden from screen readers. */
  drawing: ReactNode;
  columns: [string, string];
  rows: { name: string; value: string }[];
}

/** A drawing with the same numbers as a table behind it. */
export function Chart({ title, drawing, columns, rows }: ChartProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <section className={classes.chart} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {rows.length === 0 ? (
        <p className={classes.none}>{t('counts.none')}</p>
      ) : (
        <div aria-hidden="true">{drawing}</div>
      )}
      {rows.length > 0 && (
        <details className={classes.table}>
          <summary>{t('counts.asTable')}</summary>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{columns[0]}</Table.Th>
                <Table.Th ta="end">{columns[1]}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ name, value }) => (
                <Table.Tr key={name}>
                  <Table.Td>{name}</Table.Td>
                  <Table.Td ta="end">{value}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </details>
      )}
    </section>
  );
}
