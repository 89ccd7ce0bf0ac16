import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { isProblem } from '../api/problem.js';
import type { MaskedSpan, Suspect, Tip } from '../api/types.js';
import { changeLine, countsQuery, QUEUE } from '../queue/queue-queries.js';
import type { QueueSearch } from '../queue/queue-search.js';
import type { Triage } from '../queue/use-triage.js';
import { sayRefused } from './refusal.js';
import type { Selected } from './selected-text.js';
import { historyQuery, tipQuery } from './tip-queries.js';

/** A stretch of a held tip that a person must decide about. */
export interface TipSuspect extends Suspect {
  /** Which of the tip's words: `text`, `place`, or the id of what the informant said later. */
  of: string;
  /** Names it while nothing before it is masked. */
  key: string;
  isHarmless: boolean;
}

const keyOf = (of: string, start: number): string => `${of}-${start}`;

const NONE: Suspect[] = [];

/**
 * The look that a held text waits for, or what the informant said later, one after the other: what is suspected, which
 * one the person is at, and what they decide. Masks are the server's and for good; what is harmless is only remembered
 * here, until the look is over.
 */
export function useSecondLook(tip: Tip, triage: Pick<Triage, 'looked' | 'lookAt'>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [harmless, setHarmless] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<string>();
  const [chosenPart, choosePart] = useState<string>();
  const [released, setReleased] = useState<string>();

  const parts = partsOf(tip);
  const part = parts.find((each) => each === chosenPart) ?? parts[0];
  const suspectsIn = (of: string): TipSuspect[] =>
    suspectsOf(tip, of).map((suspect) => {
      const key = keyOf(of, suspect.start);
      return { ...suspect, of, key, isHarmless: harmless.has(key) };
    });
  const suspects =
    part === undefined
      ? []
      : part === 'text'
        ? [...suspectsIn('text'), ...suspectsIn('place')]
        : suspectsIn(part);
  const undecided = suspects.filter(({ isHarmless }) => !isHarmless);
  const current = suspects.find(({ key }) => key === chosen) ?? undecided[0];
  const [kinds] = useState(
    () => new Set<string>([...suspectsIn('text'), ...suspectsIn('place')].map(({ kind }) => kind)),
  );

  const refused = (error: Error) => {
    const isChanged = isProblem(error, 'changed-meanwhile');
    sayRefused(t, isChanged, t(isChanged ? 'conflict.text' : 'conflict.notDone', { count: 1 }));
    setHarmless(new Set());
    setChosen(undefined);
    void queries.invalidateQueries(tipQuery(tip.id));
    void queries.invalidateQueries({ queryKey: QUEUE });
  };

  const masking = useMutation({
    mutationFn: async (masks: Mask[]) => {
      const mask = (version: number) =>
        answer(
          api.POST('/api/tips/{id}/masks', { params: { path: { id: tip.id } }, body: { masks, version } }),
        );
      try {
        return await mask(tip.version);
      } catch (error) {
        if (!isProblem(error, 'changed-meanwhile')) throw error;
        // A message that came meanwhile, or another's action, leaves these words where they were.
        const now = await queries.fetchQuery({ ...tipQuery(tip.id), staleTime: 0 });
        if (masks.some(({ of }) => wordsOf(now, of) !== wordsOf(tip, of))) throw error;
        return mask(now.version);
      }
    },
    onSuccess: ({ messages, ...left }, masks) => {
      window.getSelection()?.removeAllRanges();
      const withLeft = (shown: Tip): Tip => ({
        ...shown,
        ...left,
        dialogue: shown.dialogue.map((line) => ({ ...line, ...messages.find(({ id }) => id === line.id) })),
      });
      queries.setQueryData(tipQuery(tip.id).queryKey, (shown) => shown && withLeft(shown));
      void queries.invalidateQueries(historyQuery(tip.id));
      if (part !== undefined) {
        const after = withLeft(tip);
        setHarmless(masks.length > 1 ? allOf(harmless, after, part) : moved(harmless, masks[0]!, tip, after));
        setChosen(undefined);
        changeLine(queries, tip.id, (line) => ({ ...line, version: left.version }));
      } else {
        void queries.invalidateQueries({ queryKey: QUEUE });
        notifications.show({
          color: 'teal',
          message: t('privacy.masked'),
          closeButtonProps: { 'aria-label': t('close') },
        });
      }
    },
    onError: refused,
  });

  const looking = useMutation({
    mutationFn: (of: string) =>
      answer(api.PUT('/api/tips/{id}/look', { params: { path: { id: tip.id } }, body: { of } })),
    onSuccess: ({ waits }, of) => {
      setReleased(of);
      setChosen(undefined);
      const isLeft = !waits && triage.looked(tip.id);
      queries.setQueryData(tipQuery(tip.id).queryKey, (shown) => shown && lookedAt(shown, of));
      if (waits) {
        triage.lookAt(tip.id);
        if (parts.length === 1) void queries.invalidateQueries(tipQuery(tip.id));
        void queries.invalidateQueries({ queryKey: QUEUE });
        void queries.invalidateQueries(historyQuery(tip.id));
        return;
      }
      changeLine(queries, tip.id, (line, lane) => (lane === 'review' ? undefined : line));
      // Other lanes show its words from now on.
      void queries.invalidateQueries({
        queryKey: QUEUE,
        predicate: ({ queryKey }) => (queryKey[1] as QueueSearch).lane !== 'review',
      });
      void queries.invalidateQueries(countsQuery);
      if (!isLeft) void queries.invalidateQueries(historyQuery(tip.id));
    },
    onError: refused,
  });

  const isBusy = masking.isPending || looking.isPending;
  const step = (by: 1 | -1) => {
    const at = current === undefined ? (by === 1 ? 0 : -1) : suspects.indexOf(current) + by;
    setChosen(suspects.at(at % suspects.length)?.key);
  };
  const mask = (masks: Mask[]) => masks.length > 0 && !isBusy && masking.mutate(masks);

  return {
    /** What must be looked at, one by itself: `text` (with the place), the ids of messages. */
    parts,
    /** The one being looked at. */
    part,
    choosePart,
    suspectsIn,
    suspects,
    undecided,
    current,
    /** The kinds that were suspected in text and place when the tip was opened. */
    kinds,
    /** What was looked at last. */
    released,
    isBusy,
    choose: (suspect: TipSuspect) => {
      choosePart(partOf(suspect.of));
      setChosen(suspect.key);
    },
    next: () => step(1),
    previous: () => step(-1),
    maskSelected: (selected: Selected) => mask([selected]),
    maskCurrent: () => mask(current === undefined ? [] : [maskOf(current)]),
    maskAll: () => mask(undecided.map(maskOf)),
    keepCurrent: () => {
      if (current === undefined || isBusy) return;
      setHarmless(new Set([...harmless, current.key]));
      const at = suspects.indexOf(current);
      const after = [...suspects.slice(at + 1), ...suspects.slice(0, at)];
      setChosen(after.find(({ isHarmless }) => !isHarmless)?.key);
    },
    release: () => part !== undefined && !isBusy && looking.mutate(part),
  };
}

