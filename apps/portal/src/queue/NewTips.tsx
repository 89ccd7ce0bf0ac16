import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueCounts } from '../api/types.js';
import { Icon } from '../shell/Icon.js';
import classes from './NewTips.module.css';
import { countsQuery } from './queue-queries.js';

/** Says that something came since the list was loaded. The list itself never moves under the hand. */
export function NewTips({ loadedAt, onShow }: { loadedAt: number; onShow: () => void }) {
  const { t } = useTranslation();
  const { data: counts } = useQuery(countsQuery);
  const [seen, setSeen] = useState<{ loadedAt: number; counts: QueueCounts }>();
  useEffect(() => {
    if (counts !== undefined && loadedAt !== seen?.loadedAt) setSeen({ loadedAt, counts });
  }, [counts, loadedAt, seen]);

  const came =
    counts !== undefined && seen !== undefined && (counts.newestAt ?? '') > (seen.counts.newestAt ?? '');
  const more = came ? counts.lanes.queue - seen.counts.lanes.queue : 0;
  return (
    <div role="status" className={classes.place}>
      {came && (
        <UnstyledButton className={classes.pill} onClick={onShow}>
          <Icon name="refresh" size={14} />
          {more > 0 ? t('queue.new', { count: more }) : t('queue.newSome')}
        </UnstyledButton>
      )}
    </div>
  );
}
