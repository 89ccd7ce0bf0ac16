import { Button, Kbd } from '@mantine/core';
import type { TFunction } from 'i18next';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Repeat, Tip } from '../api/types.js';
import { channelName } from '../words/channels.js';
import { useTimes } from '../words/times.js';
import { Card } from './Card.js';
import { linkWords } from './link-words.js';
import { ListedText, readableText } from './MaskedText.js';
import classes from './Repeats.module.css';

/** The comparison is read by few: its code comes when it is asked for. */
const WordDifferences = lazy(() => import('./WordDifferences.js'));

const SHOWN_AT_FIRST = 5;

interface RepeatsProps {
  tip: Tip;
  onOpen: (id: string) => void;
  /** Opens the dialog in which the group is compared and decided. */
  onGroup: () => void;
}

/** The other tips that say this: why, when, and in which words they differ. */
export function Repeats({ tip, onOpen, onGroup }: RepeatsProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { repeats } = tip;
  if (repeats.length === 0) return null;
  const shown = all ? repeats : repeats.slice(0, SHOWN_AT_FIRST);
  return (
    <Card title={t('repeats.title', { count: repeats.length })}>
      <div className={classes.top}>
        <p className={classes.intro}>{t('repeats.intro', { count: repeats.length })}</p>
        <Button
          size="xs"
          variant="default"
          rightSection={
            <Kbd size="xs" className={classes.key} aria-hidden="true">
              g
            </Kbd>
          }
          aria-keyshortcuts="g"
          onClick={onGroup}
        >
          {t('keys.group')}
        </Button>
      </div>
      <ol className={classes.list}>
        {shown.map((repeat) => (
          <RepeatedTip key={repeat.id} tip={tip} repeat={repeat} onOpen={onOpen} />
        ))}
      </ol>
      {repeats.length > shown.length && (
        <Button variant="default" size="xs" mt="sm" onClick={() => setAll(true)}>
          {t('repeats.all', { count: repeats.length })}
        </Button>
      )}
    </Card>
  );
}

function RepeatedTip({ tip, repeat, onOpen }: { tip: Tip; repeat: Repeat; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const { moment, exact } = useTimes();
  const [comparing, setComparing] = useState(false);
  return (
    <li className={classes.repeat}>
      <div className={classes.top}>
        <span>
          <time dateTime={repeat.receivedAt} title={exact(repeat.receivedAt)}>
            {moment(repeat.receivedAt)}
          </time>
          {' · '}
          {channelName(t, repeat.channel)}
        </span>
        <span className={classes.buttons}>
          <Button
            size="compact-xs"
            variant="default"
            aria-expanded={comparing}
            disabled={repeat.isHeld}
            onClick={() => setComparing(!comparing)}
          >
            {t(comparing ? 'repeats.stopComparing' : 'repeats.compare')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => onOpen(repeat.id)}>
            {t('repeats.open')}
          </Button>
        </span>
      </div>
      {comparing && !repeat.isHeld ? (
        <Suspense fallback={<p>{repeat.text}</p>}>
          <WordDifferences before={readableText(t, tip)} after={readableText(t, repeat)} />
        </Suspense>
      ) : (
        <p className={classes.text}>
          <ListedText tip={repeat} />
        </p>
      )}
      {reasons(t, tip, repeat).map((words) => (
        <p key={words} className={classes.because}>
          {words}
        </p>
      ))}
    </li>
  );
}

/** Why it was folded, each reason once: what links it to the tip being read, else what links it to the group. */
function reasons(t: TFunction, tip: Tip, repeat: Repeat): string[] {
  const toThisOne = repeat.because.filter(({ tipId }) => tipId === tip.id);
  const links = toThisOne.length > 0 ? toThisOne : repeat.because;
  return [...new Set(links.map((link) => linkWords(t, link)))];
}
