import { align, type Gap } from './alignment.js';
import { type Contradiction, findContradiction, findExchange, findTradedNumbers } from './contradiction.js';
import { foldLetters } from './folding.js';
import { findTradedRoles } from './roles.js';
import { isListed, isSameWordMisspelt, mayBeCorrected } from './kinship.js';
import { opensQuestion, type Word } from './words.js';

/** What two texts have to do with each other. */
export interface Comparison {
  /**
   * `exact`: the same words (case, accents, greetings, signs, shorthand apart); `near`: one is the other with
   * small edits; `contradicting`: as alike as `near`, but they name different things; `unlike`: neither.
   */
  verdict: 'exact' | 'near' | 'contradicting' | 'unlike';
  /** 0…1; 1 only for `exact`. Edits inside the text weigh more than a cut or added end. */
  score: number;
  /** 0…1: the part of the words, by weight, that both have. */
  sharedPart: number;
  /** What the reader must know to judge, longest first left to right. */
  differences: Gap[];
  contradiction?: Contradiction;
}

/** From here up two texts are the same message. Chosen on generated near-duplicates and STS-B Spanish (dev). */
export const NEAR_SCORE = 0.8;
/** From here up a text that isn't folded is worth a suggestion. */
export const SIMILAR_SCORE = 0.6;

const WEIGHT: Record<Word['kind'], number> = {
  content: 1,
  number: 1,
  identifier: 1.5,
  negation: 0.5,
  link: 0.2,
  courtesy: 0,
};
const MISSPELT_WORTH = 0.9;
const MOVED_WORTH = 0.6;
/** One word exchanged for an unrelated one costs as much as two added. */
const REPLACED_COST = 2;
/** With so many shared words of content, a missing end is a cut message, not another one. */
const CUT_NEEDS_WORDS = 7;
/** Fewer where the cut message ends in "…". */
const MARKED_CUT_NEEDS_WORDS = 4;
/**
 * Fewer still where nothing else differs and one text is the beginning of the other: it ends in "…", inside a word, or after
 * one. Measured on 1,492 short sentences cut at 60 to 85 %: nothing else was folded by it.
 */
const BEGINNING_NEEDS_WORDS = { marked: 2, torn: 3, unmarked: 5 };
const CUT_COST = 0.12;
const MISSING_BEGINNING_COST = 0.35;
/** However long the shared part is, a message twice or thrice as long says more than the other. */
const SMALLEST_CUT_PART = 0.35;
/** A plate cut in the middle, "8425 Z", is two pieces. */
const STUMP_PIECES = 2;
/** "number 1" is "number 15" cut short only if much more follows; otherwise they are two numbers. */
const LETTERS_AFTER_A_CUT_NUMBER = 15;

/** Compares two texts word by word. Symmetric; bounded by `MAX_WORDS` squared. */
export function compare(left: Word[], right: Word[]): Comparison {
  const [a, b] = [left, right].map((words) => withoutStump(spoken(words))) as [Word[], Word[]];
  const asked = onlyOneAsks(left, right);
  if (asked === undefined && a.length === b.length && a.every((word, at) => word.key === b[at]!.key)) {
    return {
      verdict: a.length === 0 ? 'unlike' : 'exact',
      score: a.length === 0 ? 0 : 1,
      sharedPart: 1,
      differences: [],
    };
  }
  const promise = sharedContentPart(a, b);
  if (promise < WORTH_ALIGNING)
    return { verdict: 'unlike', score: promise, sharedPart: promise, differences: [] };
  const { shared, gaps } = align(a, b);
  const rest = gaps.map((gap) => ({ ...gap, left: [...gap.left], right: [...gap.right] }));
  const isTornWord = forgiveCutWord(rest);
  const misspelt = rest.reduce((sum, gap) => sum + takeMisspelt(gap), 0);
  const exchanged = findExchange(rest, shared);
  const sharedTelling = shared.filter(([word]) => isTelling(word)).length + misspelt;
  const corrected = takeCorrected(rest, sharedTelling);
  const moved = takeMoved(rest);
  const common =
    shared.reduce((sum, [word]) => sum + WEIGHT[word.kind], 0) +
    (misspelt + corrected) * MISSPELT_WORTH +
    moved * MOVED_WORTH;
  const isMarkedCut = [a, b].some((words) => words.at(-1)?.isCutAfter);
  const beginningNeeds = [a, b].some(([first]) => first?.isCutBefore)
    ? MARKED_CUT_NEEDS_WORDS
    : CUT_NEEDS_WORDS;
  const isBeginning = isBeginningOfOther(gaps, rest);
  const cutNeeds = isBeginning
    ? BEGINNING_NEEDS_WORDS[isMarkedCut ? 'marked' : isTornWord ? 'torn' : 'unmarked']
    : isMarkedCut
      ? MARKED_CUT_NEEDS_WORDS
      : CUT_NEEDS_WORDS;
  const differences = rest.filter((gap) => weigh(gap.left) + weigh(gap.right) > WEIGHT.link);
  const missing = rest.reduce((sum, gap) => sum + weigh(gap.left) + weigh(gap.right), 0);
  const cost = rest.reduce((sum, gap) => sum + costOf(gap, sharedTelling, cutNeeds, beginningNeeds), 0);
  const score = Math.min(common / (common + cost || 1), 0.999);
  const sharedPart = common / (common + missing || 1);
  const contradiction =
    findContradiction(rest) ??
    exchanged ??
    findTradedNumbers(a, b) ??
    (score >= SIMILAR_SCORE ? findTradedRoles(a, b) : undefined) ??
    asked;
  const isNear = score >= NEAR_SCORE && sharedPart >= SMALLEST_CUT_PART && !rest.some(isExchange);
  const verdict =
    contradiction !== undefined && score >= SIMILAR_SCORE ? 'contradicting' : isNear ? 'near' : 'unlike';
  return { verdict, score, sharedPart, differences, ...(contradiction && { contradiction }) };
}

