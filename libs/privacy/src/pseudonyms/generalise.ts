import type { EntityType } from '../entity.js';
import { fold } from '../text/folding.js';

/** First three letters, in five languages; a month's number is its place in the row, from 1. */
const MONTHS = [
  'ene gen xan urt jan',
  'feb ots',
  'mar martxo',
  'abr api apr',
  'may mai',
  'jun xun eka',
  'jul xul uzt',
  'ago abu aug',
  'sep set ira',
  'oct out urr',
  'nov aza',
  'dic des dec abe',
].map((names) => names.split(' '));
/** Degrees: a cell of about 5 km, where Spain's average density holds more than a thousand people. */
const CELL = 0.05;

/** The coarse part of a value, or nothing where there is none. */
export function generalise(
  type: EntityType,
  shown: string,
  municipalityOf?: (words: string) => string | undefined,
): string | undefined {
  if (type === 'PLACE' || type === 'ADDRESS') return municipalityOf?.(shown);
  if (type === 'DATE' || type === 'DATE_OF_BIRTH') return monthOf(shown);
  if (type === 'COORDINATES') return cellOf(shown);
  if (type === 'IP') return /^\d/.test(shown) ? shown.replace(/\.\d+\.\d+$/, '.0.0/16') : undefined;
  return undefined;
}

function monthOf(shown: string): string | undefined {
  const year = /(?<!\d)(?:19|20)\d{2}(?!\d)/.exec(shown)?.[0];
  const iso = /\d{4}[-/.](\d{1,2})[-/.]\d{1,2}/.exec(shown)?.[1];
  const figures = iso ?? /\d{1,2}[-/.](\d{1,2})[-/.]\d{2,4}/.exec(shown)?.[1];
  const month = figures ? Number(figures) : monthNamed(fold(shown));
  if (month < 1 || month > 12) return year;
  return year ? `${String(month).padStart(2, '0')}/${year}` : undefined;
}

function monthNamed(folded: string): number {
  for (const [word] of folded.matchAll(/[a-z]{3,12}/g)) {
    const month = MONTHS.findIndex((names) => names.some((name) => word.startsWith(name)));
    if (month >= 0) return month + 1;
  }
  return 0;
}

function cellOf(shown: string): string | undefined {
  const [latitude, longitude] = (shown.match(/[-+]?\d{1,3}[.,]\d+/g) ?? []).map((degrees) =>
    Number(degrees.replace(',', '.')),
  );
  if (latitude === undefined || longitude === undefined) return undefined;
  return [latitude, longitude].map((degrees) => (Math.round(degrees / CELL) * CELL).toFixed(2)).join(', ');
}
