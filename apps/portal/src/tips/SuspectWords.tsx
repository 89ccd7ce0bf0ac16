import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaskedSpan } from '../api/types.js';
import type { PrivacyWords } from '../words/es/privacy.js';
import { MaskedText } from './MaskedText.js';
import classes from './SuspectWords.module.css';
import type { SecondLookInHand, TipSuspect } from './use-second-look.js';

interface SuspectWordsProps {
  text: string;
  spans: MaskedSpan[];
  /** Those of the field that `text` belongs to. */
  suspects: TipSuspect[];
  look: SecondLookInHand;
  /** Where `text` begins in its field. */
  from?: number;
  /** Whether words of it can be selected to be masked. */
  isSelectable?: boolean;
}

/** Masked words in which what is suspected is marked; a click on a mark goes there. */
export function SuspectWords({
  text,
  spans,
  suspects,
  look,
  from = 0,
  isSelectable = false,
}: SuspectWordsProps) {
  const { t } = useTranslation();
  const piece = (start: number, end: number) => (
    <MaskedText
      key={`from-${start}`}
      text={text.slice(start, end)}
      spans={spans
        .filter((span) => span.start >= start && span.end <= end)
        .map((span) => ({ ...span, start: span.start - start, end: span.end - start }))}
      {...(isSelectable ? { from: from + start } : {})}
    />
  );
  const pieces: ReactNode[] = [];
  let read = 0;
  for (const suspect of suspects) {
    const start = Math.max(suspect.start - from, 0);
    const end = Math.min(suspect.end - from, text.length);
    if (start >= end) continue; // of another line
    pieces.push(
      piece(read, start),
      <mark
        key={suspect.key}
        className={classes.suspect}
        data-current={suspect.key === look.current?.key || undefined}
        data-harmless={suspect.isHarmless || undefined}
        title={whyOf(t, suspect.kind)}
        onClick={() => window.getSelection()?.isCollapsed !== false && look.choose(suspect)}
      >
        {piece(start, end)}
      </mark>,
    );
    read = end;
  }
  return (
    <>
      {pieces}
      {piece(read, text.length)}
    </>
  );
}

/** Why a stretch is suspected, in the reader's language. */
export const whyOf = (t: TFunction, kind: string): string =>
  t(`privacy.reviewReasons.${kind as keyof PrivacyWords['reviewReasons']}`, { defaultValue: kind });
