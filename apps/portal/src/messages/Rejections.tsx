import { Button, Group, NativeSelect, Switch, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Rejection } from '../api/types.js';
import { save } from '../browser/save.js';
import { useNames } from '../desk/names.js';
import { Empty } from '../states/Empty.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { channelName } from '../words/channels.js';
import { useTimes } from '../words/times.js';
import classes from './Messages.module.css';
import { type RejectionFilter, rejectionsQuery } from './message-queries.js';

const CHANNELS = ['email', 'x-dm', 'x-mention'] as const;

/** What arrived by any channel and could not become a tip: kept, and somebody has to look. */
export function Rejections() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<RejectionFilter>({});
  const { data: rejections, error } = useQuery(rejectionsQuery(filter));
  return (
    <>
      <Text mb="sm">{t('messages.rejected.text')}</Text>
      <Group mb="md" align="end">
        <NativeSelect
          label={t('messages.channel')}
          value={filter.channel ?? ''}
          data={[
            { value: '', label: t('messages.rejected.everyChannel') },
            ...CHANNELS.map((value) => ({ value, label: channelName(t, value) })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            setFilter(({ channel: _, ...others }) =>
              value === '' ? others : { ...others, channel: value as 'email' },
            )
          }
        />
        <Switch
          mb={8}
          label={t('messages.rejected.all')}
          checked={filter.all === 'true'}
          onChange={({ currentTarget: { checked } }) =>
            setFilter(({ all: _, ...others }) => (checked ? { ...others, all: 'true' } : others))
          }
        />
      </Group>
      {error !== null ? (
        <Failure error={error} />
      ) : rejections === undefined ? (
        <Loading label={t('messages.tabs.rejections')} />
      ) : (
        <Lines rejections={rejections} />
      )}
    </>
  );
}

function Lines({ rejections }: { rejections: Rejection[] }) {
  const { t } = useTranslation();
  if (rejections.length === 0) {
    return (
      <Empty icon="lock" title={t('messages.rejected.nothing.title')}>
        {t('messages.rejected.nothing.text')}
      </Empty>
    );
  }
  return (
    <ul className={classes.lines}>
      {rejections.map((rejection) => (
        <Line key={rejection.id} rejection={rejection} />
      ))}
    </ul>
  );
}

function Line({ rejection }: { rejection: Rejection }) {
  const { t, i18n } = useTranslation();
  const { moment, exact } = useTimes();
  const names = useNames();
  const { channel, channelAccount, campaignId, bytes, receivedAt, state } = rejection;
  const kilobytes = new Intl.NumberFormat(i18n.language, { style: 'unit', unit: 'kilobyte' });
  return (
    <li className={classes.line} data-state={state === 'open' ? 'failed' : state}>
      <p>
        <b>{reasonWords(t, rejection)}</b>
      </p>
      <p className={classes.state}>{state !== 'open' && t(`messages.rejected.states.${state}`)}</p>
      <p className={classes.when}>
        {[
          channelName(t, channel),
          channelAccount,
          ...(campaignId === null ? [] : [names.campaign(campaignId)]),
        ].join(' · ')}{' '}
        ·{' '}
        <time dateTime={receivedAt} title={exact(receivedAt)}>
          {moment(receivedAt)}
        </time>
        {bytes > 0 && ` · ${kilobytes.format(Math.ceil(bytes / 1000))}`}
      </p>
      <Acts rejection={rejection} />
    </li>
  );
}

function Acts({ rejection: { id, channel, canOpen, canRetry, canSettle } }: { rejection: Rejection }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const deciding = useMutation({
    mutationFn: (decision: 'again' | 'settled') =>
      decision === 'again'
        ? answer(api.POST('/api/rejections/{id}/again', { params: { path: { id } } }))
        : answer(api.POST('/api/rejections/{id}/settled', { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['rejections'] }),
  });
  const downloading = useMutation({ mutationFn: () => download(id) });
  if (!canOpen && !canRetry && !canSettle) return null;
  const button = (decision: 'again' | 'settled', label: string) => (
    <Button
      size="xs"
      variant="default"
      loading={deciding.isPending && deciding.variables === decision}
      onClick={() => deciding.mutate(decision)}
    >
      {label}
    </Button>
  );
  return (
    <div className={classes.acts}>
      {canOpen && (
        <Button
          size="xs"
          variant="default"
          loading={downloading.isPending}
          onClick={() => downloading.mutate()}
        >
          {t('messages.rejected.download')}
        </Button>
      )}
      {!canOpen && channel === 'email' && <p className={classes.when}>{t('messages.rejected.notKept')}</p>}
      {canRetry && button('again', t('messages.rejected.again'))}
      {canSettle && button('settled', t('messages.rejected.markSeen'))}
      {downloading.isError && <Failure error={downloading.error} />}
      {deciding.isError && <Failure error={deciding.error} />}
    </div>
  );
}

/** An encrypted mail and an encrypted message of X want different things of a person. */
const reasonWords = (t: TFunction, { channel, reason }: Rejection): string =>
  t(
    `messages.rejected.reasons.${reason === 'encrypted' && channel !== 'email' ? 'encrypted-chat' : reason}` as 'messages.rejected.reasons.malformed',
    { defaultValue: reason },
  );

async function download(id: string): Promise<void> {
  const sealed = await answer(
    api.GET('/api/rejections/{rejection}/sealed', {
      params: { path: { rejection: id } },
      parseAs: 'arrayBuffer',
    }),
  );
  save(`${id}.eml.age`, new Uint8Array(sealed as unknown as ArrayBuffer));
}
