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

/** The clean copy of a file, as bytes: its own address would answer nobody without a session. */
export const fileQuery = (tipId: string, fileId: string) =>
  queryOptions({
    queryKey: ['tip', tipId, 'file', fileId],
    queryFn: () =>
      answer(
        api.GET('/api/tips/{id}/files/{file}', {
          params: { path: { id: tipId, file: fileId } },
          parseAs: 'blob',
        }),
      ) as Promise<Blob>,
    staleTime: Infinity,
    gcTime: 60_000,
  });
