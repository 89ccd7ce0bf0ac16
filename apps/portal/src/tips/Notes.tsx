import { Button, Group, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import type { Tip } from '../api/types.js';
import { useNames } from '../desk/names.js';
import { Failure } from '../states/Failure.js';
import { useTimes } from '../words/times.js';
import { Card } from './Card.js';
import { useDraft } from './drafts.js';
import classes from './Notes.module.css';
import { tipQuery } from './tip-queries.js';

const NOTE_MAX_LENGTH = 5000;

interface NotesProps {
  tip: Tip;
  /** True when somebody asked to write one by key. */
  isWanted: boolean;
  onStarted: () => void;
}

/** What colleagues tell each other about the tip. The informant never sees it. */
export function Notes({ tip, isWanted, onStarted }: NotesProps) {
  const { t } = useTranslation();
  const { moment, exact } = useTimes();
  const names = useNames();
  const queries = useQueryClient();
  const [text, setText] = useDraft(tip.id, 'note');
  const field = useRef<HTMLTextAreaElement>(null);
  const saving = useMutation({
    mutationFn: () => api.POST('/api/tips/{id}/notes', { params: { path: { id: tip.id } }, body: { text } }),
    onSuccess: async () => {
      await queries.invalidateQueries(tipQuery(tip.id));
      setText('');
    },
  });

  useEffect(() => {
    if (!isWanted) return;
    field.current?.focus();
    field.current?.scrollIntoView({ block: 'center' });
    onStarted();
  }, [isWanted, onStarted]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') saving.mutate();
  };

  return (
    <Card title={t('notes.title')}>
      {tip.notes.length > 0 && (
        <ol className={classes.notes}>
          {tip.notes.map((note) => (
            <li key={note.id}>
              <p className={classes.text}>{note.text}</p>
              <p className={classes.by}>
                {names.person(note.authorId)} ·{' '}
                <time dateTime={note.writtenAt} title={exact(note.writtenAt)}>
                  {moment(note.writtenAt)}
                </time>
              </p>
            </li>
          ))}
        </ol>
      )}
      <form onSubmit={submit}>
        <Textarea
          ref={field}
          id="note"
          label={t('notes.label')}
          description={t('notes.whoReads')}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={NOTE_MAX_LENGTH}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
        {saving.isError && <Failure error={saving.error} />}
        <Group mt="xs" justify="flex-end">
          <Button
            type="submit"
            size="xs"
            variant="default"
            loading={saving.isPending}
            disabled={text.trim() === ''}
          >
            {t('notes.save')}
          </Button>
        </Group>
      </form>
    </Card>
  );
}
