import { foldLetters, soundOf } from './folding.js';
import { findIdentifiers, type Identifier, type IdentifierType } from './identifiers.js';
import {
  AFTER_A_PLACE,
  BEFORE_A_PLACE,
  oppositeOf,
  type Opposite,
  PLACE_PREPOSITIONS,
  WITHIN_A_PLACE,
} from './opposites.js';
import { unwrapped } from './wrapping.js';
import { COURTESIES, LINK_WORDS, NEGATIONS, NUMBER_WORDS, SAME_MEANING, SHORTHAND } from './vocabulary.js';

/** What a word is worth in a comparison. */
export type WordKind =
  /** Says something. */
  | 'content'
  /** Articles, prepositions…: holds a sentence together. */
  | 'link'
  /** Greeting, thanks, hashtag at an end, emoji, "RT @someone": said around the tip, not in it. */
  | 'courtesy'
  /** "no", "nunca", "ez": turns the statement round. */
  | 'negation'
  /** A number, in digits or in letters. */
  | 'number'
  /** Plate, phone, link, pseudonym, code: points at one thing in the world. */
  | 'identifier';

export interface Word {
  /** As written, for the evidence. */
  written: string;
  /** Equal for two words that are the same word: spelling, accents, case, shorthand and sound apart. */
  key: string;
  kind: WordKind;
  identifier?: IdentifierType;
  opposite?: Opposite;
  /** Written like a name: a capital inside a sentence, in a text that isn't all capitals. */
  isName: boolean;
  /** Says where: after "calle", "barrio", before "street", "kalea"; after "en", "hacia"… if it is written like a name. */
  isPlace: boolean;
  /** As `isPlace`, whatever the capitals: copies lose them. */
  mayBePlace: boolean;
  /** A comma, full stop or other sign stands before it. */
  afterPause: boolean;
  /** A full stop, a line's end or the like stands before it: a sentence begins. */
  afterStop?: boolean;
  /** "la copa", "su coche": an article or the like stands before it, and it names a thing. */
  isThing?: boolean;
  /** The message begins here after "…": there was more. */
  isCutBefore?: boolean;
  /** The message ends here in "…": there was more. */
  isCutAfter?: boolean;
  /** The whole message is one question: by its sign alone, or also by a word at its beginning. */
  isAsked?: 'by-sign' | 'by-word';
  /** Without case, accents and shorthand. */
  folded: string;
  /** How it is pronounced. */
  sound: string;
}

/** Longer texts are compared by their first words: the cost of one comparison stays bounded. */
export const MAX_WORDS = 400;
const MAX_CHARACTERS = 8_000;

/** Takes a text apart into the words that are compared. */
export function readWords(text: string): Word[] {
  const readable = unwrapped(text.slice(0, MAX_CHARACTERS))
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g, '')
    .replace(/\bn[º°]\s?/gi, 'número ') // its compatibility form is "no"
    .normalize('NFKC');
  const words = markCourtesies(withoutLoneN(joinUp(readable)));
  markPlaces(words);
  markThings(words);
  const [first, last] = [words.find(({ kind }) => kind !== 'courtesy'), words.at(-1)];
  if (first !== undefined && /^\s*(?:…|\.\.\.)/.test(readable)) first.isCutBefore = true;
  if (last !== undefined && /(?:…|\.\.\.)\s*$/.test(text.slice(-8))) last.isCutAfter = true;
  if (last !== undefined && ONE_QUESTION.test(readable.trim()) && first !== undefined)
    last.isAsked = opensQuestion(first) ? 'by-word' : 'by-sign';
  return words.slice(0, MAX_WORDS);
}

/** "¿Cuándo abren?" asks without its sign too. */
const ASKING =
  /^(?:que|quien|quienes|como|cuando|donde|adonde|cuanto|cuanta|cuantos|cuantas|cual|cuales|com|quan|quina|quin|quant|cando|onde|canto|nola|noiz|nor|zer|zenbat|what|who|when|where|how|why|which|do|does|did|is|are|can)$/;
const ONE_QUESTION = /^[^.!?…\n]*\?+[^\p{L}\p{N}.!…]*$/u;

export const opensQuestion = ({ folded }: Word) => ASKING.test(folded);

function joinUp(text: string): Word[] {
  const words: Word[] = [];
  let position = 0;
  const shouting = isShouting(text);
  for (const identifier of [...findIdentifiers(text), undefined]) {
    words.push(...plainWords(text, position, identifier?.start ?? text.length, shouting));
    if (identifier === undefined) break;
    words.push(identifierWord(text, identifier));
    position = identifier.end;
  }
  return words;
}

