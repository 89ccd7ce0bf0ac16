import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Outcome, QueueLine } from '../api/types.js';
import { type ActionableTip, type TipAction, useTipActions } from '../tips/tip-actions.js';
import { tipQuery } from '../tips/tip-queries.js';
import { linesQuery, QUEUE } from './queue-queries.js';

/** A question that an action asks before it is done. */
export interface Asking {
  kind: 'close' | 'set-aside' | 'group';
  tips: ActionableTip[];
  /** Repeats that move along. */
  repeats: number;
}

/**
 * The hand on the queue: which line it is on, which ones it holds, what it does with them. The line is the open tip's
 * while one is open, so that a key never acts on another tip than the one being read.
 */
export function useTriage(lines: QueueLine[]) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { tipId } = useParams({ strict: false });
  const search = useSearch({ from: '/desk/queue' });
  const [resting, setResting] = useState<string>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<Omit<Asking, 'repeats'>>();
  const [noteWanted, setNoteWanted] = useState<string>();
  const [lookWanted, setLookWanted] = useState<string>();
  const { act } = useTipActions();

  const currentId = tipId ?? resting;
  const at = lines.findIndex((line) => line.id === currentId);
  const current = lines[at];
  const held = lines.filter((line) => selected.has(line.id));

  const open = (id: string) =>
    void navigate({ to: '/queue/$tipId', params: { tipId: id }, search: (search) => search });
  const leave = () => {
    setResting(tipId);
    void navigate({ to: '/queue', search: (search) => search });
  };

  /** To another line; while a tip is open the other one opens in its place. */
  const move = (by: 1 | -1) => {
    const next = at === -1 ? lines[0] : lines[at + by];
    if (next === undefined) return;
    if (tipId === undefined) setResting(next.id);
    else open(next.id);
  };

  const toggle = (id: string) =>
    setSelected((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });

  /** Does it, and goes on to the next line where the tip leaves this one. */
  const perform = (tips: ActionableTip[], action: TipAction) => {
    const leaves = action.kind !== 'state' || action.state === 'closed';
    const gone = new Set(tips.map(({ id }) => id));
    act(tips, action);
    setSelected(new Set());
    if (leaves && currentId !== undefined && gone.has(currentId)) goOn(gone);
  };

  /** To the next line where these leave the list. */
  const goOn = (gone: ReadonlySet<string>): string | undefined => {
    const next =
      lines.slice(at + 1).find(({ id }) => !gone.has(id)) ?? lines.findLast(({ id }) => !gone.has(id));
    if (tipId === undefined) setResting(next?.id);
    else if (next !== undefined) open(next.id);
    else leave();
    return next?.id;
  };

  /** The first of those that wait for a look, wherever one was before. */
  const openHeld = async () => {
    const lane = { lane: 'review' } as const;
    const { pages } = await queries.fetchInfiniteQuery({
      ...linesQuery({ ...lane, words: '' }),
      staleTime: 0,
    });
    const next = pages[0]?.lines[0]?.id;
    setLookWanted(next);
    if (next === undefined) void navigate({ to: '/queue', search: lane });
    else void navigate({ to: '/queue/$tipId', params: { tipId: next }, search: lane });
  };

  /** The tip being read: its keys work before the list is there, and where the list doesn't hold it. */
  const openTip = () => (tipId === undefined ? undefined : queries.getQueryData(tipQuery(tipId).queryKey));

  /** What the next action is about: the held lines, else the open tip, else the current line. */
  const targets = (): ActionableTip[] => {
    const one = openTip() ?? current;
    return held.length > 0 ? held : one === undefined ? [] : [one];
  };

  const repeatsOf = (tips: ActionableTip[]) =>
    tips.reduce((sum, { id }) => sum + (lines.find((line) => line.id === id)?.tips ?? 1) - 1, 0);
  const ask = (kind: Asking['kind'], tips: ActionableTip[] = targets()) => {
    if (tips.length > 0) setAsking({ kind, tips });
  };

  return {
    tipId,
    currentId,
    current,
    at,
    selected,
    asking: asking && { ...asking, repeats: repeatsOf(asking.tips) },
    noteWanted,
    open,
    leave,
    move,
    toggle,
    release: () => setSelected(new Set()),
    perform,
    setState: (state: 'new' | 'triaged' | 'in-case') => {
      const tips = targets();
      if (tips.length > 0) perform(tips, { kind: 'state', state });
    },
    ask,
    answerNothing: () => setAsking(undefined),
    answerClose: (outcome: Outcome) => {
      if (asking !== undefined) perform(asking.tips, { kind: 'state', state: 'closed', outcome });
      setAsking(undefined);
    },
    answerSetAside: (reason: string) => {
      if (asking !== undefined) perform(asking.tips, { kind: 'set-aside', reason });
      setAsking(undefined);
    },
    /** Opens the tip where needed and puts the cursor into its note. */
    writeNote: () => {
      if (currentId === undefined) return;
      if (tipId === undefined) open(currentId);
      setNoteWanted(currentId);
    },
    noteStarted: () => setNoteWanted(undefined),
    /** A held tip was looked at: in its own lane the next one follows. Says whether it did. */
    looked: (id: string): boolean => {
      if (search.lane !== 'review') return false;
      const next = goOn(new Set([id]));
      setLookWanted(next);
      if (next === undefined) void queries.invalidateQueries({ queryKey: QUEUE }); // what came meanwhile
      return true;
    },
    /** The look at this tip goes on, or begins, by key. */
    lookAt: setLookWanted,
    openHeld: () => void openHeld(),
    /** The tip whose look goes on by key. */
    lookWanted,
    lookStarted: () => setLookWanted(undefined),
  };
}

export type Triage = ReturnType<typeof useTriage>;
