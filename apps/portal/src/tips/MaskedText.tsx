import type { TFunction } from 'i18next';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaskedSpan } from '../api/types.js';
import type { Words } from '../words/es.js';
import classes from './MaskedText.module.css';

/** Anonymised text: what was masked shows as chips that say what it is; the same value wears the same token and hue. */
export function MaskedText({ text, spans }: { text: string; spans: MaskedSpan[] }) {
  const pieces: ReactNode[] = [];
  let read = 0;
  for (const span of [...spans].sort((one, other) => one.start - other.start)) {
    if (span.start < read) continue; // a span inside another one is already shown
    pieces.push(text.slice(read, span.start), <MaskedChip key={span.start} span={span} />);
    read = span.end;
  }
  return (
    <>
      {pieces}
      {text.slice(read)}
    </>
  );
}

export function MaskedChip({ span }: { span: MaskedSpan }) {
  const { t } = useTranslation();
  return (
    <span
      className={classes.chip}
      style={{ '--hue': hueOf(span.token) } as CSSProperties}
      title={t('masked.why', {
        type: typeName(t, span.type),
        rule: span.rule,
        score: Math.round(span.score * 100),
        check: span.valid === false ? t('masked.invalid') : '',
      })}
    >
      {typeName(t, span.type)}
      <b className={classes.token}>{shortToken(span.token)}</b>
    </span>
  );
}

export const typeName = (t: TFunction, type: string): string =>
  t(`masked.types.${type as keyof Words['masked']['types']}`, { defaultValue: type });

const TOKEN_LENGTH = 4;

/** Enough to tell the people and numbers of one tip apart. */
const shortToken = (token: string): string => token.replace(/[^\p{L}\p{N}]/gu, '').slice(-TOKEN_LENGTH);

const HUES = 24;

/** One of 24 hues; lightness and contrast are the style sheet's. */
function hueOf(token: string): number {
  let hash = 0;
  for (const character of token) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return (hash % HUES) * (360 / HUES);
}
