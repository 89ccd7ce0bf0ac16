import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';

/** Each look is in the audit log: fetched when somebody opens the page, again when they ask. */
export const outboxQuery = queryOptions({
  queryKey: ['outbox'],
  queryFn: () => answer(api.GET('/api/outbox')),
});

export const rejectionsQuery = queryOptions({
  queryKey: ['rejections'],
  queryFn: () => answer(api.GET('/api/rejections')),
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
