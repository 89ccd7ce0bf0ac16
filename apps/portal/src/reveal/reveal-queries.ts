import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import type { components } from '../api/schema.js';

type Schemas = components['schemas'];
export type Reveal = Schemas['RevealDto'];
export type RevealKind = Reveal['kind'];
export type RevealState = Reveal['state'];
export type LegalBasis = Reveal['legalBasis'];
export type RevealRequest = Schemas['RevealRequestDto'];

export const REVEAL_KINDS: readonly RevealKind[] = [
  'text',
  'entity',
  'informant',
  'file-facts',
  'file',
  'mail',
];
export const REVEAL_STATES: readonly RevealState[] = ['waiting', 'approved', 'refused', 'expired', 'ended'];
export const LEGAL_BASES: readonly LegalBasis[] = [
  'police-investigation',
  'judicial-order',
  'prosecutor',
  'danger-to-life',
  'rights-of-the-person',
  'other',
];

export interface RevealSearch {
  state?: RevealState;
  kind?: RevealKind;
  unit?: string;
  tip?: string;
  toReview?: boolean;
}

export const REVEALS = ['reveals'];

/** Reveals that one may see: the newest page. Looking is audited, so it is fetched again only when something happened. */
export const revealsQuery = (search: RevealSearch) =>
  queryOptions({
    queryKey: [...REVEALS, search],
    queryFn: () => answer(api.GET('/api/reveals', { params: { query: search } })),
    staleTime: 20_000,
  });

export const revealCountsQuery = queryOptions({
  queryKey: [...REVEALS, 'counts'],
  queryFn: () => answer(api.GET('/api/reveals/counts')),
  refetchInterval: 30_000,
});
