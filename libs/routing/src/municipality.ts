import { readFileSync } from 'node:fs';
import { normalise } from './normalise.js';

export interface Municipality {
  /** INE code, 5 digits; the first two are the province. */
  code: string;
  name: string;
}

/** The longest official name has this many words ("San Cristóbal de la Laguna" 5, the longest 9). */
const LONGEST_NAME_WORDS = 9;
const BEFORE_A_PLACE = new Set(['en', 'a', 'de', 'desde', 'por', 'd', 'des', 'dende', 'in', 'at', 'from']);

let byName: Map<string, Municipality> | undefined;

/**
 * The municipality a citizen means. In the `place` field any official name counts; in running text only one after a
 * preposition and written with a capital ("en Sol" the square, "sol" the sun), since half of Spain's villages are words.
 * Source of names: INE.
 */
export function recogniseMunicipality(place: string | undefined, text: string): Municipality | undefined {
  return (place === undefined ? undefined : search(place, () => true)) ?? search(text, looksLikeAPlace);
}

export function municipalityName(code: string): string | undefined {
  for (const municipality of gazetteer().values()) if (municipality.code === code) return municipality.name;
  return undefined;
}

type Accept = (words: string[], from: number) => boolean;

function search(text: string, accept: Accept): Municipality | undefined {
  const words = text
    .slice(0, 20_000)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  for (let length = Math.min(LONGEST_NAME_WORDS, words.length); length >= 1; length--) {
    for (let from = 0; from + length <= words.length; from++) {
      const found = gazetteer().get(normalise(words.slice(from, from + length).join(' ')));
      if (found !== undefined && accept(words, from)) return found;
    }
  }
  return undefined;
}

const looksLikeAPlace: Accept = (words, from) =>
  /^\p{Lu}/u.test(words[from]!) && from > 0 && BEFORE_A_PLACE.has(normalise(words[from - 1]!));

function gazetteer(): Map<string, Municipality> {
  if (byName !== undefined) return byName;
  byName = new Map();
  const file = new URL('../data/municipalities.json', import.meta.url);
  for (const [code, name] of Object.entries(
    JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>,
  )) {
    for (const spelling of spellings(name)) {
      const key = normalise(spelling);
      if (!byName.has(key)) byName.set(key, { code, name: spelling });
    }
  }
  return byName;
}

/** "Alicante/Alacant" is two names; "Coruña, A" is said "A Coruña" and often just "Coruña". */
function spellings(name: string): string[] {
  return name.split('/').flatMap((each) => {
    const [main, article] = each.split(', ');
    return article === undefined ? [each] : [`${article}${article.endsWith("'") ? '' : ' '}${main}`, main!];
  });
}
