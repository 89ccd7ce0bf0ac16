import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Failure } from '../states/Failure.js';
import { useTimes } from '../words/times.js';
import classes from './Messages.module.css';
import { channelHealthQuery } from './message-queries.js';
import { whyWords } from './why-words.js';

/** Each way in and out, as whoever used it last saw it: trouble is visible, never silent. */
export function ChannelHealth() {
  const { t } = useTranslation();
  const { exact } = useTimes();
  const { data: parts = [], error } = useQuery(channelHealthQuery);
  if (error !== null) return <Failure error={error} />;
  if (parts.length === 0) return <Text>{t('messages.health.none')}</Text>;
  return (
    <ul className={classes.lines}>
      {parts.map(({ part, state, why, since }) => (
        <li key={part} className={classes.line} data-state={state === 'working' ? 'sent' : 'failed'}>
          <p>
            <b>
              {t(`messages.health.parts.${part}` as 'messages.health.parts.email-out', {
                defaultValue: part,
              })}
            </b>
          </p>
          <p className={classes.state}>{t(`messages.health.${state}`)}</p>
          <p className={classes.why}>
            {why !== null && whyWords(t, why)}{' '}
            <span className={classes.when}>{t('messages.health.since', { time: exact(since) })}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
