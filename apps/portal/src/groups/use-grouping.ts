import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../api/client.js';
import { QUEUE } from '../queue/queue-queries.js';

export type GroupingStep =
  { kind: 'split' | 'merge' | 'refuse' | 'canonical'; tipId: string } | { kind: 'undo'; decisionId: string };

/** Decides about the group of a tip; each step can be taken back, the last one first. */
export function useGrouping(anchorId: string) {
  const queries = useQueryClient();
  const [steps, setSteps] = useState<string[]>([]);
  const deciding = useMutation({
    mutationFn: (step: GroupingStep) => send(anchorId, step),
    onSuccess: ({ decisionId }, step) =>
      setSteps((before) => (step.kind === 'undo' ? before.slice(0, -1) : [...before, decisionId])),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['tip'] });
      void queries.invalidateQueries({ queryKey: QUEUE });
    },
  });
  const last = steps.at(-1);
  return {
    decide: (step: GroupingStep) => !deciding.isPending && deciding.mutate(step),
    undo: last === undefined ? undefined : () => deciding.mutate({ kind: 'undo', decisionId: last }),
    failed: deciding.isError,
  };
}

function send(id: string, step: GroupingStep): Promise<{ decisionId: string }> {
  const params = { path: { id } };
  switch (step.kind) {
    case 'split':
      return answer(api.POST('/api/tips/{id}/group/split', { params, body: { tipIds: [step.tipId] } }));
    case 'merge':
      return answer(api.POST('/api/tips/{id}/group/merge', { params, body: { tipId: step.tipId } }));
    case 'refuse':
      return answer(api.POST('/api/tips/{id}/related/refuse', { params, body: { tipId: step.tipId } }));
    case 'canonical':
      return answer(api.PUT('/api/tips/{id}/group/canonical', { params: { path: { id: step.tipId } } }));
    case 'undo':
      return answer(api.POST('/api/tips/{id}/group/undo', { params, body: { decisionId: step.decisionId } }));
  }
}
