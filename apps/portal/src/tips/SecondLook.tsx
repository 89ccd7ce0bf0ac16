import { Button, Kbd } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import { isProblem } from '../api/problem.js';
import type { Tip } from '../api/types.js';
import { countsQuery, QUEUE } from '../queue/queue-queries.js';
import { useShortcuts } from '../shell/shortcuts.js';
import { type Selected, selectedIn } from './selected-text.js';
import { tipQuery } from './tip-queries.js';
import classes from './SecondLook.module.css';

/** A person sees what the engine missed: masks what is selected in the text, and says that a held text was looked at. */
export function SecondLook({ tip, text }: { tip: Tip; text: RefObject<HTMLElement | null> }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const selected = useSelection(text);

  const refresh = () => {
    void queries.invalidateQueries(tipQuery(tip.id));
    void queries.invalidateQueries({ queryKey: QUEUE });
    void queries.invalidateQueries(countsQuery);
  };
  const params = { path: { id: tip.id } };
  const acting = useMutation({
    mutationFn: (stretch: Selected | undefined) =>
      stretch === undefined
        ? answer(api.PUT('/api/tips/{id}/look', { params }))
        : answer(api.POST('/api/tips/{id}/masks', { params, body: { ...stretch, version: tip.version } })),
    onSuccess: (_, stretch) => {
      window.getSelection()?.removeAllRanges();
      notifications.show({
        color: 'teal',
        message: t(stretch === undefined ? 'privacy.done' : 'privacy.masked'),
        closeButtonProps: { 'aria-label': t('close') },
      });
      refresh();
    },
    onError: (error) => {
      const isChanged = isProblem(error, 'changed-meanwhile');
      notifications.show({
        color: isChanged ? 'clay' : 'red',
        title: t(isChanged ? 'conflict.title' : 'conflict.failed'),
        message: t(isChanged ? 'conflict.text' : 'conflict.notDone', { count: 1 }),
        autoClose: false,
        closeButtonProps: { 'aria-label': t('close') },
      });
      refresh();
    },
  });
  const maskSelected = () => {
    const stretch = text.current === null ? undefined : selectedIn(text.current);
    if (stretch !== undefined) acting.mutate(stretch);
  };
  const look = () => tip.isHeld && acting.mutate(undefined);
  useShortcuts({ m: maskSelected, l: look });

  return (
    <>
      <div className={classes.bar}>
        {tip.isHeld && (
          <Button
            size="xs"
            loading={acting.isPending}
            onClick={look}
            aria-keyshortcuts="l"
            rightSection={<Key k="l" />}
          >
            {t('privacy.lookedAt')}
          </Button>
        )}
        {selected !== undefined && (
          <Button
            size="xs"
            variant="default"
            onMouseDown={(event) => event.preventDefault()} // keeps the selection
            onClick={maskSelected}
            aria-keyshortcuts="m"
            rightSection={<Key k="m" />}
          >
            {t('privacy.mask')}
          </Button>
        )}
      </div>
      {tip.isHeld && <p className={classes.how}>{t('privacy.maskHow')}</p>}
    </>
  );
}

const Key = ({ k }: { k: string }) => (
  <Kbd size="xs" aria-hidden="true">
    {k}
  </Kbd>
);

/** What is selected of the text now, for the button; nothing where the selection lies elsewhere. */
function useSelection(text: RefObject<HTMLElement | null>): Selected | undefined {
  const [selected, setSelected] = useState<Selected>();
  useEffect(() => {
    const read = () => setSelected(text.current === null ? undefined : selectedIn(text.current));
    document.addEventListener('selectionchange', read);
    return () => document.removeEventListener('selectionchange', read);
  }, [text]);
  return selected;
}
