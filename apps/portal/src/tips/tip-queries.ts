import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';

/**
 * A tip's page. Opening it is in the audit log: it is fetched when somebody opens it, never ahead of time, and again
 * only when it changed.
 */
export const tipQuery = (id: string) =>
  queryOptions({
    queryKey: ['tip', id],
    queryFn: () => answer(api.GET('/api/tips/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 5 * 60_000,
  });

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['tip', id, 'history'],
    queryFn: () => answer(api.GET('/api/tips/{id}/history', { params: { path: { id } } })),
    staleTime: 0,
  });

/** The tips that say the same; looking is in the audit log, so it is asked when somebody looks. */
export const groupQuery = (id: string) =>
  queryOptions({
    queryKey: ['tip', id, 'group'],
    queryFn: () => answer(api.GET('/api/tips/{id}/group', { params: { path: { id } } })),
    staleTime: 0,
  });

/** Tips in other groups that are alike or name the same thing. */
export const relatedQuery = (id: string) =>
  queryOptions({
    queryKey: ['tip', id, 'related'],
    queryFn: () => answer(api.GET('/api/tips/{id}/related', { params: { path: { id } } })),
    staleTime: 60_000,
  });
