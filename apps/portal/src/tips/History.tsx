import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../api/types.js';
import { useNames } from '../desk/names.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import type { Words } from '../words/es.js';
import { useTimes } from '../words/times.js';
import { Card } from './Card.js';
import classes from './History.module.css';
import { historyQuery } from './tip-queries.js';

/** Who did what with the tip and when, straight from the audit log; newest first. Looks of one person in a row are one. */
export function History({ tipId }: { tipId: string }) {
  const { t } = useTranslation();
  const { moment, exact } = useTimes();
  const names = useNames();
  const history = useQuery(historyQuery(tipId));
  const actor = ({ actorKind, accountId }: HistoryEntry) =>
    actorKind === 'staff' ? names.person(accountId) : t(`history.actors.${actorKind}`);
  return (
    <Card title={t('history.title')}>
      {history.isPending ? (
        <Loading label={t('loading.history')} rows={2} />
      ) : history.isError ? (
        <Failure error={history.error} onRetry={() => void history.refetch()} />
      ) : (
        <ol className={classes.entries}>
          {gathered(history.data).map(({ entry, times }) => (
            <li key={entry.entryId} data-actor={entry.actorKind}>
              <span>
                {t(`history.did.${entry.action as keyof Words['history']['did']}`, {
                  defaultValue: entry.action,
                })}
                {times > 1 && ` (×${times})`}
              </span>
              <span className={classes.by}>
                {actor(entry)} ·{' '}
                <time dateTime={entry.at} title={exact(entry.at)}>
                  {moment(entry.at)}
                </time>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function gathered(entries: HistoryEntry[]): { entry: HistoryEntry; times: number }[] {
  const lines: { entry: HistoryEntry; times: number }[] = [];
  for (const entry of [...entries].sort((one, other) => other.at.localeCompare(one.at))) {
    const last = lines.at(-1);
    const isSame = last?.entry.action === entry.action && last.entry.accountId === entry.accountId;
    if (isSame) last.times += 1;
    else lines.push({ entry, times: 1 });
  }
  return lines;
}
