/** Words that one text has where the other has others, or none. */
export interface WordChange {
  /** In the text that was linked; empty where it says less. */
  here: string;
  /** In the text it is linked to; empty where that says less. */
  there: string;
}

/**
 * Why two tips are linked, as data: whoever shows it says it in the reader's language. Words come from anonymised texts
 * only; `there` may be shown only to who may read the other tip.
 */
export type Evidence =
  /** The same text, case, accents, signs, shorthand and greetings apart. */
  | { code: 'same-words' }
  /** So many per cent of the words, by what they tell; the first changes, and how many more there are. */
  | { code: 'shared-words'; percent: number; changes: WordChange[]; more: number }
  /** As alike as a repeat, but each names another thing. */
  | { code: 'contradiction'; percent: number; about: ContradictionKind; here: string; there: string }
  /** The same bytes. */
  | { code: 'same-file' }
  /** The same picture, or one shows a part of the other: so many of the hash's bits differ. */
  | { code: 'same-picture'; bits: number; ofBits: number; isTurned: boolean; isPart?: boolean }
  /** So many of the shorter video's sampled pictures are in both. */
  | { code: 'shared-frames'; frames: number; ofFrames: number }
  /** The same plate, phone… under privacy's keyed token; how many tips name it, at most `IDENTIFIER_COUNTED_AT_MOST`. */
  | { code: 'same-identifier'; type: string; tips: number };

export type ContradictionKind = 'number' | 'identifier' | 'negation' | 'exclusive' | 'name' | 'question';

/** Counting who shares an identifier stops here: it links nothing any more. */
export const IDENTIFIER_COUNTED_AT_MOST = 500;

/** The evidence as one English sentence, for the command line and for programs' logs. */
export function sayEvidence(evidence: Evidence): string {
  switch (evidence.code) {
    case 'same-words':
      return 'same text (case, accents, signs and greetings apart)';
    case 'shared-words':
      return sayChanges(evidence);
    case 'contradiction':
      return `${evidence.percent} % of the words, but ${sayContradiction(evidence)}`;
    case 'same-file':
      return 'same file';
    case 'same-picture':
      return `same picture${evidence.isTurned ? ', turned or mirrored' : ''}${evidence.isPart ? ', of which one shows a part' : ''}, ${evidence.bits} of ${evidence.ofBits} bits differ`;
    case 'shared-frames':
      return `same video, ${evidence.frames} of ${evidence.ofFrames} pictures are in both`;
    case 'same-identifier':
      return `same ${evidence.type.toLowerCase().replaceAll('_', ' ')}, named by ${sayCount(evidence.tips)} tips`;
  }
}

function sayChanges({ percent, changes, more }: Extract<Evidence, { code: 'shared-words' }>): string {
  const part = `${percent} % of the words`;
  if (changes.length === 0) return `${part}, the rest is spelling and order`;
  return `${part}, these differ: ${changes.map(sayChange).join('; ')}${more > 0 ? `; ${more} more` : ''}`;
}

function sayChange({ here, there }: WordChange): string {
  if (there === '') return `added “${here}”`;
  return here === '' ? `missing “${there}”` : `“${here}” instead of “${there}”`;
}

function sayContradiction({ about, here, there }: Extract<Evidence, { code: 'contradiction' }>): string {
  if (about === 'question') return 'only one of them asks';
  if (about === 'negation') return `only one of them says “${here || there}”`;
  return `“${here}” here and “${there}” there`;
}

const sayCount = (tips: number) =>
  tips > IDENTIFIER_COUNTED_AT_MOST ? `more than ${IDENTIFIER_COUNTED_AT_MOST}` : String(tips);
