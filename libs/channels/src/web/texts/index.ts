import { type Language, LANGUAGES } from '#campaigns';
import { ca } from './ca.js';
import { en } from './en.js';
import { es, type Texts } from './es.js';
import { eu } from './eu.js';
import { gl } from './gl.js';

export type { Texts };

export const TEXTS: Record<Language, Texts> = { es, ca, gl, eu, en };

/** Each language by the name its speakers give it. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  es: 'Español',
  ca: 'Català',
  gl: 'Galego',
  eu: 'Euskara',
  en: 'English',
};

const isLanguage = (tag: string): tag is Language => (LANGUAGES as readonly string[]).includes(tag);

/** The language an address starts with, if it is one of ours. */
export function languageOfPath(path: string): Language | undefined {
  const first = path.split('/')[1] ?? '';
  return isLanguage(first) ? first : undefined;
}

/** The best of our languages for an Accept-Language header (RFC 9110, 12.5.4); Spanish where none fits. */
export function preferredLanguage(header = ''): Language {
  const wanted = header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((each) => each.trim()).find((each) => each.startsWith('q='));
      return { tag: tag.split('-')[0]!, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 };
    })
    .filter(({ tag, weight }) => weight > 0 && isLanguage(tag))
    .sort((a, b) => b.weight - a.weight);
  return (wanted[0]?.tag as Language | undefined) ?? 'es';
}

/** A day and hour as people of this language write it, in Spain's time. */
export function momentIn(language: Language, at: Date): string {
  const format = { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Madrid' } as const;
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, format).format(at);
}

/** A number with this language's separators. */
export const numberIn = (language: Language, value: number): string =>
  new Intl.NumberFormat(language, { useGrouping: 'always' }).format(value);
