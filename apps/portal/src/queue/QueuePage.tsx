import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lane } from '../api/types.js';
import { useCommands } from '../shell/commands.js';
import { useDocumentTitle } from '../shell/document-title.js';
import { useShortcuts } from '../shell/shortcuts.js';
import { Empty } from '../states/Empty.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { withWords } from '../words/index.js';
import { HeldLines } from './HeldLines.js';
import { LaneTabs } from './LaneTabs.js';
import { NewTips } from './NewTips.js';
import { QueueFilters } from './QueueFilters.js';
import { QueueList } from './QueueList.js';
import classes from './QueuePage.module.css';
import { countsQuery, linesQuery } from './queue-queries.js';
import { useTriage } from './use-triage.js';

/** The list is there first; what only an opened tip or an action needs comes when it is needed. */
const TipPage = lazy(
  withWords('privacy', () => import('../tips/TipPage.js').then(({ TipPage: page }) => ({ default: page }))),
);
const TipDialogs = lazy(() => import('./TipDialogs.js'));

/** The queue on the left, the open tip on the right; on a phone one of them. */
export function QueuePage() {
  const { t } = useTranslation();
  useDocumentTitle(t('rooms.queue'));
  const queries = useQueryClient();
  const search = useSearch({ from: '/desk/queue' });
  const [words, setWords] = useState('');
  const searchField = useRef<HTMLInputElement>(null);
  const view = linesQuery({ ...search, words });
  const list = useInfiniteQuery(view);
  const lines = list.data?.pages.flatMap((page) => page.lines) ?? [];
  const triage = useTriage(lines);

  const refresh = () => {
    void queries.resetQueries(view);
    void queries.invalidateQueries(countsQuery);
  };

  const actions = [
    { key: 't', label: t('actions.triaged'), run: () => triage.setState('triaged') },
    { key: 'i', label: t('actions.inCase'), run: () => triage.setState('in-case') },
    { key: 'e', label: t('actions.close'), run: () => triage.ask('close') },
    { key: 's', label: t('actions.setAside'), run: () => triage.ask('set-aside') },
    { key: 'n', label: t('actions.note'), run: triage.writeNote },
    { key: 'g', label: t('keys.group'), run: () => triage.ask('group') },
    { key: '/', label: t('queue.search'), run: () => searchField.current?.focus() },
    { key: 'r', label: t('keys.refresh'), run: refresh },
  ];
  useCommands(actions);
  useShortcuts({
    j: () => triage.move(1),
    k: () => triage.move(-1),
    Enter: () => triage.currentId !== undefined && triage.open(triage.currentId),
    x: () => triage.currentId !== undefined && triage.toggle(triage.currentId),
    Escape: triage.leave,
    ...Object.fromEntries(actions.map(({ key, run }) => [key, run])),
  });

  return (
    <div className={classes.page} data-open={triage.tipId !== undefined || undefined}>
      <h1 className={classes.title}>{t('rooms.queue')}</h1>
      <section className={classes.list} aria-label={t('rooms.queue')}>
        <LaneTabs lane={search.lane ?? 'queue'} />
        <QueueFilters search={search} words={words} onWords={setWords} field={searchField} />
        <NewTips loadedAt={list.dataUpdatedAt} onShow={refresh} />
        {list.isPending ? (
          <Loading label={t('loading.queue')} rows={7} />
        ) : list.isError && lines.length === 0 ? (
          <Failure error={list.error} onRetry={() => void list.refetch()} />
        ) : lines.length === 0 ? (
          <NothingHere isNarrowed={words !== '' || isNarrowed(search)} lane={search.lane ?? 'queue'} />
        ) : (
          <QueueList
            lines={lines}
            triage={triage}
            hasMore={list.hasNextPage}
            isLoadingMore={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
        )}
        <HeldLines triage={triage} />
      </section>
      <section className={classes.tip} aria-label={t('tip.section')}>
        {triage.tipId === undefined ? (
          lines.length > 0 && (
            <Empty icon="note" title={t('queue.chooseTitle')}>
              {t('queue.chooseText')}
            </Empty>
          )
        ) : (
          <Suspense fallback={<Loading label={t('loading.tip')} rows={5} />}>
            <TipPage key={triage.tipId} tipId={triage.tipId} triage={triage} />
          </Suspense>
        )}
      </section>
      {triage.asking !== undefined && (
        <Suspense>
          <TipDialogs asking={triage.asking} triage={triage} />
        </Suspense>
      )}
    </div>
  );
}

const isNarrowed = ({ lane: _, ...filters }: object & { lane?: string }) => Object.keys(filters).length > 0;

function NothingHere({ isNarrowed, lane }: { isNarrowed: boolean; lane: Lane }) {
  const { t } = useTranslation();
  return isNarrowed ? (
    <Empty icon="search" title={t('queue.nothingFits')}>
      {t('queue.nothingFitsText')}
    </Empty>
  ) : (
    <Empty icon="check" title={t(`queue.empty.${lane}.title`)}>
      {t(`queue.empty.${lane}.text`)}
    </Empty>
  );
}
