import { ActionIcon, Button, Kbd } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { type MouseEvent, type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tip } from '../api/types.js';
import { countsQuery } from '../queue/queue-queries.js';
import type { Triage } from '../queue/use-triage.js';
import { Icon } from '../shell/Icon.js';
import { useShortcuts } from '../shell/shortcuts.js';
import { readableText } from './MaskedText.js';
import { type Selected, selectedWords } from './selected-text.js';
import classes from './SecondLook.module.css';
import { whyOf } from './SuspectWords.js';
import { type SecondLookInHand, spansOf, type TipSuspect, wordsOf } from './use-second-look.js';

/** The keys of the look, and what is selected. Once on a tip's page, whatever of the tip is looked at. */
export function useLookKeys(look: SecondLookInHand, triage: Triage) {
  const selected = useSelection();
  const mask = () => {
    const stretch = selectedWords();
    if (stretch === undefined) look.maskCurrent();
    else look.maskSelected(stretch);
  };
  const goOn = () =>
    look.part === undefined ? look.released !== undefined && triage.openHeld() : look.release();
  useShortcuts({
    m: mask,
    'Shift+M': look.maskAll,
    h: look.keepCurrent,
    '.': look.next,
    ',': look.previous,
    l: goOn,
  });
  return { selected, mask, goOn };
}

export interface SecondLookProps {
  tip: Tip;
  look: SecondLookInHand;
  triage: Triage;
  keys: ReturnType<typeof useLookKeys>;
}

/**
 * Below words (`text`, or what the informant said later) in which a person sees what the engine missed: they decide
 * about each suspect, mask what they select, and say that these words were looked at.
 */
export function SecondLook({ of, ...rest }: SecondLookProps & { of: string }) {
  const { look, keys } = rest;
  if (look.part === of) return <Suspects {...rest} />;
  if (look.part === undefined && look.released === of) return <Released onNext={keys.goOn} />;
  if (keys.selected?.of !== of) return null;
  return (
    <div className={classes.bar}>
      <MaskButton of="mask" onClick={keys.mask} />
    </div>
  );
}

/** What is suspected, one after the other, with what can be decided about it. It stays in sight below a long text. */
function Suspects({ tip, look, triage, keys: { selected, mask } }: SecondLookProps) {
  const { t } = useTranslation();
  const { lane } = useSearch({ from: '/desk/queue' });
  const { data: counts } = useQuery(countsQuery);
  const panel = useRef<HTMLDivElement>(null);
  const release = useRef<HTMLButtonElement>(null);
  const { parts, part, suspects, undecided, current, isBusy } = look;
  const others = (counts?.lanes.review ?? 1) - 1 + parts.length - 1;

  const isWanted = triage.lookWanted === tip.id;
  useEffect(() => {
    if (!isWanted) return;
    panel.current?.focus({ preventScroll: true });
    showCurrent(panel.current);
    triage.lookStarted();
  }, [isWanted, triage]);

  // Whoever has decided about the last one only needs to say that they looked.
  const left = useRef(undecided.length);
  useEffect(() => {
    if (left.current > 0 && undecided.length === 0) release.current?.focus();
    left.current = undecided.length;
  }, [undecided.length]);
  // Whoever opens a tip to read it isn't taken away from its text.
  const mayScroll = useRef(part === 'text' || lane === 'review');
  useEffect(() => {
    if (mayScroll.current) showCurrent(panel.current);
    mayScroll.current = true;
  }, [current?.key]);

  return (
    <div
      ref={panel}
      className={classes.panel}
      role="group"
      aria-label={t('privacy.suspects.title')}
      aria-busy={isBusy}
      tabIndex={-1}
    >
      <p className={classes.sum}>
        <Icon name={suspects.length > 0 && undecided.length === 0 ? 'check' : 'warning'} />
        <span>{sumOf(t, look)}</span>
      </p>
      <div className={classes.at}>
        <p className={classes.current} role="status">
          {current !== undefined && (
            <>
              <b>{t('privacy.suspects.at', { at: suspects.indexOf(current) + 1, count: suspects.length })}</b>{' '}
              <q lang={tip.language}>{readable(t, tip, current)}</q>{' '}
              <span>
                · {whyOf(t, current.kind)}
                {current.isHarmless && ` · ${t('privacy.suspects.isHarmless')}`}
              </span>
            </>
          )}
        </p>
        {suspects.length > 1 && (
          <ActionIcon.Group>
            <Step by="previous" letter="," onClick={look.previous} />
            <Step by="next" letter="." onClick={look.next} />
          </ActionIcon.Group>
        )}
      </div>
      <div className={classes.bar}>
        {(selected !== undefined || current !== undefined) && (
          <MaskButton of={selected === undefined ? 'maskThis' : 'mask'} onClick={mask} />
        )}
        {undecided.length > 0 && (
          <Act letter="h" onClick={look.keepCurrent}>
            {t('privacy.suspects.harmless')}
          </Act>
        )}
        {undecided.length > 1 && (
          <Act letter="⇧m" shortcut="Shift+M" onClick={look.maskAll}>
            {t('privacy.suspects.maskAll', { count: undecided.length })}
          </Act>
        )}
      </div>
      <div className={classes.end}>
        <p className={classes.how}>
          {t('privacy.maskHow')}
          {others > 0 && ` ${t('privacy.suspects.waiting', { count: others })}`}
        </p>
        <Act
          ref={release}
          letter="l"
          variant={undecided.length > 0 ? 'default' : 'filled'}
          onClick={look.release}
        >
          {undecided.length > 0
            ? t('privacy.lookedAtAndLeft', { count: undecided.length })
            : t('privacy.lookedAt')}
        </Act>
      </div>
    </div>
  );
}

