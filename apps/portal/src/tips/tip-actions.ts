import { notifications } from '@mantine/notifications';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { createElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import { isProblem, NoConnection } from '../api/problem.js';
import type { Outcome, QueueLine, Tip, TipState } from '../api/types.js';
import { changeLine, countsQuery, QUEUE } from '../queue/queue-queries.js';
import { sayRefused } from './refusal.js';
import { Undo } from './Undo.js';
import { historyQuery, tipQuery } from './tip-queries.js';

/** What an action needs to know of a tip; a line of the queue and a tip's page both have it. */
export type ActionableTip = Pick<QueueLine, 'id' | 'state' | 'outcome' | 'version' | 'setAside'>;

export type TipAction =
  | { kind: 'state'; state: TipState; outcome?: Outcome }
  | { kind: 'set-aside'; reason: string }
  | { kind: 'return' };

/** Carries an action out on the server. */
function send({ id, version }: ActionableTip, action: TipAction): Promise<unknown> {
  const params = { path: { id } };
  if (action.kind === 'return') return api.DELETE('/api/tips/{id}/set-aside', { params });
  if (action.kind === 'set-aside') {
    return api.PUT('/api/tips/{id}/set-aside', { params, body: { reason: action.reason } });
  }
  const { state, outcome } = action;
  return api.PUT('/api/tips/{id}/state', {
    params,
    body: { state, version, ...(outcome === undefined ? {} : { outcome }) },
  });
}

/** How a tip looks after an action, before the server has said so. */
function after<T extends ActionableTip>(tip: T, action: TipAction): T {
  const version = tip.version + 1;
  if (action.kind === 'return') return { ...tip, version, setAside: null };
  if (action.kind === 'set-aside') {
    return { ...tip, version, setAside: { kind: 'by-hand', reason: action.reason } };
  }
  return { ...tip, version, state: action.state, outcome: action.outcome ?? null };
}

const laneOf = ({ state, setAside }: ActionableTip): string =>
  state === 'closed' ? 'closed' : setAside === null ? 'queue' : 'set-aside';

function show(queries: QueryClient, id: string, change: <T extends ActionableTip>(tip: T) => T): void {
  queries.setQueryData(tipQuery(id).queryKey, (tip: Tip | undefined) => tip && change(tip));
  changeLine(queries, id, (line, lane) => {
    const changed = change(line);
    const stays = lane === 'review' ? changed.state !== 'closed' : laneOf(changed) === lane;
    return stays ? changed : undefined;
  });
}

/** The action that takes an action back. */
function reversal(before: ActionableTip, action: TipAction): TipAction {
  if (action.kind === 'set-aside') return { kind: 'return' };
  if (action.kind === 'return') return { kind: 'set-aside', reason: before.setAside?.reason ?? 'Por error' };
  return {
    kind: 'state',
    state: before.state,
    ...(before.outcome === null ? {} : { outcome: before.outcome }),
  };
}

/** A tip and what is done with it. */
interface Deed {
  tip: ActionableTip;
  action: TipAction;
}

/**
 * Acts on tips: shown at once, undone by one button, taken back with a word of explanation where the server refuses.
 * A tip that somebody else changed meanwhile is loaded again; what was typed stays. Many at once are one notice.
 */
export function useTipActions() {
  const { t } = useTranslation();
  const queries = useQueryClient();

  const acting = useMutation({
    mutationFn: async ({ deeds }: { deeds: Deed[]; isUndo?: boolean }) => {
      const answers = await Promise.allSettled(deeds.map(({ tip, action }) => send(tip, action)));
      return deeds.map((deed, place) => ({ ...deed, answer: answers[place]! }));
    },
    onMutate: ({ deeds }) =>
      deeds.forEach(({ tip, action }) => show(queries, tip.id, (current) => after(current, action))),
    onSuccess: (answered, { isUndo = false }) => {
      const refused = answered.flatMap(({ tip, answer }) =>
        answer.status === 'rejected' ? [{ tip, error: answer.reason as Error }] : [],
      );
      const done = answered.filter(({ answer }) => answer.status === 'fulfilled');
      if (isUndo || done.some(({ tip, action }) => laneOf(after(tip, action)) !== laneOf(tip)))
        void queries.invalidateQueries(countsQuery);
      if (isUndo) void queries.invalidateQueries({ queryKey: QUEUE });
      done.forEach(({ tip }) => void queries.invalidateQueries(historyQuery(tip.id)));
      if (!isUndo && done.length > 0) offerUndo(done);
      if (refused.length > 0) explain(refused);
    },
  });

  const offerUndo = (done: Deed[]) => {
    const { tip, action } = done[0]!;
    const notice = `undo-${tip.id}`;
    notifications.show({
      id: notice,
      color: 'teal',
      message: createElement(Undo, {
        words: t(`done.${action.kind === 'state' ? action.state : action.kind}`, { count: done.length }),
        onUndo: () => {
          notifications.hide(notice);
          const deeds = done.map((deed) => ({
            tip: after(deed.tip, deed.action),
            action: reversal(deed.tip, deed.action),
          }));
          acting.mutate({ deeds, isUndo: true });
        },
      }),
      closeButtonProps: { 'aria-label': t('close') },
    });
  };

  const explain = (refused: { tip: ActionableTip; error: Error }[]) => {
    const { error } = refused[0]!;
    const isChanged = isProblem(error, 'changed-meanwhile');
    const why = isChanged ? 'text' : error instanceof NoConnection ? 'offline' : 'notDone';
    const words =
      why === 'offline' ? t('failure.offline.text') : t(`conflict.${why}`, { count: refused.length });
    sayRefused(t, isChanged, words);
    refused.forEach(({ tip }) => void queries.invalidateQueries(tipQuery(tip.id)));
    void queries.invalidateQueries({ queryKey: QUEUE });
  };

  return {
    act: (tips: ActionableTip[], action: TipAction) =>
      acting.mutate({ deeds: tips.map((tip) => ({ tip, action })) }),
  };
}
