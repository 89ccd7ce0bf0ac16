import type { EntityType } from '../entity.js';

const MONTHS = 'ene feb mar abr may jun jul ago sep oct nov dic'.split(' ');
/** Degrees: a cell of about 5 km, where Spain's average density holds more than a thousand people. */
const CELL = 0.05;

/** The coarse part of a value, or nothing where there is none. */
export function generalise(type: EntityType, shown: string): string | undefined {
  if (type === 'DATE' || type === 'DATE_OF_BIRTH') return monthOf(shown);
  if (type === 'COORDINATES') return cellOf(shown);
  if (type === 'IP') return /^\d/.test(shown) ? shown.replace(/\.\d+\.\d+$/, '.0.0/16') : undefined;
  return undefined;
}

function monthOf(shown: string): string | undefined {
  const year = /(?<!\d)(?:19|20)\d{2}(?!\d)/.exec(shown)?.[0];
  const iso = /\d{4}[-/.](\d{1,2})[-/.]\d{1,2}/.exec(shown)?.[1];
  const figures = iso ?? /\d{1,2}[-/.](\d{1,2})[-/.]\d{2,4}/.exec(shown)?.[1];
  const word = /[a-z]{3}/i.exec(shown.replace(/\bde\b/gi, ''))?.[0]?.toLowerCase();
  const month = figures ? Number(figures) : word ? MONTHS.indexOf(word) + 1 : 0;
  if (month < 1 || month > 12) return year;
  return year ? `${String(month).padStart(2, '0')}/${year}` : undefined;
}

function cellOf(shown: string): string | undefined {
  const [latitude, longitude] = (shown.match(/[-+]?\d{1,3}[.,]\d+/g) ?? []).map((degrees) =>
    Number(degrees.replace(',', '.')),
  );
  if (latitude === undefined || longitude === undefined) return undefined;
  return [latitude, longitude].map((degrees) => (Math.round(degrees / CELL) * CELL).toFixed(2)).join(', ');
}
