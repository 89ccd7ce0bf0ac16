import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Rejection } from '../api/types.js';
import { Empty } from '../states/Empty.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { channelName } from '../words/channels.js';
import { useTimes } from '../words/times.js';
import classes from './Messages.module.css';
import { rejectionsQuery } from './message-queries.js';

/** What arrived and could not become a tip: kept, and somebody has to look. */
export function Unreadable() {
  const { t } = useTranslation();
  const { data: rejections, error } = useQuery(rejectionsQuery);
  if (error !== null) return <Failure error={error} />;
  if (rejections === undefined) return <Loading label={t('messages.tabs.rejections')} />;
  if (rejections.length === 0) {
    return (
      <Empty icon="lock" title={t('messages.rejected.nothing.title')}>
        {t('messages.rejected.nothing.text')}
      </Empty>
    );
  }
  return (
    <>
      <Text mb="md">{t('messages.rejected.text')}</Text>
      <ul className={classes.lines}>
        {rejections.map((rejection) => (
          <Line key={rejection.id} rejection={rejection} />
        ))}
      </ul>
    </>
  );
}

function Line({ rejection }: { rejection: Rejection }) {
  const { t, i18n } = useTranslation();
  const { moment, exact } = useTimes();
  const queries = useQueryClient();
  const { id, reason, bytes, receivedAt, isKept, seenAt } = rejection;
  const seeing = useMutation({
    mutationFn: () => api.POST('/api/rejections/{id}/seen', { params: { path: { id } } }),
    onSettled: () => queries.invalidateQueries(rejectionsQuery),
  });
  const downloading = useMutation({ mutationFn: () => download(id) });
  const kilobytes = new Intl.NumberFormat(i18n.language, { style: 'unit', unit: 'kilobyte' });
  return (
    <li className={classes.line} data-state={seenAt === null ? 'failed' : 'seen'}>
      <p>
        <b>
          {t(`messages.rejected.reasons.${reason}` as 'messages.rejected.reasons.other', {
            defaultValue: reason,
          })}
        </b>{' '}
        · {channelName(t, rejection.channel)} · {rejection.channelAccount}
      </p>
      <p className={classes.state}>{seenAt !== null && t('messages.rejected.seen')}</p>
      <p className={classes.when}>
        <time dateTime={receivedAt} title={exact(receivedAt)}>
          {moment(receivedAt)}
        </time>{' '}
        · {kilobytes.format(Math.ceil(bytes / 1000))}
      </p>
      <div className={classes.acts}>
        {isKept ? (
          <Button
            size="xs"
            variant="default"
            loading={downloading.isPending}
            onClick={() => downloading.mutate()}
          >
            {t('messages.rejected.download')}
          </Button>
        ) : (
          <p className={classes.when}>{t('messages.rejected.notKept')}</p>
        )}
        {seenAt === null && (
          <Button size="xs" variant="default" loading={seeing.isPending} onClick={() => seeing.mutate()}>
            {t('messages.rejected.markSeen')}
          </Button>
        )}
        {downloading.isError && <Failure error={downloading.error} />}
        {seeing.isError && <Failure error={seeing.error} />}
      </div>
    </li>
  );
}

async function download(id: string): Promise<void> {
  const sealed = (await answer(
    api.GET('/api/rejections/{rejection}/sealed', { params: { path: { rejection: id } }, parseAs: 'blob' }),
  )) as unknown as Blob;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(sealed);
  link.download = `${id}.eml.age`;
  link.click();
  URL.revokeObjectURL(link.href);
}
