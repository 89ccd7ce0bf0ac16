import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import type { Language } from '../api/types.js';

export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaign', id],
    queryFn: () => answer(api.GET('/api/campaigns/{id}', { params: { path: { id } } })),
  });

export const campaignCountsQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaign', id, 'counts'],
    queryFn: () => answer(api.GET('/api/campaigns/{id}/counts', { params: { path: { id } } })),
  });

/** Where citizens find a campaign. */
export const publicPath = (slug: string, language: Language): string => `/${language}/c/${slug}`;
