import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import type { components } from '../api/schema.js';

type Schemas = components['schemas'];
export type Retention = Schemas['RetentionDto'];
export type DueTip = Schemas['DueTipDto'];
export type LegalHold = Schemas['LegalHoldDto'];
export type PendingErasure = Schemas['PendingErasureDto'];
export type KeepReason = NonNullable<Schemas['ErasureDecisionBody']['reason']>;

export const DAYS_AHEAD = ['0', '30', '90', '365'] as const;
export type DaysAhead = (typeof DAYS_AHEAD)[number];

export const retentionQuery = (days: DaysAhead) =>
  queryOptions({
    queryKey: ['retention', days],
    queryFn: () => answer(api.GET('/api/retention', { params: { query: { days: Number(days) } } })),
  });

/** What a lead decides here; the room shows it anew afterwards. */
export function useRetentionActions() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ['retention'] });
  return {
    hold: useMutation({
      mutationFn: (body: { tipId: string; reference: string }) =>
        answer(api.POST('/api/retention/holds', { body })),
      onSettled,
    }),
    release: useMutation({
      mutationFn: ({ id, reason }: { id: string; reason: string }) =>
        answer(api.POST('/api/retention/holds/{id}/release', { params: { path: { id } }, body: { reason } })),
      onSettled,
    }),
    review: useMutation({
      mutationFn: ({ id, reason }: { id: string; reason: string }) =>
        answer(api.POST('/api/retention/tips/{id}/review', { params: { path: { id } }, body: { reason } })),
      onSettled,
    }),
    decide: useMutation({
      mutationFn: ({ id, ...body }: { id: string } & Schemas['ErasureDecisionBody']) =>
        answer(api.POST('/api/retention/requests/{id}/decision', { params: { path: { id } }, body })),
      onSettled,
    }),
  };
}
