import { foldLetters } from './folding.js';

/** Something in a text that points at one thing in the world and must be the same to be the same tip. */
export interface Identifier {
  start: number;
  end: number;
  type: IdentifierType;
  /** One spelling per thing: no separators, one case. */
  canonical: string;
}

export type IdentifierType =
  | 'mask'
  | 'url'
  | 'email'
  | 'handle'
  | 'hashtag'
  | 'coordinates'
  | 'iban'
  | 'plate'
  | 'phone'
  | 'date'
  | 'time'
  | 'code'
  | 'number';

interface Recogniser {
  type: IdentifierType;
  pattern: RegExp;
  canonical: (found: string) => string | undefined;
}

const compact = (found: string) => found.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();

/** Shortened links differ in each retweet of the same page: they name nothing. */
const SHORTENERS =
  /^(?:https?:\/\/)?(?:t\.co|bit\.ly|goo\.gl|ow\.ly|tinyurl\.com|pic\.twitter\.com|buff\.ly|dlvr\.it|is\.gd|lnkd\.in|youtu\.be\/?$)/i;

/** In order: what an earlier one took, a later one doesn't see. */
const RECOGNISERS: Recogniser[] = [
  // A masked handle is still a handle: "RT HANDLE·7f3a:" is said around a tip, as "RT @someone:" is.
  { type: 'handle', pattern: /HANDLE·[0-9a-z]{2,16}/gu, canonical: (written) => written },
  {
    // Privacy's pseudonyms, e.g. `PERSON·7f3a` or `[PLATE_1]`: same value in a campaign, same token.
    type: 'mask',
    pattern: /\[\p{Lu}[\p{Lu}_ -]*(?:[·:#_ -]?[\p{L}\p{N}]+)?\]|\[?\p{Lu}[\p{Lu}_]+·[\p{L}\p{N}]+\]?/gu,
    canonical: (found) => found.replace(/[[\]]/g, ''),
  },
  {
    type: 'url',
    pattern: /\bhttps?:\/\/\S+|\bwww\.\S+|\b(?:t\.co|bit\.ly|pic\.twitter\.com)\/\S+/giu,
    canonical: (found) =>
      SHORTENERS.test(found)
        ? ''
        : found
            .toLowerCase()
            .replace(/^https?:\/\/(www\.|m\.)?|^www\./, '')
            .replace(/[?#](utm_|fbclid|igsh|s=\d).*$/, '')
            .replace(/[.,;:!?)\]}"'…/]+$/u, ''),
  },
  {
    type: 'email',
    pattern: /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu,
    canonical: foldLetters,
  },
  { type: 'handle', pattern: /(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]*[\p{L}\p{N}_]/gu, canonical: foldLetters },
  {
    type: 'hashtag',
    pattern: /(?<![\p{L}\p{N}])#[\p{L}\p{N}_]+/gu,
    canonical: (found) => foldLetters(found.slice(1)),
  },
  {
    type: 'coordinates',
    pattern: /-?\d{1,2}\.\d{3,}\s*[,;]\s*-?\d{1,3}\.\d{3,}/gu,
    canonical: (found) => found.replace(/\s/g, ''),
  },
  {
    type: 'iban',
    pattern: /\b[A-Z]{2}\d{2}(?:[ -]?[\dA-Z]{4}){3,7}(?:[ -]?[\dA-Z]{1,3})?\b/gu,
    canonical: compact,
  },
  // Spain since 2000: four digits, three consonants; before: province letters, four digits, one or two letters.
  { type: 'plate', pattern: /\b\d{4}[ .-]?[b-df-hj-np-tv-z]{3}\b/giu, canonical: compact },
  { type: 'plate', pattern: /\b[A-Z]{1,2}[ -]?\d{4}[ -]?[A-Z]{1,2}\b/gu, canonical: compact },
  { type: 'plate', pattern: /\b[a-z]{1,2}-\d{4}-[a-z]{1,2}\b/giu, canonical: compact },
  // Roads and house codes: "M-50", "N-340".
  { type: 'code', pattern: /(?<![\p{L}\p{N}-])\p{L}{1,3}-\d{1,4}(?![\p{L}\p{N}-])/gu, canonical: compact },
  {
    type: 'phone',
    pattern: /(?<![\d.,/])(?:(?:\+|00)\d{2,3}[ .-]?)?\(?\d{2,3}\)?(?:[ .-]?\d{2,3}){2,4}(?![\d/]|[.,]\d)/gu,
    canonical: (found) => {
      const digits = found.replace(/\D/g, '').replace(/^(?:00)?34(?=[6-9]\d{8}$)/, '');
      return /^[6-9]\d{8}$/.test(digits) || (/^(\+|00)/.test(found) && digits.length >= 9)
        ? digits
        : undefined;
    },
  },
  {
    type: 'date',
    pattern: /(?<!\d)\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?(?!\d)|(?<!\d)\d{1,2}\.\d{1,2}\.\d{2,4}(?!\d)/gu,
    canonical: (found) =>
      found
        .split(/\D/)
        .map((part) => String(Number(part) % 2000 || Number(part)))
        .join('/'),
  },
  {
    type: 'time',
    pattern:
      /(?<!\d)\d{1,2}(?::|h|')\d{2}(?!\d)(?:\s?h(?:oras|rs|s)?\b)?|(?<!\d)\d{1,2}\s?h(?:oras|rs|s)?\b/giu,
    canonical: (found) => {
      const [hours, minutes = '0'] = found.match(/\d+/g)!;
      return `${Number(hours)}${Number(minutes) === 0 ? '' : `:${minutes}`}`;
    },
  },
  // "A las 17.30" is an hour, "17.30 euros" is not.
  {
    type: 'time',
    pattern:
      /(?<=(?<!\p{L})(?:las?|les|as|ás|at|etan) )(?:[01]?\d|2[0-3])\.[0-5]\d(?![\d.,]|\s?(?:€|euros?|%))/giu,
    canonical: (found) => `${Number(found.split('.')[0])}:${found.split('.')[1]}`.replace(/:00$/, ''),
  },
  // Floor and door: "2ºB", "2º B", "4. B", "4B" (º is o by now).
  {
    type: 'code',
    pattern:
      /(?<![\p{L}\p{N}.,:-])\d{1,2}(?:\s?[oa°]\s?-?\s?["“']?[A-H]["”']?|[oa°]\s?-?\s?[b-df-h]|[A-Ha-h]|\.?\s(?:[BCFGH]|[ADE](?=\s?(?:$|[.,;:!?)\n]))))(?![\p{L}\p{N}])/gu,
    canonical: (found) =>
      `${Number.parseInt(found, 10)}${found.match(/[A-Ha-h](?=["”']?$)/)![0].toUpperCase()}`,
  },
  {
    type: 'number',
    pattern:
      /(?<![\p{L}\p{N}])\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])\d+(?:[.,]\d+)?(?![\p{L}\p{N}])/gu,
    canonical: canonicalNumber,
  },
];

/** Every identifier of a text, in reading order, none overlapping. */
export function findIdentifiers(text: string): Identifier[] {
  const found: Identifier[] = [];
  const taken = new Uint8Array(text.length);
  for (const { type, pattern, canonical } of RECOGNISERS) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (taken[start] === 1 || taken[end - 1] === 1) continue;
      const value = canonical(match[0]);
      if (value === undefined) continue;
      found.push({ start, end, type, canonical: value });
      taken.fill(1, start, end);
    }
  }
  return found.sort((left, right) => left.start - right.start);
}

/** "1.500,00", "1500" and "1,500" are one number; "1,5" is not fifteen. */
export function canonicalNumber(found: string): string {
  const grouped = /^\d{1,3}([.,]\d{3})+([.,]\d{1,2})?$/.test(found);
  const plain = grouped
    ? found.replace(/[.,](?=\d{3}(?:[.,]|$))/g, '').replace(',', '.')
    : found.replace(',', '.');
  return plain
    .replace(/^0+(?=\d)/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}
