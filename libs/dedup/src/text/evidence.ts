import type { Evidence, WordChange } from '../evidence.js';
import type { Gap } from './alignment.js';
import type { Comparison } from './comparison.js';
import type { Word } from './words.js';

const CHANGES_SHOWN = 4;
const WORDS_SHOWN = 6;

/** How much of two texts is the same, and what isn't; the left text is `here`. Holds only words of the two texts. */
export function explainText({ verdict, sharedPart, differences, contradiction }: Comparison): Evidence {
  if (verdict === 'exact') return { code: 'same-words' };
  const percent = Math.floor(sharedPart * 100);
  if (contradiction !== undefined) {
    const { about, left: here, right: there } = contradiction;
    return { code: 'contradiction', percent, about, here, there };
  }
  const changes = differences.slice(0, CHANGES_SHOWN).map(changeOf);
  return { code: 'shared-words', percent, changes, more: differences.length - changes.length };
}

const changeOf = ({ left, right }: Gap): WordChange => ({ here: quote(left), there: quote(right) });

function quote(words: Word[]): string {
  const shown = words
    .slice(0, WORDS_SHOWN)
    .map(({ written }) => written)
    .join(' ');
  return words.length > WORDS_SHOWN ? `${shown}…` : shown;
}
