import type { Gap } from './alignment.js';
import type { Comparison } from './comparison.js';

const DIFFERENCES_SHOWN = 4;
const WORDS_SHOWN = 6;

/** One sentence that a person can check: how much is the same, and what isn't. Holds only words of the two texts. */
export function explainText({ verdict, sharedPart, differences, contradiction }: Comparison): string {
  if (verdict === 'exact') return 'same text (case, accents, signs and greetings apart)';
  const part = `${Math.floor(sharedPart * 100)} % of the words`;
  if (contradiction !== undefined) return `${part}, but ${disagreement(contradiction)}`;
  if (differences.length === 0) return `${part}, the rest is spelling and order`;
  const shown = differences.slice(0, DIFFERENCES_SHOWN).map(describe);
  const more = differences.length - shown.length;
  return `${part}, these differ: ${shown.join('; ')}${more > 0 ? `; ${more} more` : ''}`;
}

function disagreement({ about, left, right }: NonNullable<Comparison['contradiction']>): string {
  if (about === 'negation') return `only one of them says “${left || right}”`;
  return `“${left}” here and “${right}” there`;
}

/** `left` is the new text, `right` the one it was compared with. */
function describe({ left, right }: Gap): string {
  const [here, there] = [left, right].map((words) => quote(words.map((word) => word.written)));
  if (right.length === 0) return `added ${here}`;
  if (left.length === 0) return `missing ${there}`;
  return `${here} instead of ${there}`;
}

function quote(words: string[]): string {
  const shown = words.slice(0, WORDS_SHOWN).join(' ');
  return `“${shown}${words.length > WORDS_SHOWN ? '…' : ''}”`;
}
