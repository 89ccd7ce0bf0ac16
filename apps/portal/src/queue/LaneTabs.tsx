import { VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Lane, LANES } from '../api/types.js';
import { Icon } from '../shell/Icon.js';
import { countsQuery } from './queue-queries.js';
import classes from './LaneTabs.module.css';

/** The lanes with how many lines lie in each. */
export function LaneTabs({ lane }: { lane: Lane }) {
  const { t, i18n } = useTranslation();
  const { data: counts } = useQuery(countsQuery);
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <nav aria-label={t('queue.lanes')} className={classes.lanes}>
      {LANES.filter((name) => name !== 'review' || name === lane || (counts?.lanes.review ?? 0) > 0).map(
        (name) => (
          <Link
            key={name}
            to="/queue"
            search={(search) => ({ ...search, lane: name === 'queue' ? undefined : name })}
            className={classes.lane}
            aria-current={name === lane ? 'page' : undefined}
            activeProps={{}}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            {t(`lanes.${name}`)}
            <span className={classes.count}>
              {counts === undefined ? '…' : number.format(counts.lanes[name])}
            </span>
            {name === 'queue' && counts !== undefined && counts.life > 0 && (
              <span className={classes.life} title={t('queue.life', { count: counts.life })}>
                <Icon name="warning" size={13} />
                <span aria-hidden="true">{number.format(counts.life)}</span>
                <VisuallyHidden>{t('queue.life', { count: counts.life })}</VisuallyHidden>
              </span>
            )}
          </Link>
        ),
      )}
    </nav>
  );
}
