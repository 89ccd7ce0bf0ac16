import { Alert, Button, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupedTip } from '../api/types.js';
import { Failure } from '../states/Failure.js';
import { channelsQuery } from '../tips/channels-query.js';
import { useDraft } from '../tips/drafts.js';
import { ReadBeforeSending } from '../tips/ReadBeforeSending.js';
import { channelName } from '../words/channels.js';
import { useTimes } from '../words/times.js';
import { type AnsweredGroup, answerAll, cannotAnswer } from './answer-all.js';
import classes from './GroupDialog.module.css';

/** One answer to everybody of a group, each by their own way; who can't be answered is named first, with why. */
export function AnswerGroup({ members }: { members: GroupedTip[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: channels = [] } = useQuery(channelsQuery);
  const [isOpen, setOpen] = useState(false);
  const [isReading, setReading] = useState(false);
  const [text, setText] = useDraft(members[0]?.id ?? '', 'group-answer');
  const answerIds = useRef(new Map<string, string>());
  /** The same answer tried twice is one; ids are new once a round is done or its words changed. */
  const answerIdOf = (tipId: string) => {
    const id = answerIds.current.get(tipId) ?? crypto.randomUUID();
    answerIds.current.set(tipId, id);
    return id;
  };
  const sending = useMutation({
    mutationFn: () => answerAll(members, channels, text, answerIdOf),
    onSuccess: async () => {
      setText('');
      answerIds.current.clear();
      await queries.invalidateQueries({ queryKey: ['tip'] });
    },
    onSettled: () => setReading(false),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReading) sending.mutate();
    else setReading(text.trim() !== '');
  };
  if (members.length < 2) return null;
  const refused = members.flatMap((tip) => {
    const why = cannotAnswer(tip, channels, text);
    return why === undefined ? [] : [{ tip, why }];
  });
  const answered = members.length - refused.length;
  if (!isOpen)
    return (
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {t('groups.answer.open')}
      </Button>
    );
  return (
    <form onSubmit={submit} aria-label={t('groups.answer.open')}>
      <Textarea
        label={t('groups.answer.label')}
        description={t('groups.answer.whoReads', { count: answered })}
        autosize
        minRows={2}
        maxRows={8}
        data-autofocus
        autoFocus
        value={text}
        readOnly={isReading}
        onChange={(event) => {
          setText(event.currentTarget.value);
          answerIds.current.clear();
          sending.reset();
        }}
      />
      <NotAnswered refused={sending.data?.refused ?? refused} />
      {sending.data !== undefined && (
        <p role="status">{t('groups.answer.sent', { count: sending.data.sent })}</p>
      )}
      {sending.isError && sending.error.name !== 'NotUnlocked' && <Failure error={sending.error} />}
      <ReadBeforeSending
        isReading={isReading}
        sure={t('groups.answer.sure', { count: answered })}
        send={t('groups.answer.send')}
        isSending={sending.isPending}
        disabled={text.trim() === '' || answered === 0}
        onEdit={() => setReading(false)}
      />
    </form>
  );
}

function NotAnswered({ refused }: { refused: AnsweredGroup['refused'] }) {
  const { t } = useTranslation();
  const { moment } = useTimes();
  if (refused.length === 0) return null;
  return (
    <Alert color="clay" mt="xs" title={t('groups.answer.refused', { count: refused.length })}>
      <ul className={classes.unanswered}>
        {refused.map(({ tip, why }) => (
          <li key={tip.id}>
            {channelName(t, tip.channel)}, {moment(tip.receivedAt)}: {t(`groups.answer.why.${why}`)}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