/**
 * "¿Lo han detenido?" and "Lo han detenido." are the same words and not the same message. Where a word asks too ("¿Cuándo
 * abren?", "Is he…?"), the sign may be left out, but not the word.
 */
function onlyOneAsks(left: Word[], right: Word[]): Contradiction | undefined {
  const [here, there] = [left, right].map((words) => words.at(-1)?.isAsked);
  if ((here === undefined) === (there === undefined)) return undefined;
  const silent = (here === undefined ? left : right).find(({ kind }) => kind !== 'courtesy');
  if ((here ?? there) === 'by-word' && silent !== undefined && opensQuestion(silent)) return undefined;
  const sign = (asks: Word['isAsked']) => (asks === undefined ? '' : '?');
  return { about: 'question', left: sign(here), right: sign(there) };
}

/** "…en el banco de a…" ends in a piece of a word that is taken for a word. */
function withoutStump(words: Word[]): Word[] {
  const last = words.at(-1);
  if (last?.isCutAfter !== true || last.written.length > STUMP_LETTERS || words.length === 1) return words;
  return [...words.slice(0, -2), { ...words.at(-2)!, isCutAfter: true }];
}

const STUMP_LETTERS = 2;

/** Texts that don't have this part of the shorter one's telling words in common can't be near: spares the alignment. */
const WORTH_ALIGNING = 0.4;

function sharedContentPart(left: Word[], right: Word[]): number {
  const [here, there] = [left, right].map(
    (words) => new Set(words.filter(isTelling).map(({ key }) => key)),
  ) as [Set<string>, Set<string>];
  let shared = 0;
  for (const key of here) if (there.has(key)) shared++;
  const fewest = Math.min(here.size, there.size);
  return fewest === 0 ? 1 : shared / fewest;
}

const isTelling = ({ kind }: Word) => kind !== 'link' && kind !== 'courtesy';

/** The words of the message itself; all of them where it is nothing but courtesies. */
export function spoken(words: Word[]): Word[] {
  const own = words.filter((word) => word.kind !== 'courtesy');
  return own.some((word) => word.kind !== 'link') ? own : words.filter((word) => word.key !== '');
}

const weigh = (words: Word[]) => words.reduce((sum, word) => sum + WEIGHT[word.kind], 0);
const contentOf = (words: Word[]) => words.filter((word) => word.kind === 'content').length;
const tellingOf = (words: Word[]) =>
  words.filter((word) => word.kind !== 'link' && word.kind !== 'negation').length;

/** "…venden dro": the last word of a cut message is the beginning of a word of the whole one. True if it was torn. */
function forgiveCutWord(gaps: Gap[]): boolean {
  const last = gaps.at(-1);
  if (last?.at !== 'end') return false;
  for (const [cut, whole] of [
    [last.left, last.right],
    [last.right, last.left],
  ] as const) {
    if (cut.length === 0 || cut.length > STUMP_PIECES) continue;
    const [stump, full] = [lettersOf(cut), lettersOf(whole)];
    if (!cut.at(-1)!.isCutAfter && whole.length === 1 && isWholeWord(cut[0]!)) continue; // "carro" and "carroza"
    const isNumberCut = /\d$/.test(stump) && /^\d/.test(full.slice(stump.length));
    const isCodeCut = whole[0]?.kind === 'identifier' && stump.length >= 2;
    if (
      full.startsWith(stump) &&
      (!isNumberCut || isCodeCut || full.length >= stump.length + LETTERS_AFTER_A_CUT_NUMBER)
    ) {
      cut.length = 0;
      return stump.length < full.length;
    }
  }
  return false;
}

const isWholeWord = (word: Word) =>
  word.kind === 'content' && word.folded.length > LONGEST_STUMP_TAKEN_FOR_A_WORD && isListed(word);
const LONGEST_STUMP_TAKEN_FOR_A_WORD = 3;

