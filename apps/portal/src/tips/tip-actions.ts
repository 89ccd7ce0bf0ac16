import { notifications } from '@mantine/notifications';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { createElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import { isProblem, NoConnection } from '../api/problem.js';
import type { Outcome, QueueLine, Tip, TipState } from '../api/types.js';
import { changeLine, countsQuery, QUEUE } from '../queue/queue-queries.js';
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
    return laneOf(changed) === lane ? changed : undefined;
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

/**
 * Acts on tips: shown at once, undone by a button, taken back with a word of explanation where the server refuses.
 * A tip that somebody else changed meanwhile is loaded again; what was typed stays.
 */
export function useTipActions() {
  const { t } = useTranslation();
  const queries = useQueryClient();

  const acting = useMutation({
    mutationFn: ({ tip, action }: { tip: ActionableTip; action: TipAction; isUndo?: boolean }) =>
      send(tip, action),
    onMutate: ({ tip, action }) => show(queries, tip.id, (current) => after(current, action)),
    onSuccess: async (_, { tip, action, isUndo }) => {
      const done = after(tip, action);
      if (isUndo === true || laneOf(done) !== laneOf(tip)) void queries.invalidateQueries(countsQuery);
      if (isUndo === true) void queries.invalidateQueries({ queryKey: QUEUE });
      void queries.invalidateQueries(historyQuery(tip.id));
      if (isUndo === true) return;
      const notice = `undo-${tip.id}`;
      notifications.show({
        id: notice,
        color: 'teal',
        message: createElement(Undo, {
          words: t(`done.${action.kind === 'state' ? action.state : action.kind}`),
          onUndo: () => {
            notifications.hide(notice);
            acting.mutate({ tip: done, action: reversal(tip, action), isUndo: true });
          },
        }),
        closeButtonProps: { 'aria-label': t('close') },
      });
    },
    onError: (error, { tip }) => {
      const isChanged = isProblem(error, 'changed-meanwhile');
      notifications.show({
        color: isChanged ? 'clay' : 'red',
        title: t(isChanged ? 'conflict.title' : 'conflict.failed'),
        message: t(
          isChanged
            ? 'conflict.text'
            : error instanceof NoConnection
              ? 'failure.offline.text'
              : 'conflict.notDone',
        ),
        autoClose: false,
        closeButtonProps: { 'aria-label': t('close') },
      });
      void queries.invalidateQueries(tipQuery(tip.id));
      void queries.invalidateQueries({ queryKey: QUEUE });
    },
  });

  return {
    act: (tip: ActionableTip, action: TipAction) => acting.mutate({ tip, action }),
    isActing: acting.isPending,
  };
}
