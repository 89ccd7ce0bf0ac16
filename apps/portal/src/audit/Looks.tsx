import { Button, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../states/Empty.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import type { AuditWords } from '../words/es/audit.js';
import { useTimes } from '../words/times.js';
import { type Look, type LooksFilter, looksQuery } from './audit-queries.js';
import classes from './Looks.module.css';
import { LooksFilters } from './LooksFilters.js';
import { SearchedWords } from './SearchedWords.js';
import { whoActed } from './who-acted.js';

interface LooksProps {
  filter: LooksFilter;
  onFilter: (filter: LooksFilter) => void;
}

/** The log, newest first, narrowed by the filters. */
export function Looks({ filter, onFilter }: LooksProps) {
  const { t } = useTranslation();
  const looks = useInfiniteQuery(looksQuery(filter));
  const found = looks.data?.pages.flatMap((page) => page.looks) ?? [];
  return (
    <>
      <LooksFilters key={JSON.stringify(filter)} filter={filter} onFilter={onFilter} seen={found} />
      {looks.isPending ? (
        <Loading label={t('audit.loading')} />
      ) : looks.isError ? (
        <Failure error={looks.error} onRetry={() => void looks.refetch()} />
      ) : found.length === 0 ? (
        <Empty icon="search" title={t('audit.none')} />
      ) : (
        <LooksTable looks={found} onFilter={onFilter} />
      )}
      {looks.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={looks.isFetchingNextPage}
          onClick={() => void looks.fetchNextPage()}
        >
          {t('audit.more')}
        </Button>
      )}
    </>
  );
}

function LooksTable({ looks, onFilter }: { looks: Look[]; onFilter: (filter: LooksFilter) => void }) {
  const { t } = useTranslation();
  const { moment, exact } = useTimes();
  const [opened, setOpened] = useState<Look>();
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('audit.when')}</Table.Th>
            <Table.Th>{t('audit.who')}</Table.Th>
            <Table.Th>{t('audit.what')}</Table.Th>
            <Table.Th>{t('audit.about')}</Table.Th>
            <Table.Th>{t('audit.why')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {looks.map((look) => (
            <Table.Tr key={look.entryId}>
              <Table.Td className={classes.when}>
                <time dateTime={look.at} title={exact(look.at)}>
                  {moment(look.at)}
                </time>
              </Table.Td>
              <Table.Td>
                <Who look={look} onFilter={onFilter} />
              </Table.Td>
              <Table.Td>
                {t(`audit.did.${look.action}`, { defaultValue: look.action })}
                <span className={classes.quiet}>{t(`audit.operations.${look.operation}`)}</span>
                {look.result !== 'done' && <b>{t(`audit.results.${look.result}`)}</b>}
                {look.hasWords && (
                  <button type="button" className={classes.link} onClick={() => setOpened(look)}>
                    {t('audit.words.open')}
                  </button>
                )}
              </Table.Td>
              <Table.Td>
                {t(`audit.subjects.${look.subjectKind as keyof AuditWords['subjects']}`, {
                  defaultValue: look.subjectKind,
                })}
                <button
                  type="button"
                  className={classes.link}
                  title={look.subjectId}
                  aria-label={t('audit.onlyThis', { what: subjectName(t, look) })}
                  onClick={() => onFilter({ subjectId: look.subjectId })}
                >
                  {subjectName(t, look)}
                </button>
              </Table.Td>
              <Table.Td>
                <Why look={look} />
                {look.basis !== null && <span className={classes.quiet}>{look.basis}</span>}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <SearchedWords look={opened} onClose={() => setOpened(undefined)} />
    </Table.ScrollContainer>
  );
}

function Who({ look, onFilter }: { look: Look; onFilter: (filter: LooksFilter) => void }) {
  const { t } = useTranslation();
  const { accountId } = look;
  const who = whoActed(look);
  if (who !== 'staff') return t(`history.actors.${who}`);
  const name = look.actorName ?? t('people.unknown');
  return (
    <button
      type="button"
      className={classes.link}
      aria-label={t('audit.onlyThis', { what: name })}
      onClick={() => onFilter({ accountId: accountId ?? undefined })}
    >
      {name}
    </button>
  );
}

/** Why somebody did it: what for, in words, and the reason where one was asked for. */
function Why({ look: { purpose, reason, actorKind } }: { look: Look }) {
  const { t } = useTranslation();
  const words =
    actorKind === 'operator'
      ? t('audit.command', { command: purpose })
      : t(`audit.purposes.${purpose as keyof AuditWords['purposes']}`, { defaultValue: purpose });
  if (reason === null) return words;
  return (
    <>
      {reason}
      <span className={classes.quiet}>{words}</span>
    </>
  );
}

/** A part of the house by its name, anything else by its id. */
const subjectName = (t: TFunction, { subjectKind, subjectId }: Look): string =>
  subjectKind === 'system'
    ? t(`audit.systems.${subjectId as keyof AuditWords['systems']}`, { defaultValue: shortened(subjectId) })
    : shortened(subjectId);

/** Ids begin with their time: their end tells them apart. */
const shortened = (id: string) => (id.length > 12 ? `…${id.slice(-8)}` : id);