/** The suspect that one is at; of words in which nothing is pointed at, their panel. */
function showCurrent(panel: HTMLElement | null): void {
  (document.querySelector('mark[data-current]') ?? panel)?.scrollIntoView({ block: 'nearest' });
}

/** After the look: on to the next text that waits for one. */
function Released({ onNext }: { onNext: () => void }) {
  const { t } = useTranslation();
  const { data: counts } = useQuery(countsQuery);
  const next = useRef<HTMLButtonElement>(null);
  const waiting = counts?.lanes.review ?? 0;
  useEffect(() => next.current?.focus(), []);
  return (
    <div className={classes.bar}>
      <span role="status">{t('privacy.done')}</span>
      <Act ref={next} letter="l" onClick={onNext}>
        {t('privacy.suspects.nextHeld')}
      </Act>
      {waiting > 0 && (
        <span className={classes.how}>{t('privacy.suspects.waiting', { count: waiting })}</span>
      )}
    </div>
  );
}

/** "3 suspects: a long number · somebody speaks of themself (2)" */
function sumOf(t: TFunction, { suspects, undecided }: SecondLookInHand): string {
  if (suspects.length === 0) return t('privacy.suspects.none');
  if (undecided.length === 0) return t('privacy.suspects.decided');
  const counts = new Map<string, number>();
  for (const { kind } of undecided) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kinds = [...counts].map(([kind, count]) => whyOf(t, kind) + (count > 1 ? ` (${count})` : ''));
  return t('privacy.suspects.sum', { count: undecided.length, kinds: kinds.join(' · ') });
}

function readable(t: TFunction, tip: Tip, { of, start, end }: TipSuspect): string {
  const spans = spansOf(tip, of)
    .filter((span) => span.start >= start && span.end <= end)
    .map((span) => ({ ...span, start: span.start - start, end: span.end - start }));
  return readableText(t, { text: wordsOf(tip, of).slice(start, end), spans });
}

function Step({ by, letter, onClick }: { by: 'next' | 'previous'; letter: string; onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <ActionIcon
      size={30}
      variant="default"
      aria-label={t(`privacy.suspects.${by}`)}
      title={`${t(`privacy.suspects.${by}`)} (${letter})`}
      aria-keyshortcuts={letter}
      onClick={onClick}
      data-by={by}
      className={classes.step}
    >
      <Icon name="back" size={14} />
    </ActionIcon>
  );
}

interface ActProps {
  /** As it is shown. */
  letter: string;
  /** As it is pressed, where that is written otherwise. */
  shortcut?: string;
  onClick: () => void;
  ref?: Ref<HTMLButtonElement>;
  variant?: 'default' | 'filled';
  onMouseDown?: (event: MouseEvent) => void;
  children: ReactNode;
}

/** A button with its key. */
const Act = ({ letter, shortcut = letter, variant = 'default', ...rest }: ActProps) => (
  <Button
    size="xs"
    variant={variant}
    aria-keyshortcuts={shortcut}
    rightSection={
      <Kbd size="xs" className={classes.key} aria-hidden="true">
        {letter}
      </Kbd>
    }
    {...rest}
  />
);

interface MaskButtonProps {
  of: 'mask' | 'maskThis';
  onClick: () => void;
}

function MaskButton({ of, onClick }: MaskButtonProps) {
  const { t } = useTranslation();
  return (
    <Act
      letter="m"
      variant={of === 'mask' ? 'default' : 'filled'}
      onMouseDown={(event) => event.preventDefault()} // keeps the selection
      onClick={onClick}
    >
      {t(of === 'mask' ? 'privacy.mask' : 'privacy.suspects.maskThis')}
    </Act>
  );
}

/** What is selected of the tip's words now, for the button; nothing where the selection lies elsewhere. */
function useSelection(): Selected | undefined {
  const [selected, setSelected] = useState<Selected>();
  useEffect(() => {
    const read = () => setSelected(selectedWords());
    document.addEventListener('selectionchange', read);
    return () => document.removeEventListener('selectionchange', read);
  }, []);
  return selected;
}
