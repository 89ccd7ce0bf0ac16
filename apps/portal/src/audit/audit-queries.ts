import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import type { components } from '../api/schema.js';

type Schemas = components['schemas'];
export type Look = Schemas['LookDto'];
export type LooksFilter = Omit<Schemas['LooksSearchDto'], 'cursor'>;
export type Alert = Schemas['AlertDto'];
export type AlertKind = Alert['kind'];

export const ALERT_KINDS: readonly AlertKind[] = ['outside-hours', 'volume', 'repeated-reveals', 'denied'];
export const OPERATIONS: readonly Look['operation'][] = [
  'consultation',
  'disclosure',
  'alteration',
  'collection',
  'combination',
  'erasure',
  'access',
];
export const RESULTS: readonly NonNullable<LooksFilter['result']>[] = ['done', 'denied', 'failed'];

/** Each search is an entry of the log: nothing here asks again by itself. */
const ONLY_WHEN_ASKED = { staleTime: Infinity, refetchOnWindowFocus: false } as const;

export const looksQuery = (filter: LooksFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'looks', filter],
    queryFn: ({ pageParam }) =>
      answer(
        api.POST('/api/audit/search', {
          body: { ...filter, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    ...ONLY_WHEN_ASKED,
    gcTime: 0,
  });

export const alertsQuery = queryOptions({
  queryKey: ['audit', 'alerts'],
  queryFn: () => answer(api.GET('/api/audit/alerts')),
  refetchOnWindowFocus: false,
});

export const rulesQuery = queryOptions({
  queryKey: ['audit', 'rules'],
  queryFn: () => answer(api.GET('/api/audit/rules')),
  refetchOnWindowFocus: false,
});
