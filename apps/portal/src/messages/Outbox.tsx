import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import type { OutboxLine } from '../api/types.js';
import { Empty } from '../states/Empty.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { channelName } from '../words/channels.js';
import { useTimes } from '../words/times.js';
import classes from './Messages.module.css';
import { outboxQuery } from './message-queries.js';
import { whyWords } from './why-words.js';

/** What leaves: first what needs a person, then what waits, then what left. */
export function Outbox() {
  const { t } = useTranslation();
  const { data: lines, error } = useQuery(outboxQuery);
  if (error !== null) return <Failure error={error} />;
  if (lines === undefined) return <Loading label={t('messages.tabs.outbox')} />;
  if (lines.length === 0) {
    return (
      <Empty icon="reply" title={t('messages.nothing.title')}>
        {t('messages.nothing.text')}
      </Empty>
    );
  }
  return (
    <ul className={classes.lines}>
      {lines.map((line) => (
        <Line key={line.id} line={line} />
      ))}
    </ul>
  );
}

function Line({ line }: { line: OutboxLine }) {
  const { t } = useTranslation();
  const { moment, exact } = useTimes();
  const why = line.why === null ? undefined : whyWords(t, line.why);
  const isWaiting = line.state === 'queued' && line.why !== null;
  const at = line.settledAt ?? line.createdAt;
  return (
    <li className={classes.line} data-state={line.state}>
      <p>
        <b>{t(`messages.kinds.${line.kind}`)}</b> · {channelName(t, line.channel)} ·{' '}
        <Link to="/queue/$tipId" params={{ tipId: line.tipId }}>
          {t('messages.tip')}
        </Link>
      </p>
      <p className={classes.state}>{t(`messages.states.${line.state}`)}</p>
      {why !== undefined && (
        <p className={classes.why}>
          {isWaiting && `${t('messages.waits', { time: moment(line.notBefore) })}: `}
          {why}
        </p>
      )}
      <p className={classes.when}>
        <time dateTime={at} title={exact(at)}>
          {moment(at)}
        </time>
      </p>
      {line.state === 'ambiguous' && <Decide id={line.id} />}
    </li>
  );
}

type Decision = 'it-was-sent' | 'send-again' | 'give-up';

/** Sending again can reach somebody twice: it asks once more. */
function Decide({ id }: { id: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [isSure, setSure] = useState(false);
  const deciding = useMutation({
    mutationFn: (decision: Decision) =>
      api.POST('/api/outbox/{id}/decision', { params: { path: { id } }, body: { decision } }),
    onSettled: () => queries.invalidateQueries(outboxQuery),
  });
  const button = (decision: Decision, color?: string) => (
    <Button
      size="xs"
      variant="default"
      {...(color === undefined ? {} : { color, variant: 'filled' })}
      loading={deciding.isPending && deciding.variables === decision}
      onClick={() => (decision === 'send-again' && !isSure ? setSure(true) : deciding.mutate(decision))}
    >
      {t(`messages.decisions.${decision}`)}
    </Button>
  );
  return (
    <div className={classes.acts}>
      <p role={isSure ? 'alert' : undefined}>{t(isSure ? 'messages.again' : 'messages.doubt')}</p>
      {!isSure && button('it-was-sent')}
      {button('send-again', isSure ? 'clay' : undefined)}
      {button('give-up')}
      {deciding.isError && <Failure error={deciding.error} />}
    </div>
  );
}