const WORD = /[\p{L}\p{N}]+(?:[’'·][\p{L}\p{N}]+)*|[€%]/gu;

function plainWords(text: string, from: number, to: number, shouting: boolean): Word[] {
  return [...text.slice(from, to).matchAll(WORD)].flatMap((match) => {
    const start = from + match.index;
    const before = text.slice(Math.max(0, start - 3), start);
    const afterPause = /[,.;:!?()\n]\s*$/.test(before);
    const afterStop = /[.!?…\n]\s*$/.test(before);
    const isName = !shouting && /^\p{Lu}/u.test(match[0]) && !startsSentence(text, start);
    return match[0]
      .replace(/n[’']t$/i, 'nt')
      .split(/[’']/)
      .filter(Boolean)
      .map((part) => ({ ...plainWord(part, isName), afterPause, afterStop }));
  });
}

/** The same few thousand words make up most texts. Emptied when full: a flood of invented words must not stay. */
const KNOWN_WORDS = new Map<string, Word>();
const KNOWN_WORDS_AT_MOST = 50_000;

function plainWord(written: string, isName: boolean): Word {
  let known = KNOWN_WORDS.get(written);
  if (known === undefined) {
    known = readWord(written);
    if (KNOWN_WORDS.size >= KNOWN_WORDS_AT_MOST) KNOWN_WORDS.clear();
    KNOWN_WORDS.set(written, known);
  }
  return { ...known, isName };
}

function readWord(written: string): Word {
  const letters = withoutStretch(foldLetters(written));
  const folded =
    written === '€'
      ? 'euros'
      : (SHORTHAND.get(letters) ?? SHORTHAND.get(letters.replace(/(.)\1+/g, '$1')) ?? letters);
  const sound = soundOf(folded);
  const isWithTilde = WITH_TILDE.test(written.normalize('NFC'));
  const number = isWithTilde ? undefined : (NUMBER_WORDS.get(folded) ?? NUMBERS_BY_SOUND.get(sound));
  const base = {
    written,
    folded,
    sound,
    isName: false,
    isPlace: false,
    mayBePlace: false,
    afterPause: false,
  };
  if (number !== undefined) return { ...base, key: `#${number}`, kind: 'number' };
  if (/\p{N}/u.test(folded))
    return { ...base, key: `#${folded.toUpperCase()}`, kind: 'identifier', identifier: 'code' };
  const key = SAME_MEANING.get(sound) ?? sound;
  if (NEGATIONS.has(folded)) return { ...base, key, kind: 'negation' };
  const opposite = oppositeOf(sound);
  if ((LINK_WORDS.has(folded) && !isWithTilde) || folded.length === 1)
    return { ...base, key, kind: 'link', ...(opposite && { opposite }) };
  return { ...base, key, kind: 'content', ...(opposite && { opposite }) };
}

/** A nail ("uña") is no article: no number and no link has this letter. */
const WITH_TILDE = /ñ/iu;

/** "kinse" is fifteen. Of short ones one letter makes another word: "bi" and "vi". */
const NUMBERS_BY_SOUND = new Map(
  [...NUMBER_WORDS].filter(([word]) => word.length >= 5).map(([word, number]) => [soundOf(word), number]),
);

/** "droooga", "twoooo": a letter that is held down stands once where that makes a known short word, else twice. */
function withoutStretch(letters: string): string {
  const once = letters.replace(/(\p{L})\1{2,}/gu, '$1');
  const isKnown = NUMBER_WORDS.has(once) || LINK_WORDS.has(once) || NEGATIONS.has(once);
  return isKnown ? once : letters.replace(/(\p{L})\1{2,}/gu, '$1$1');
}

function identifierWord(text: string, { start, end, type, canonical }: Identifier): Word {
  const written = text.slice(start, end);
  const base = {
    written,
    folded: canonical,
    sound: canonical,
    isName: false,
    isPlace: false,
    mayBePlace: false,
    afterPause: false,
  };
  if (type === 'url' && canonical === '') return { ...base, key: '', kind: 'courtesy' };
  if (type === 'hashtag') return { ...base, ...plainWord(canonical, false), written, identifier: type };
  if (type === 'number' || type === 'time') return { ...base, key: `#${canonical}`, kind: 'number' };
  return { ...base, key: `#${canonical}`, kind: 'identifier', identifier: type };
}

function isShouting(text: string): boolean {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  return capitals * 2 > (text.match(/\p{Ll}/gu)?.length ?? 0);
}

const startsSentence = (text: string, at: number) =>
  /(?:^|[.!?¡¿:\n"“«(…-]|\p{Extended_Pictographic})\s*$/u.test(text.slice(Math.max(0, at - 4), at)) ||
  at === 0;

/** "n 15" is number 15; "n casa" is telephone spelling for "en". */
function withoutLoneN(words: Word[]): Word[] {
  return words.map((word, at) => {
    if (word.folded !== 'n') return word;
    const { written, afterPause } = word;
    return { ...plainWord(words[at + 1]?.kind === 'number' ? 'numero' : 'en', false), written, afterPause };
  });
}

/** Longest first, as in `COURTESIES`. */
const PHRASES_BY_FIRST_WORD = new Map<string, (readonly string[])[]>();
for (const phrase of COURTESIES) {
  PHRASES_BY_FIRST_WORD.set(phrase[0]!, [...(PHRASES_BY_FIRST_WORD.get(phrase[0]!) ?? []), phrase]);
}

/** Greetings, thanks and calls to share, wherever they stand; mentions and hashtags at the two ends. */
function markCourtesies(words: Word[]): Word[] {
  markPhrases(words);
  markPhrases(words); // "difundid por favor": the first closes the message once the second is known to say nothing
  markEnd(words);
  const backwards = [...words].reverse();
  markEnd(backwards, (at) => isAccountNamedBy(backwards[at + 1]));
  return words;
}

function markPhrases(words: Word[]): void {
  for (let at = 0; at < words.length; at++) {
    const phrase = PHRASES_BY_FIRST_WORD.get(words[at]!.folded)?.find((candidate) =>
      candidate.every((part, step) => words[at + step]?.folded === part),
    );
    if (phrase === undefined || !standsApart(words, at, phrase)) continue;
    for (let step = 0; step < phrase.length; step++) words[at + step]!.kind = 'courtesy';
    at += phrase.length - 1;
  }
}

/** "Buenas" greets at the beginning only; "unas buenas zapatillas" doesn't. One-word phrases must open or close. */
function standsApart(words: Word[], at: number, phrase: readonly string[]): boolean {
  if (phrase.length > 1) return true;
  const isQuiet = (word: Word) =>
    word.kind === 'courtesy' || word.identifier === 'handle' || word.identifier === 'hashtag';
  return (
    words.slice(0, at).every(isQuiet) ||
    words.slice(at + 1).every((word) => isQuiet(word) || isSmallTalk(word))
  );
}

const ONE_WORD_COURTESIES = new Set(COURTESIES.filter((phrase) => phrase.length === 1).map(([word]) => word));
const isSmallTalk = (word: Word) => ONE_WORD_COURTESIES.has(word.folded);

function markEnd(words: Word[], isToldOf: (at: number) => boolean = () => false): void {
  for (const [at, word] of words.entries()) {
    if (word.identifier === 'handle' ? !isToldOf(at) : word.identifier === 'hashtag') word.kind = 'courtesy';
    else if (word.kind !== 'courtesy') return;
  }
}

/** "su usuario es @malote23", "instagram: @malote23": the account is what is told, not who is addressed. */
const BEFORE_AN_ACCOUNT = new Set(
  `usuario usuaria usuari cuenta conta compte perfil nick alias llama llamado chama diu instagram insta ig telegram tiktok twitter
   facebook snapchat onlyfans user account profile name called erabiltzailea kontua`.split(/\s+/),
);

const isAccountNamedBy = (before: Word | undefined): boolean =>
  before !== undefined && (BEFORE_AN_ACCOUNT.has(before.folded) || before.kind === 'link');

/** Articles, demonstratives, possessives; es, ca, gl and en. */
const DETERMINERS = new Set(
  `el la los las un una unos unas al del este esta esos esas ese esa estos estas mi mis tu tus su sus nuestro nuestra
   els les l d uns unes aquest aquesta aquell aquella meu meva seu seva
   o os as unha unhas ao aos do da dos das no na nos nas meu mina sua
   the this that these those my your his her our their`.split(/\s+/),
);

function markThings(words: Word[]): void {
  words.forEach((word, at) => {
    if (at > 0 && !word.afterPause && DETERMINERS.has(words[at - 1]!.folded)) word.isThing = true;
  });
}

/** How many words after "calle" may belong to the name: "calle de Juan de la Cierva" has two with content. */
const PLACE_REACH = 2;

function markPlaces(words: Word[]): void {
  let reach = 0;
  const hasNames = words.some(({ isName }) => isName);
  words.forEach((word, at) => {
    const before = words[at - 1];
    if (word.afterPause) reach = 0;
    if (BEFORE_A_PLACE.has(word.folded)) reach = PLACE_REACH;
    else if (word.kind === 'content' && reach > 0) {
      word.isPlace = true;
      reach--;
    } else if (!WITHIN_A_PLACE.has(word.folded)) reach = 0;
    const isWhere = before !== undefined && PLACE_PREPOSITIONS.has(before.folded);
    if (word.kind === 'content' && isWhere) {
      word.mayBePlace = true;
      if (word.isName || (!hasNames && before.folded !== 'a')) word.isPlace = true;
    }
    if (AFTER_A_PLACE.has(word.folded) && before?.kind === 'content') before.isPlace = true;
  });
  for (const word of words) word.mayBePlace ||= word.isPlace;
}
