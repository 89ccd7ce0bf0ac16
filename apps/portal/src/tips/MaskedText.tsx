import type { TFunction } from 'i18next';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaskedSpan } from '../api/types.js';
import { MARK, typeName } from './masks.js';
import classes from './MaskedText.module.css';

interface MaskedTextProps {
  text: string;
  spans: MaskedSpan[];
  /** Where `text` begins in the tip's whole text: its pieces then say where they stand, for whoever selects them. */
  from?: number;
}

/** A tip's words in a list beside others: held ones wait until somebody opens that tip. */
export function ListedText({ tip }: { tip: { text: string; spans: MaskedSpan[]; isHeld: boolean } }) {
  const { t } = useTranslation();
  return tip.isHeld ? <i>{t('queue.waits')}</i> : <MaskedText text={tip.text} spans={tip.spans} />;
}

/** Anonymised text: what was masked shows as chips that say what it is; the same value wears the same token and hue. */
export function MaskedText({ text, spans, from }: MaskedTextProps) {
  const pieces: ReactNode[] = [];
  let read = 0;
  const plain = (start: number, end: number) =>
    from === undefined || start === end ? (
      text.slice(start, end)
    ) : (
      <span key={`from-${start}`} data-from={from + start}>
        {text.slice(start, end)}
      </span>
    );
  for (const span of [...spans].sort((one, other) => one.start - other.start)) {
    if (span.start < read) continue; // a span inside another one is already shown
    pieces.push(plain(read, span.start), <MaskedChip key={span.start} span={span} from={from} />);
    read = span.end;
  }
  return (
    <>
      {pieces}
      {plain(read, text.length)}
    </>
  );
}

export function MaskedChip({ span, from }: { span: MaskedSpan; from?: number | undefined }) {
  const { t } = useTranslation();
  const code = codeOf(span);
  return (
    <span
      className={classes.chip}
      {...(from === undefined ? {} : { 'data-from': from + span.start, 'data-to': from + span.end })}
      style={{ '--hue': hueOf(span.token) } as CSSProperties}
      title={t('masked.why', {
        type: typeName(t, span.type),
        rule: span.rule,
        score: Math.round(span.score * 100),
        check: span.valid === false ? t('masked.invalid') : '',
      })}
    >
      {typeName(t, span.type)}
      {code !== '' && <b className={classes.token}>{code}</b>}
    </span>
  );
}

/** The code of `PERSON·7f3a`, what a generalised value keeps (`03/2012`), nothing of `[PERSON]`. */
const codeOf = ({ token }: MaskedSpan): string =>
  token.startsWith('[') ? '' : (token.split('·')[1] ?? token);

/** A tip's place. Of tips older than its spans the marks themselves say what they are. */
export function MaskedPlace({ place, placeSpans }: { place: string; placeSpans: MaskedSpan[] }) {
  const marks = [...place.matchAll(MARK)].map((mark) => ({
    type: mark[1] ?? mark[2]!,
    start: mark.index,
    end: mark.index + mark[0].length,
    token: mark[0],
    score: 1,
    rule: '—',
  }));
  return <MaskedText text={place} spans={placeSpans.length > 0 ? placeSpans : marks} />;
}

/** The text with the chips as words, where chips can't be shown. */
export function readableText(t: TFunction, { text, spans }: { text: string; spans: MaskedSpan[] }): string {
  return [...spans]
    .sort((one, other) => other.start - one.start)
    .reduce(
      (words, span) =>
        words.slice(0, span.start) +
        `${typeName(t, span.type)} ${codeOf(span)}`.trim() +
        words.slice(span.end),
      text,
    );
}

const HUES = 24;

/** One of 24 hues; lightness and contrast are the style sheet's. */
function hueOf(token: string): number {
  let hash = 0;
  for (const character of token) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return (hash % HUES) * (360 / HUES);
}
