import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { isProblem } from '../api/problem.js';
import type { Suspect, Tip, WordsLeft } from '../api/types.js';
import { changeLine, countsQuery, QUEUE } from '../queue/queue-queries.js';
import type { QueueSearch } from '../queue/queue-search.js';
import { sayRefused } from './refusal.js';
import type { Selected } from './selected-text.js';
import { historyQuery, tipQuery } from './tip-queries.js';

type Field = 'text' | 'place';

/** A stretch of a held tip that a person must decide about. */
export interface TipSuspect extends Suspect {
  of: Field;
  /** Names it while nothing before it is masked. */
  key: string;
  isHarmless: boolean;
}

const keyOf = (of: Field, start: number): string => `${of}-${start}`;

/**
 * The look that a held text waits for: what is suspected, which one the person is at, and what they decide. Masks are
 * the server's and for good; what is harmless is only remembered here, until the look is over.
 */
export function useSecondLook(tip: Tip, onLooked: (id: string) => boolean) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [harmless, setHarmless] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<string>();
  const [isReleased, setReleased] = useState(false);

  const suspectsIn = (of: Field, suspects: Suspect[]): TipSuspect[] =>
    suspects.map((suspect) => {
      const key = keyOf(of, suspect.start);
      return { ...suspect, of, key, isHarmless: harmless.has(key) };
    });
  const suspects = tip.isHeld
    ? [...suspectsIn('text', tip.suspects), ...suspectsIn('place', tip.placeSuspects)]
    : [];
  const undecided = suspects.filter(({ isHarmless }) => !isHarmless);
  const current = suspects.find(({ key }) => key === chosen) ?? undecided[0];
  const [kinds] = useState(() => new Set<string>(suspects.map(({ kind }) => kind)));

  const refused = (error: Error) => {
    const isChanged = isProblem(error, 'changed-meanwhile');
    sayRefused(t, isChanged, t(isChanged ? 'conflict.text' : 'conflict.notDone', { count: 1 }));
    setHarmless(new Set());
    setChosen(undefined);
    void queries.invalidateQueries(tipQuery(tip.id));
    void queries.invalidateQueries({ queryKey: QUEUE });
  };

  const masking = useMutation({
    mutationFn: (masks: Mask[]) =>
      answer(
        api.POST('/api/tips/{id}/masks', {
          params: { path: { id: tip.id } },
          body: { masks, version: tip.version },
        }),
      ),
    onSuccess: (left, masks) => {
      window.getSelection()?.removeAllRanges();
      queries.setQueryData(tipQuery(tip.id).queryKey, (shown) => shown && { ...shown, ...left });
      void queries.invalidateQueries(historyQuery(tip.id));
      if (tip.isHeld) {
        setHarmless(masks.length > 1 ? allOf(left) : moved(harmless, masks[0]!, tip, left));
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
    mutationFn: () => answer(api.PUT('/api/tips/{id}/look', { params: { path: { id: tip.id } } })),
    onSuccess: () => {
      setReleased(true);
      const isLeft = onLooked(tip.id);
      queries.setQueryData(
        tipQuery(tip.id).queryKey,
        (shown) =>
          shown && {
            ...shown,
            isHeld: false,
            suspects: [],
            placeSuspects: [],
            version: shown.version + 1,
          },
      );
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
    suspects,
    undecided,
    current,
    /** The kinds that were suspected when the tip was opened. */
    kinds,
    isReleased,
    isBusy,
    choose: setChosen,
    next: () => step(1),
    previous: () => step(-1),
    maskSelected: ({ start, end }: Selected) => mask([{ of: 'text', start, end }]),
    maskCurrent: () => mask(current === undefined ? [] : [maskOf(current)]),
    maskAll: () => mask(undecided.map(maskOf)),
    keepCurrent: () => {
      if (current === undefined || isBusy) return;
      setHarmless(new Set([...harmless, current.key]));
      const at = suspects.indexOf(current);
      const after = [...suspects.slice(at + 1), ...suspects.slice(0, at)];
      setChosen(after.find(({ isHarmless }) => !isHarmless)?.key);
    },
    release: () => tip.isHeld && !isBusy && looking.mutate(),
  };
}

export type SecondLookInHand = ReturnType<typeof useSecondLook>;

interface Mask extends Selected {
  of: Field;
}

const maskOf = ({ of, start, end }: TipSuspect): Mask => ({ of, start, end });

/** Where all that were not decided are masked, the harmless ones are left. */
const allOf = ({ suspects, placeSuspects }: WordsLeft): ReadonlySet<string> =>
  new Set([
    ...suspects.map(({ start }) => keyOf('text', start)),
    ...placeSuspects.map(({ start }) => keyOf('place', start)),
  ]);

/** What stands behind a mask moves by as much as the words became shorter or longer. */
function moved(harmless: ReadonlySet<string>, { of, end }: Mask, before: Tip, after: WordsLeft) {
  const by = (after[of] ?? '').length - (before[of] ?? '').length;
  return new Set(
    [...harmless].map((key) => {
      const start = Number(key.slice(of.length + 1));
      return key.startsWith(`${of}-`) && start >= end ? keyOf(of, start + by) : key;
    }),
  );
}
