import {
  FOREIGN,
  FREQUENCY,
  GIVEN,
  hashEnd,
  HASH_START,
  hashStep,
  SURNAME,
} from '../gazetteer/lexicon-format.js';
import { attribute, Lexicon } from '../gazetteer/lexicon.js';
import type { TokenWalk } from './token-walk.js';

const BASQUE_CASES = [
  'rengatik',
  'rentzat',
  'rekin',
  'arekin',
  'ren',
  'aren',
  'gatik',
  'gandik',
  'gana',
  'tzat',
  'ri',
  'ari',
  'ek',
  'ak',
  'en',
  'k',
  'n',
  'z',
  'i',
  'a',
];

/** How much one word looks like part of a name, before its neighbours are asked. */
export interface Evidence {
  given: number;
  surname: number;
  foreign: number;
  ordinary: boolean;
  frequent: boolean;
}

export function evidenceOf(walk: TokenWalk, at: number): Evidence {
  const { tokens } = walk;
  const bits = tokens.attributes[at]!;
  const own = {
    given: attribute(bits, GIVEN),
    surname: attribute(bits, SURNAME),
    foreign: attribute(bits, FOREIGN),
    ordinary: tokens.common[at] === 1,
    frequent: attribute(bits, FREQUENCY) >= 2,
  };
  if (own.given > 0 || own.ordinary || !walk.isCapital(at)) return own;
  return declined(walk.text(at)) ?? own;
}

/** Basque adds its cases to names: "Garikoitzek", "Anerekin". */
function declined(word: string): Evidence | undefined {
  for (const ending of BASQUE_CASES) {
    if (!word.endsWith(ending) || word.length - ending.length < 3) continue;
    let hash = HASH_START;
    for (let index = 0; index < word.length - ending.length; index++)
      hash = hashStep(hash, word.charCodeAt(index));
    const bits = Lexicon.shared.attributes(hashEnd(hash));
    const given = attribute(bits, GIVEN);
    if (given >= 2)
      return { given, surname: attribute(bits, SURNAME), foreign: 0, ordinary: false, frequent: false };
  }
  return undefined;
}