const lettersOf = (words: Word[]) =>
  foldLetters(words.map((word) => word.written).join('')).replace(/[^\p{L}\p{N}]/gu, '');

/** One text is the beginning of the other, but for a torn last word. */
const isBeginningOfOther = (gaps: Gap[], rest: Gap[]) =>
  gaps.length === 1 && rest[0]!.at === 'end' && (rest[0]!.left.length === 0 || rest[0]!.right.length === 0);

/** Takes out of a gap the words that both sides have with a slip, run together or torn apart; returns how many. */
function takeMisspelt(gap: Gap): number {
  let taken = takeJoined(gap.left, gap.right) + takeJoined(gap.right, gap.left);
  let from = 0; // in the order of the text: "aitak semea" is not "semeak aita"
  for (let i = 0; i < gap.left.length; i++) {
    const j = gap.right.findIndex((word, at) => at >= from && isSameWordMisspelt(gap.left[i]!, word));
    if (j < 0) continue;
    gap.right.splice(j, 1);
    gap.left.splice(i--, 1);
    from = j;
    taken++;
  }
  return taken;
}

/** For each so many telling words in common one word that became another by one letter is a slip. */
const CORRECTED_NEEDS_WORDS = 10;

/** Takes out the words that automatic correction made others of, where there are few enough; returns how many. */
function takeCorrected(gaps: Gap[], sharedTelling: number): number {
  if (sharedTelling < CORRECTED_NEEDS_WORDS) return 0;
  const found = gaps.flatMap((gap) =>
    gap.left.flatMap((word) => {
      const other = gap.right.find((there) => mayBeCorrected(word, there));
      return other === undefined ? [] : [{ gap, word, other }];
    }),
  );
  if (found.length > sharedTelling / CORRECTED_NEEDS_WORDS) return 0;
  for (const { gap, word, other } of found) {
    gap.left.splice(gap.left.indexOf(word), 1);
    gap.right.splice(gap.right.indexOf(other), 1);
  }
  return found.length;
}

/** So many words may have lost the spaces between them. */
const JOINED_AT_MOST = 4;

function takeJoined(joined: Word[], apart: Word[]): number {
  let taken = 0;
  for (let i = joined.length - 1; i >= 0; i--) {
    for (let from = 0; from < apart.length; from++) {
      const length = joinedLength(joined[i]!, apart, from);
      if (length === 0) continue;
      joined.splice(i, 1);
      apart.splice(from, length);
      taken++;
      break;
    }
  }
  return taken;
}

/** How many words from `from` on make up the joined word; 0 where they don't. */
function joinedLength({ kind, folded }: Word, apart: Word[], from: number): number {
  if (kind !== 'content') return 0;
  let letters = '';
  for (let length = 1; length <= JOINED_AT_MOST && from + length <= apart.length; length++) {
    letters += apart[from + length - 1]!.folded;
    if (!folded.startsWith(letters)) return 0;
    if (length > 1 && letters === folded) return length;
  }
  return 0;
}

/** Takes out the words that stand elsewhere in the other text; returns their weight. */
function takeMoved(gaps: Gap[]): number {
  let weight = 0;
  for (const from of gaps) {
    from.left = from.left.filter((word) => {
      const target = gaps.find((gap) => gap !== from && gap.right.some((other) => other.key === word.key));
      if (target === undefined || word.kind === 'link') return true;
      target.right.splice(
        target.right.findIndex((other) => other.key === word.key),
        1,
      );
      weight += WEIGHT[word.kind];
      return false;
    });
  }
  return weight;
}

function costOf(
  { left, right, at, endsInPause, endsInStop }: Gap,
  sharedTelling: number,
  cutNeeds: number,
  beginningNeeds: number,
): number {
  const oneSided = contentOf(left) === 0 || contentOf(right) === 0;
  const plain = weigh(left) + weigh(right);
  if (at === 'end' && oneSided && sharedTelling >= cutNeeds) return plain * CUT_COST;
  const needed = endsInStop ? MARKED_CUT_NEEDS_WORDS : beginningNeeds;
  if (at === 'beginning' && oneSided && sharedTelling >= needed)
    return plain * (endsInPause || beginningNeeds < CUT_NEEDS_WORDS ? CUT_COST : MISSING_BEGINNING_COST);
  const replaced = Math.min(contentOf(left), contentOf(right));
  return plain + replaced * (REPLACED_COST - 1) * 2;
}

/** "par" for "para". */
const lacksItsEnd = ({ folded: left }: Word, { folded: right }: Word) =>
  left.slice(0, -1) === right || left === right.slice(0, -1);

/** In one place they have other words: another name, thing or place, and so another message. */
function isExchange({ left, right }: Gap): boolean {
  const [here, there] = [tellingOf(left), tellingOf(right)];
  const isLinkForWord = left.length === 1 && right.length === 1 && !lacksItsEnd(left[0]!, right[0]!);
  return isLinkForWord ? here + there > 0 : here > 0 && there > 0; // "son" is a link of Spanish, not of English
}
