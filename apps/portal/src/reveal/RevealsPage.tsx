import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { unitsQuery } from '../desk/names.js';
import { useStaff } from '../session/session.js';
import { useDocumentTitle } from '../shell/document-title.js';
import { Room } from '../shell/Room.js';
import { Empty } from '../states/Empty.js';
import { Failure } from '../states/Failure.js';
import { Loading } from '../states/Loading.js';
import { type Reveal, REVEAL_KINDS, REVEAL_STATES, REVEALS, type RevealSearch } from './reveal-queries.js';
import { RevealLine } from './RevealLine.js';
import classes from './RevealsPage.module.css';

/** The code that opens age files comes when something is opened. */
const RevealView = lazy(() => import('./RevealView.js'));

/** Every reveal of one's units, for leads; for others their own. Here requests are decided and emergencies reviewed. */
export function RevealsPage() {
  const { t } = useTranslation();
  useDocumentTitle(t('rooms.reveals'));
  const staff = useStaff();
  const isLead = staff.roles.includes('lead');
  const [search, setSearch] = useState<RevealSearch>({});
  const [shown, setShown] = useState<Reveal>();
  const list = useInfiniteQuery({
    queryKey: [...REVEALS, 'pages', search],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/reveals', {
          params: { query: { ...search, ...(pageParam === undefined ? {} : { before: pageParam }) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 20_000,
  });
  const reveals = list.data?.pages.flatMap((page) => page.reveals) ?? [];
  return (
    <Room title={t('rooms.reveals')} intro={t(isLead ? 'reveal.intro.lead' : 'reveal.intro.own')}>
      <Filters search={search} onSearch={setSearch} isLead={isLead} />
      {list.isPending ? (
        <Loading label={t('rooms.reveals')} rows={4} />
      ) : list.isError ? (
        <Failure error={list.error} onRetry={() => void list.refetch()} />
      ) : reveals.length === 0 ? (
        <Empty icon="lock" title={t('reveal.none.title')}>
          {t('reveal.none.text')}
        </Empty>
      ) : (
        reveals.map((reveal) => (
          <RevealLine key={reveal.id} reveal={reveal} onOpen={() => setShown(reveal)} />
        ))
      )}
      {list.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('reveal.filter.more')}
        </Button>
      )}
      <Suspense>
        {shown !== undefined && <RevealView reveal={shown} onClose={() => setShown(undefined)} />}
      </Suspense>
    </Room>
  );
}

interface FiltersProps {
  search: RevealSearch;
  onSearch: (search: RevealSearch) => void;
  isLead: boolean;
}

function Filters({ search, onSearch, isLead }: FiltersProps) {
  const { t } = useTranslation();
  const staff = useStaff();
  const { data: units = [] } = useQuery(unitsQuery);
  const any = { value: '', label: t('reveal.filter.any') };
  const choose = (field: 'state' | 'kind' | 'unit') => (event: { currentTarget: { value: string } }) => {
    const { [field]: _, ...others } = search;
    const { value } = event.currentTarget;
    onSearch(value === '' ? others : { ...others, [field]: value });
  };
  return (
    <div className={classes.filters}>
      <NativeSelect
        label={t('reveal.filter.state')}
        value={search.state ?? ''}
        onChange={choose('state')}
        data={[any, ...REVEAL_STATES.map((value) => ({ value, label: t(`reveal.stateNames.${value}`) }))]}
      />
      <NativeSelect
        label={t('reveal.filter.kind')}
        value={search.kind ?? ''}
        onChange={choose('kind')}
        data={[any, ...REVEAL_KINDS.map((value) => ({ value, label: t(`reveal.kinds.${value}`) }))]}
      />
      {isLead && (
        <>
          <NativeSelect
            label={t('reveal.filter.unit')}
            value={search.unit ?? ''}
            onChange={choose('unit')}
            data={[
              any,
              ...units
                .filter(({ id }) => staff.unitIds.includes(id))
                .map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <Checkbox
            label={t('reveal.filter.toReview')}
            checked={search.toReview ?? false}
            onChange={(event) => {
              const { toReview: _, ...others } = search;
              onSearch(event.currentTarget.checked ? { ...others, toReview: true } : others);
            }}
          />
        </>
      )}
    </div>
  );
}
