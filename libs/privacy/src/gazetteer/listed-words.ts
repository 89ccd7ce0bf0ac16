import { FREQUENCY, GIVEN, hashWords, PLACE, SURNAME } from './lexicon-format.js';
import { attribute, Lexicon } from './lexicon.js';

/** What the word lists and gazetteers know of a word. */
export interface ListedWord {
  /** An ordinary word, mostly of Spanish, Galician or English; wrong for one unknown word in about a hundred. */
  isWord: boolean;
  /** A word of Catalan or Basque that none of the others has; it may be a slip in a text in another language. */
  isRegional: boolean;
  /** Among the twenty thousand most used. */
  isUsual: boolean;
  /** A given name, surname or place that more than a few bear. */
  isName: boolean;
}

const MORE_THAN_A_FEW = 2;

/** Looks a word up that is in small letters and without accents. */
export function listedWord(folded: string): ListedWord {
  const hash = hashWords(folded);
  const bits = Lexicon.shared.attributes(hash);
  return {
    isWord: Lexicon.shared.isCommon(hash),
    isRegional: Lexicon.shared.isRegional(hash),
    isUsual: attribute(bits, FREQUENCY) > 0,
    isName:
      attribute(bits, GIVEN) >= MORE_THAN_A_FEW ||
      attribute(bits, SURNAME) >= MORE_THAN_A_FEW ||
      attribute(bits, PLACE) > 0,
  };
}
