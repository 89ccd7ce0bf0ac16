import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../api/client.js';
import { QUEUE } from '../queue/queue-queries.js';

export interface GroupingStep {
  kind: 'split' | 'merge' | 'refuse' | 'canonical';
  tipId: string;
}

/** A step on its way or taken; it can be taken back once the server has named its decision. */
interface Taken {
  step: GroupingStep;
  decisionId?: string;
}

/**
 * Decides about the group of a tip; each step can be taken back, the last one first. Steps wait for each other: who
 * types faster than the server answers loses no key.
 */
export function useGrouping(anchorId: string) {
  const queries = useQueryClient();
  const [steps, setSteps] = useState<Taken[]>([]);
  const listAnew = () => {
    void queries.invalidateQueries({ queryKey: ['tip'] });
    void queries.invalidateQueries({ queryKey: QUEUE });
  };
  const deciding = useMutation({
    scope: { id: 'grouping' },
    mutationFn: async (taken: Taken) => {
      taken.decisionId = (await decideThat(anchorId, taken.step)).decisionId;
    },
    onError: (_, failed) => setSteps((before) => before.filter((taken) => taken !== failed)),
    onSettled: listAnew,
  });
  const undoing = useMutation({
    scope: { id: 'grouping' },
    mutationFn: async ({ decisionId }: Taken) => {
      if (decisionId !== undefined) await takeBack(anchorId, decisionId); // else the step itself has failed
    },
    onError: (_, kept) => setSteps((before) => [...before, kept]),
    onSettled: listAnew,
  });
  const last = steps.at(-1);
  return {
    decide: (step: GroupingStep) => {
      const taken = { step };
      setSteps((before) => [...before, taken]);
      deciding.mutate(taken);
    },
    undo:
      last === undefined
        ? undefined
        : () => {
            setSteps((before) => before.filter((taken) => taken !== last));
            undoing.mutate(last);
          },
    failed: deciding.isError || undoing.isError,
  };
}

function decideThat(id: string, { kind, tipId }: GroupingStep): Promise<{ decisionId: string }> {
  const params = { path: { id } };
  switch (kind) {
    case 'split':
      return answer(api.POST('/api/tips/{id}/group/split', { params, body: { tipIds: [tipId] } }));
    case 'merge':
      return answer(api.POST('/api/tips/{id}/group/merge', { params, body: { tipId } }));
    case 'refuse':
      return answer(api.POST('/api/tips/{id}/related/refuse', { params, body: { tipId } }));
    case 'canonical':
      return answer(api.PUT('/api/tips/{id}/group/canonical', { params: { path: { id: tipId } } }));
  }
}

const takeBack = (id: string, decisionId: string) =>
  answer(api.POST('/api/tips/{id}/group/undo', { params: { path: { id } }, body: { decisionId } }));
