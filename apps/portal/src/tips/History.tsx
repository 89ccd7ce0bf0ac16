import { VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../api/types.js';
import { whoActed } from '../audit/who-acted.js';
import { useNames } from '../desk/names.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import type { Words } from '../words/es.js';
import { useTimes } from '../words/times.js';
import { Card } from './Card.js';
import classes from './History.module.css';
import { historyQuery } from './tip-queries.js';

/**
 * Who did what with the tip and when, straight from the audit log: day by day, newest first. What one person did several
 * times in a row is one line. Each line leads to its proof.
 */
export function History({ tipId }: { tipId: string }) {
  const { t } = useTranslation();
  const { fullDay } = useTimes();
  const history = useQuery(historyQuery(tipId));
  return (
    <Card title={t('history.title')}>
      {history.isPending ? (
        <Loading label={t('loading.history')} rows={2} />
      ) : history.isError ? (
        <Failure error={history.error} onRetry={() => void history.refetch()} />
      ) : (
        byDay(history.data, fullDay).map(({ day, lines }) => (
          <section key={day}>
            <h4 className={classes.day}>{day}</h4>
            <ol className={classes.entries}>
              {lines.map((line) => (
                <HistoryLine key={line.entry.entryId} {...line} />
              ))}
            </ol>
          </section>
        ))
      )}
    </Card>
  );
}

interface Line {
  entry: HistoryEntry;
  times: number;
}

function HistoryLine({ entry, times }: Line) {
  const { t } = useTranslation();
  const { clock, exact } = useTimes();
  const names = useNames();
  const { action, accountId, at, reason, basis, position, entryId } = entry;
  const who = whoActed(entry);
  const did = t(`history.did.${action as keyof Words['history']['did']}`, { defaultValue: action });
  return (
    <li data-actor={who}>
      <span>
        {did}
        {times > 1 && ` (×${times})`}
      </span>
      {reason !== null && <span className={classes.reason}>{t('history.reason', { reason, basis })}</span>}
      <span className={classes.by}>
        {who === 'staff' ? names.person(accountId) : t(`history.actors.${who}`)} ·{' '}
        <time dateTime={at} title={exact(at)}>
          {clock(at)}
        </time>
        {position !== null && (
          <>
            {' '}
            ·{' '}
            <a href={`/transparency/proof/${entryId}`} download={`${entryId}.tlog-proof`}>
              {t('history.proof')}
              <VisuallyHidden>{`: ${did}`}</VisuallyHidden>
            </a>
          </>
        )}
      </span>
    </li>
  );
}

function byDay(entries: HistoryEntry[], dayOf: (at: string) => string): { day: string; lines: Line[] }[] {
  const days: { day: string; lines: Line[] }[] = [];
  for (const entry of [...entries].sort((one, other) => other.at.localeCompare(one.at))) {
    const day = dayOf(entry.at);
    if (days.at(-1)?.day !== day) days.push({ day, lines: [] });
    const { lines } = days.at(-1)!;
    const last = lines.at(-1);
    if (last !== undefined && isSame(last.entry, entry)) last.times += 1;
    else lines.push({ entry, times: 1 });
  }
  return days;
}

const isSame = (one: HistoryEntry, other: HistoryEntry) =>
  one.action === other.action && one.accountId === other.accountId && one.reason === other.reason;
