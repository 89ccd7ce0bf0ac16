import type { TFunction } from 'i18next';
import type { Words } from '../words/es.js';

/** What stands in an anonymised text for what was masked: `PERSON·7f3a`, `[PERSON]`. Groups: type, bare type. */
export const MARK = /\b([A-Z][A-Z_]+)·[0-9a-f]{4}\b|\[([A-Z][A-Z_]+)\]/g;

/** A kind of personal data in the reader's language. */
export const typeName = (t: TFunction, type: string): string =>
  t(`masked.types.${type as keyof Words['masked']['types']}`, { defaultValue: type });
