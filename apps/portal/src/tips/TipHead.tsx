import { Button, Kbd, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Tip } from '../api/types.js';
import { useNames } from '../desk/names.js';
import type { Triage } from '../queue/use-triage.js';
import { useDocumentTitle } from '../shell/document-title.js';
import { Icon, type IconName } from '../shell/Icon.js';
import { channelName } from '../words/channels.js';
import { useTimes } from '../words/times.js';
import { MaskedPlace } from './MaskedText.js';
import { DueClock, Priority } from './Priority.js';
import { SuspectWords } from './SuspectWords.js';
import type { SecondLookInHand } from './use-second-look.js';
import classes from './TipHead.module.css';

/** What the tip is at a glance, and everything that can be done with it, each with its key. */
export function TipHead({ tip, triage, look }: { tip: Tip; triage: Triage; look: SecondLookInHand }) {
  const { t } = useTranslation();
  const names = useNames();
  const { moment, exact } = useTimes();
  useDocumentTitle(t('tip.title', { time: moment(tip.receivedAt) }));
  const suspects = look.suspectsIn('place');
  const place =
    tip.place !== null &&
    (suspects.length > 0 ? (
      <SuspectWords text={tip.place} spans={tip.placeSpans} suspects={suspects} look={look} />
    ) : (
      <MaskedPlace place={tip.place} placeSpans={tip.placeSpans} />
    ));
  const messages = look.parts.filter((part) => part !== 'text');
  const move = (state: 'new' | 'triaged' | 'in-case') => triage.perform([tip], { kind: 'state', state });
  return (
    <header className={classes.head}>
      <div className={classes.facts}>
        <Priority priority={tip.priority} />
        <DueClock dueAt={tip.dueAt} state={tip.state} />
        <span className={classes.state} data-state={tip.state}>
          {tip.outcome === null
            ? t(`states.${tip.state}`)
            : t('tip.closedAs', { outcome: t(`outcomes.${tip.outcome}`) })}
        </span>
        {tip.setAside !== null && <span className={classes.aside}>{t('tip.setAside')}</span>}
        {messages.length > 0 && (
          <UnstyledButton
            className={classes.waits}
            onClick={() => {
              look.choosePart(messages[0]);
              triage.lookAt(tip.id);
            }}
          >
            <Icon name="reply" size={13} />
            {t('queue.repliesHeld', { count: messages.length })}
          </UnstyledButton>
        )}
      </div>
      <h2 className={classes.title}>
        {tip.municipality !== null
          ? names.municipality(tip.municipality)
          : tip.place !== null
            ? place
            : t('tip.noPlace')}
      </h2>
      <p className={classes.origin}>
        <time dateTime={tip.receivedAt} title={exact(tip.receivedAt)}>
          {t('tip.arrived', { time: moment(tip.receivedAt), channel: channelName(t, tip.channel) })}
        </time>
        {' · '}
        {names.campaign(tip.campaignId)}
        {' · '}
        {names.unit(tip.unitId)}
        {tip.place !== null && tip.municipality !== null && (
          <>
            {' · '}
            {t('tip.place')} {place}
          </>
        )}
      </p>
      <div className={classes.actions} role="toolbar" aria-label={t('tip.actions')}>
        {tip.state === 'closed' ? (
          <Action icon="returnBack" words={t('actions.reopen')} onClick={() => move('triaged')} />
        ) : (
          <>
            {tip.state !== 'triaged' && (
              <Action
                icon="check"
                words={t('actions.triaged')}
                letter="t"
                onClick={() => move('triaged')}
                isMain
              />
            )}
            {tip.state !== 'in-case' && (
              <Action
                icon="folder"
                words={t('actions.inCase')}
                letter="i"
                onClick={() => move('in-case')}
                isMain={tip.state === 'triaged'}
              />
            )}
            <Action
              icon="close"
              words={t('actions.close')}
              letter="e"
              onClick={() => triage.ask('close', [tip])}
            />
            {tip.setAside === null ? (
              <Action
                icon="aside"
                words={t('actions.setAside')}
                letter="s"
                onClick={() => triage.ask('set-aside', [tip])}
              />
            ) : (
              <Action
                icon="returnBack"
                words={t('actions.return')}
                onClick={() => triage.perform([tip], { kind: 'return' })}
              />
            )}
          </>
        )}
        <Action icon="note" words={t('actions.note')} letter="n" onClick={triage.writeNote} />
      </div>
    </header>
  );
}

interface ActionProps {
  icon: IconName;
  words: string;
  letter?: string;
  isMain?: boolean;
  onClick: () => void;
}

const Action = ({ icon, words, letter, isMain = false, onClick }: ActionProps) => (
  <Button
    size="xs"
    variant={isMain ? 'filled' : 'default'}
    leftSection={<Icon name={icon} size={14} />}
    rightSection={
      letter !== undefined && (
        <Kbd size="xs" className={classes.key} aria-hidden="true">
          {letter}
        </Kbd>
      )
    }
    aria-keyshortcuts={letter}
    onClick={onClick}
  >
    {words}
  </Button>
);
