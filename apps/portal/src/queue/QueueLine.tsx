import { Checkbox } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { type CSSProperties, lazy, type Ref, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueLine as Line } from '../api/types.js';
import { useNames } from '../desk/names.js';
import { Icon, type IconName } from '../shell/Icon.js';
import { MaskedText } from '../tips/MaskedText.js';
import { DueClock, Priority } from '../tips/Priority.js';
import { suspicionWords } from '../tips/suspicion-words.js';
import { useTimes } from '../words/times.js';
import { channelName } from '../words/channels.js';
import classes from './QueueLine.module.css';

const LinePreview = lazy(() => import('../files/LinePreview.js'));

interface QueueLineProps {
  ref: Ref<HTMLDivElement>;
  index: number;
  line: Line;
  isCurrent: boolean;
  isHeld: boolean;
  onOpen: (id: string) => void;
  onToggle: (id: string) => void;
  style: CSSProperties;
}

/** One line: how urgent, what it says, how often it was said, where it is from. */
export function QueueLine({ ref, index, line, isCurrent, isHeld, onOpen, onToggle, style }: QueueLineProps) {
  const { t } = useTranslation();
  const { moment, exact } = useTimes();
  const names = useNames();
  const { lane } = useSearch({ from: '/desk/queue' });
  // Texts that wait for a look are looked at, and ordered, one by one.
  const at = lane === 'review' ? (line.waitsSince ?? line.receivedAt) : line.newestAt;
  return (
    <div
      ref={ref}
      id={`line-${line.id}`}
      data-index={index}
      data-current={isCurrent || undefined}
      data-priority={line.priority}
      data-unread={line.state === 'new' || undefined}
      className={classes.line}
      style={style}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isHeld}
      onClick={() => onOpen(line.id)}
    >
      <div role="gridcell" className={classes.hold} onClick={(event) => event.stopPropagation()}>
        <Checkbox
          checked={isHeld}
          onChange={() => onToggle(line.id)}
          aria-label={t('queue.hold', { number: index + 1 })}
          tabIndex={-1}
        />
      </div>
      <div role="gridcell" className={classes.content}>
        <div className={classes.top}>
          <Priority priority={line.priority} />
          <DueClock dueAt={line.dueAt} state={line.state} />
          {line.state !== 'new' && (
            <span className={classes.state}>
              {line.outcome === null ? t(`states.${line.state}`) : t(`outcomes.${line.outcome}`)}
            </span>
          )}
          <span className={classes.arrival}>
            {line.tips > 1 && (
              <b className={classes.repeats} title={t('queue.repeats', { count: line.tips })}>
                ×{line.tips}
              </b>
            )}
            <time dateTime={at} title={exact(at)}>
              {moment(at)}
            </time>
          </span>
        </div>
        <p className={classes.excerpt} lang={line.isHeld ? undefined : line.language}>
          {line.isHeld ? <i>{t('queue.waits')}</i> : <MaskedText text={line.excerpt} spans={line.spans} />}
        </p>
        {line.inWave > 0 && <p className={classes.setAside}>{t('inWave', { count: line.inWave })}</p>}
        {line.setAside !== null && <p className={classes.setAside}>{suspicionWords(t, line.setAside)}</p>}
        <div className={classes.facts}>
          {(line.informantReplied || line.heldMessages > 0) && (
            <span className={classes.replied}>
              <Icon name="reply" size={13} />
              {line.heldMessages > 0
                ? t('queue.repliesHeld', { count: line.heldMessages })
                : t('queue.replied')}
            </span>
          )}
          {line.municipality !== null && <Fact icon="place">{names.municipality(line.municipality)}</Fact>}
          {line.files > 0 && <Fact icon="image">{t('queue.files', { count: line.files })}</Fact>}
          <Fact icon="channel">{channelName(t, line.channel)}</Fact>
          <Fact icon="megaphone">{names.campaign(line.campaignId)}</Fact>
        </div>
      </div>
      {line.preview !== null && (
        <div role="gridcell" className={classes.preview}>
          <Suspense>
            <LinePreview line={line} />
          </Suspense>
        </div>
      )}
    </div>
  );
}

const Fact = ({ icon, children }: { icon: IconName; children: string }) => (
  <span className={classes.fact}>
    <Icon name={icon} size={13} />
    <span>{children}</span>
  </span>
);
