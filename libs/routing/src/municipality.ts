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

/**
 * The municipality a citizen means. In the `place` field any official name counts; in running text only one after a
 * preposition and written with a capital ("en Sol" the square, "sol" the sun), since half of Spain's villages are words.
 * Source of names: INE.
 */
export function recogniseMunicipality(place: string | undefined, text: string): Municipality | undefined {
  return (place === undefined ? undefined : search(place, () => true)) ?? search(text, looksLikeAPlace);
}

type Accept = (words: string[], from: number) => boolean;

function search(text: string, accept: Accept): Municipality | undefined {
  const { names, firstWords } = gazetteer();
  const words = text
    .slice(0, 20_000)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const plain = words.map(normalise);
  let best: { length: number; municipality: Municipality } | undefined;
  for (const [from, first] of plain.entries()) {
    if (!firstWords.has(first) || !accept(words, from)) continue;
    for (let length = LONGEST_NAME_WORDS; length > (best?.length ?? 0); length--) {
      const municipality = names.get(plain.slice(from, from + length).join(' '));
      if (municipality !== undefined) best = { length, municipality };
    }
  }
  return best?.municipality;
}

const looksLikeAPlace: Accept = (words, from) =>
  /^\p{Lu}/u.test(words[from]!) && from > 0 && BEFORE_A_PLACE.has(normalise(words[from - 1]!));

interface Gazetteer {
  /** By normalised spelling. */
  names: Map<string, Municipality>;
  /** Words that a name can begin with: most words of a text are not among them. */
  firstWords: Set<string>;
}

let loaded: Gazetteer | undefined;

function gazetteer(): Gazetteer {
  if (loaded !== undefined) return loaded;
  const names = new Map<string, Municipality>();
  const file = new URL('../data/municipalities.json', import.meta.url);
  for (const [code, name] of Object.entries(
    JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>,
  )) {
    for (const spelling of spellings(name)) {
      const key = normalise(spelling);
      if (!names.has(key)) names.set(key, { code, name: spelling });
    }
  }
  loaded = { names, firstWords: new Set([...names.keys()].map((name) => name.split(' ', 1)[0]!)) };
  return loaded;
}

/** "Alicante/Alacant" is two names; "Coruña, A" is said "A Coruña" and often just "Coruña". */
function spellings(name: string): string[] {
  return name.split('/').flatMap((each) => {
    const [main, article] = each.split(', ');
    return article === undefined ? [each] : [`${article}${article.endsWith("'") ? '' : ' '}${main}`, main!];
  });
}
