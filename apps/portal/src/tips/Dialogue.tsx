import { Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, lazy, Suspense, useRef, useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Channel, Tip } from '../api/types.js';
import { useNames } from '../desk/names.js';
import { Icon } from '../shell/Icon.js';
import { Failure } from '../states/Failure.js';
import { channelName } from '../words/channels.js';
import { withWords } from '../words/index.js';
import { useTimes } from '../words/times.js';
import { channelsQuery } from './channels-query.js';
import classes from './Dialogue.module.css';
import { useDraft } from './drafts.js';
import { ReadBeforeSending } from './ReadBeforeSending.js';
import { SecondLook, type SecondLookProps } from './SecondLook.js';
import { SuspectWords } from './SuspectWords.js';
import { sendAnswer } from './send-answer.js';
import { tipQuery } from './tip-queries.js';

const PublicPost = lazy(
  withWords('x', () => import('./PublicPost.js').then(({ PublicPost: it }) => ({ default: it }))),
);

/** From here on the composer counts. */
const NEAR_THE_END = 500;

/** Words that leave the house: another colour than everything else, and a second look before they go. */
export function Dialogue(second: SecondLookProps) {
  const { tip, look } = second;
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
            <li key={line.id} data-sender={line.sender} data-held={line.isHeld || undefined}>
              {line.sender === 'desk' ? (
                <p className={classes.text}>{line.text}</p>
              ) : (
                <p className={classes.text} lang={tip.language} data-words={line.id}>
                  <SuspectWords
                    text={line.text}
                    spans={line.spans}
                    suspects={look.suspectsIn(line.id)}
                    look={look}
                    isSelectable
                  />
                </p>
              )}
              <p className={classes.by}>
                {line.sender === 'informant' ? t('dialogue.informant') : names.person(line.authorId)} ·{' '}
                <time dateTime={line.sentAt} title={exact(line.sentAt)}>
                  {moment(line.sentAt)}
                </time>
                {line.delivery !== null && ` · ${t(`dialogue.delivery.${line.delivery}`)}`}
                {line.kind === 'new-version' && ` · ${t('dialogue.newVersion')}`}
                {line.isHeld && <b> · {t('dialogue.held')}</b>}
              </p>
              {line.sender === 'informant' && <SecondLook of={line.id} {...second} />}
            </li>
          ))}
        </ol>
      )}
      <WayBack tip={tip} />
    </section>
  );
}

/** The composer, if the tip's channel leads back to whoever wrote. */
function WayBack({ tip }: { tip: Tip }) {
  const { t } = useTranslation();
  const { data: channels } = useQuery(channelsQuery);
  const channel = channels?.find((each) => each.channel === tip.channel);
  if (channels === undefined) return null;
  if (channel === undefined) return <p className={classes.none}>{t('dialogue.noWayBack')}</p>;
  const ask = <Ask tip={tip} channel={channel} />;
  if (tip.channel !== 'x-mention') return ask;
  return (
    <Suspense>
      <PublicPost tip={tip}>{ask}</PublicPost>
    </Suspense>
  );
}

function Ask({ tip, channel }: { tip: Tip; channel: Channel }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [text, setText] = useDraft(tip.id, 'question');
  const [isReading, setReading] = useState(false);
  /** The same answer tried twice is one: the name changes only once it is queued. */
  const answerId = useRef(crypto.randomUUID());
  const left = channel.longestMessage - [...text].length;
  const sending = useMutation({
    mutationFn: () => sendAnswer(tip, text, answerId.current),
    onSuccess: async () => {
      await queries.invalidateQueries(tipQuery(tip.id));
      setText('');
      answerId.current = crypto.randomUUID();
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
        description={whoReads(t, tip, channel)}
        autosize
        minRows={2}
        maxRows={10}
        error={left < 0 && t('dialogue.left', { count: left })}
        value={text}
        readOnly={isReading}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      {left >= 0 && left < NEAR_THE_END && (
        <p className={classes.by}>{t('dialogue.left', { count: left })}</p>
      )}
      {sending.isError && <Refused error={sending.error} />}
      <ReadBeforeSending
        isReading={isReading}
        sure={t('dialogue.sure')}
        send={t('dialogue.send')}
        isSending={sending.isPending}
        disabled={text.trim() === '' || left < 0}
        onEdit={() => setReading(false)}
      />
    </form>
  );
}

function whoReads(t: TFunction, { channel: name }: Tip, channel: Channel): string {
  if (name === 'web') return t('dialogue.whoReads');
  const said = { channel: channelName(t, name) };
  const who = t(channel.private ? 'dialogue.whoReadsPrivate' : 'dialogue.whoReadsPublic', said);
  return `${who} ${t('dialogue.needsKey')}`;
}

/** Who closed the unlock dialog changed their mind: nothing failed. */
function Refused({ error }: { error: Error }) {
  const { t } = useTranslation();
  if (error.name === 'NotUnlocked') return null;
  return error.name === 'NoFittingKey' ? (
    <p className={classes.warning} role="alert">
      {t('dialogue.noKey')}
    </p>
  ) : (
    <Failure error={error} />
  );
}
