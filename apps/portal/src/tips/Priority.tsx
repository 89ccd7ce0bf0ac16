import { useTranslation } from 'react-i18next';
import type { Priority as PriorityName, TipState } from '../api/types.js';
import { useNow, useTimes } from '../words/times.js';
import { Icon } from '../shell/Icon.js';
import classes from './Priority.module.css';

/** How urgent, in words; colour only repeats them. */
export function Priority({ priority }: { priority: PriorityName }) {
  const { t } = useTranslation();
  return (
    <span className={classes.priority} data-priority={priority}>
      {priority === 'life' && <Icon name="warning" size={13} />}
      {t(`priorities.${priority}`)}
    </span>
  );
}

/** Time left to the first look; once somebody looked, when it was due no longer presses. */
export function DueClock({ dueAt, state }: { dueAt: string; state: TipState }) {
  const { t } = useTranslation();
  const { distance, exact } = useTimes();
  const now = useNow();
  if (state !== 'new') return null;
  const isLate = new Date(dueAt).getTime() < now;
  return (
    <span className={classes.due} data-late={isLate || undefined} title={exact(dueAt)}>
      <Icon name="clock" size={13} />
      {t(isLate ? 'due.late' : 'due.in', { distance: distance(dueAt, now) })}
    </span>
  );
}
