import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import type { paths } from '../api/schema.js';

/** Each look is in the audit log: fetched when somebody opens the page, again when they ask. */
export const outboxQuery = queryOptions({
  queryKey: ['outbox'],
  queryFn: () => answer(api.GET('/api/outbox')),
});

/** Which lines of the list one wants: of a channel, and also those that somebody dealt with. */
export type RejectionFilter = NonNullable<paths['/api/rejections']['get']['parameters']['query']>;

export const rejectionsQuery = (query: RejectionFilter) =>
  queryOptions({
    queryKey: ['rejections', query],
    queryFn: () => answer(api.GET('/api/rejections', { params: { query } })),
  });

export const emailAccountsQuery = queryOptions({
  queryKey: ['email-accounts'],
  queryFn: () => answer(api.GET('/api/channels/email/accounts')),
});

export const channelHealthQuery = queryOptions({
  queryKey: ['channel-health'],
  queryFn: () => answer(api.GET('/api/channels/health')),
  refetchInterval: 30_000,
});