export type SecondLookInHand = ReturnType<typeof useSecondLook>;

type Mask = Selected;

const maskOf = ({ of, start, end }: TipSuspect): Mask => ({ of, start, end });

const partOf = (of: string): string => (of === 'place' ? 'text' : of);

const partsOf = ({ isHeld, dialogue }: Tip): string[] => [
  ...(isHeld ? ['text'] : []),
  ...dialogue.filter((line) => line.isHeld).map(({ id }) => id),
];

const lineOf = ({ dialogue }: Tip, of: string) => dialogue.find(({ id }) => id === of);

function suspectsOf(tip: Tip, of: string): Suspect[] {
  if (of === 'text') return tip.isHeld ? tip.suspects : NONE;
  if (of === 'place') return tip.isHeld ? tip.placeSuspects : NONE;
  return lineOf(tip, of)?.suspects ?? NONE;
}

/** The tip's words with which a suspect or a selection says where it stands. */
export const wordsOf = (tip: Tip, of: string): string =>
  (of === 'text' || of === 'place' ? tip[of] : lineOf(tip, of)?.text) ?? '';

/** And what is masked in them. */
export const spansOf = (tip: Tip, of: string): MaskedSpan[] =>
  of === 'text' ? tip.spans : of === 'place' ? tip.placeSpans : (lineOf(tip, of)?.spans ?? []);

/** Where all that were not decided are masked, the harmless ones of what is being looked at are left. */
const allOf = (harmless: ReadonlySet<string>, after: Tip, part: string): ReadonlySet<string> =>
  new Set([
    ...harmless,
    ...(part === 'text' ? ['text', 'place'] : [part]).flatMap((of) =>
      suspectsOf(after, of).map(({ start }) => keyOf(of, start)),
    ),
  ]);

/** What stands behind a mask moves by as much as the words became shorter or longer. */
function moved(harmless: ReadonlySet<string>, { of, end }: Mask, before: Tip, after: Tip) {
  const by = wordsOf(after, of).length - wordsOf(before, of).length;
  return new Set(
    [...harmless].map((key) => {
      const start = Number(key.slice(of.length + 1));
      return key.startsWith(`${of}-`) && start >= end ? keyOf(of, start + by) : key;
    }),
  );
}

const lookedAt = (tip: Tip, of: string): Tip => ({
  ...tip,
  ...(of === 'text' && { isHeld: false, suspects: [], placeSuspects: [] }),
  dialogue: tip.dialogue.map((line) => (line.id === of ? { ...line, isHeld: false, suspects: [] } : line)),
  version: tip.version + 1,
});
