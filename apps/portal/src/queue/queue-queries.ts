import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import type { QueueLine } from '../api/types.js';
import type { QueueSearch } from './queue-search.js';

/** How often the desk asks whether something new came. Only numbers travel: the list stays as it is. */
const POLL_MS = 15_000;

export interface QueueView extends QueueSearch {
  words: string;
}

interface QueuePageAnswer {
  lines: QueueLine[];
  next?: string;
}

export const QUEUE = ['queue'];

/** The lines of a view, page after page. Listing is audited, so it happens when asked for, not on a timer. */
export const linesQuery = ({ words, ...search }: QueueView) =>
  infiniteQueryOptions({
    queryKey: [...QUEUE, search, words],
    queryFn: ({ pageParam }) => {
      const view = {
        ...search,
        lane: search.lane ?? ('queue' as const),
        ...(pageParam === '' ? {} : { cursor: pageParam }),
      };
      return answer(
        words === ''
          ? api.GET('/api/tips', { params: { query: view } })
          : api.POST('/api/tips/search', { body: { ...view, words } }),
      );
    },
    initialPageParam: '',
    getNextPageParam: (last: QueuePageAnswer) => last.next,
    staleTime: Infinity,
  });

export const countsQuery = queryOptions({
  queryKey: ['counts'],
  queryFn: () => answer(api.GET('/api/tips/counts')),
  refetchInterval: POLL_MS,
  staleTime: POLL_MS,
});

/** Changes one line in every list that is loaded; `undefined` takes it out. */
export function changeLine(
  queries: QueryClient,
  id: string,
  change: (line: QueueLine, lane: string) => QueueLine | undefined,
): void {
  for (const [key, pages] of queries.getQueriesData<InfiniteData<QueuePageAnswer, string>>({
    queryKey: QUEUE,
  })) {
    if (pages === undefined) continue;
    const lane = (key[1] as QueueSearch).lane ?? 'queue';
    queries.setQueryData(key, {
      ...pages,
      pages: pages.pages.map((page) => ({
        ...page,
        lines: page.lines.flatMap((line) => (line.id === id ? (change(line, lane) ?? []) : [line])),
      })),
    });
  }
}
