import { Button, Group, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import type { Tip } from '../api/types.js';
import { useNames } from '../desk/names.js';
import { Icon } from '../shell/Icon.js';
import { Failure } from '../states/Failure.js';
import { useTimes } from '../words/times.js';
import classes from './Dialogue.module.css';
import { useDraft } from './drafts.js';
import { MaskedText } from './MaskedText.js';
import { tipQuery } from './tip-queries.js';

const QUESTION_MAX_LENGTH = 5000;

/** Words that leave the house: another colour than everything else, and a second look before they go. */
export function Dialogue({ tip }: { tip: Tip }) {
  const { t } = useTranslation();
  const { moment, exact } = useTimes();
  const names = useNames();
  return (
    <section className={classes.dialogue} aria-labelledby="dialogue">
      <h3 id="dialogue" className={classes.heading}>
        <Icon name="reply" />
        {t('dialogue.title')}
      </h3>
      {tip.dialogue.length === 0 ? (
        <p className={classes.none}>{t('dialogue.none')}</p>
      ) : (
        <ol className={classes.lines}>
          {tip.dialogue.map((line) => (
            <li key={line.id} data-sender={line.sender}>
              <p className={classes.text}>
                <MaskedText text={line.text} spans={line.spans} />
              </p>
              <p className={classes.by}>
                {line.sender === 'informant' ? t('dialogue.informant') : names.person(line.authorId)} ·{' '}
                <time dateTime={line.sentAt} title={exact(line.sentAt)}>
                  {moment(line.sentAt)}
                </time>
              </p>
            </li>
          ))}
        </ol>
      )}
      <Ask tip={tip} />
    </section>
  );
}

function Ask({ tip }: { tip: Tip }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [text, setText] = useDraft(tip.id, 'question');
  const [isReading, setReading] = useState(false);
  const sending = useMutation({
    mutationFn: () =>
      api.POST('/api/tips/{id}/questions', { params: { path: { id: tip.id } }, body: { text } }),
    onSuccess: async () => {
      await queries.invalidateQueries(tipQuery(tip.id));
      setText('');
    },
    onSettled: () => setReading(false),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReading) sending.mutate();
    else setReading(text.trim() !== '');
  };
  return (
    <form onSubmit={submit}>
      <Textarea
        label={t('dialogue.label')}
        description={t('dialogue.whoReads')}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={QUESTION_MAX_LENGTH}
        value={text}
        readOnly={isReading}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      {sending.isError && <Failure error={sending.error} />}
      <Group mt="xs" justify="flex-end" align="center">
        {isReading && (
          <>
            <b className={classes.warning} role="alert">
              {t('dialogue.sure')}
            </b>
            <Button size="xs" variant="default" onClick={() => setReading(false)}>
              {t('dialogue.edit')}
            </Button>
          </>
        )}
        <Button
          type="submit"
          size="xs"
          color="clay"
          loading={sending.isPending}
          disabled={text.trim() === ''}
        >
          {t(isReading ? 'dialogue.send' : 'dialogue.review')}
        </Button>
      </Group>
    </form>
  );
}
