import type { Suspicion } from '../links.js';
import { readWords, type Word } from '../text/words.js';
import { Phrases } from './phrases.js';
import { AIMED_AT_US, INSULTS, PROMOTION, REPORTING, THREATS } from './word-lists.js';

const insults = new Phrases(INSULTS);
const aimedAtUs = new Phrases(AIMED_AT_US);
const threats = new Phrases(THREATS);
const reporting = new Phrases(REPORTING);
const promotion = new Phrases(PROMOTION);

/** Abuse has nothing to tell: a longer text, or one that names a place or a number, is a tip in bad words. */
const ABUSE_WORDS_AT_MOST = 14;
const INSULTS_WITHOUT_AIM = 2;
const PROMOTIONS_WITH_LINK = 2;
const PROMOTIONS_WITHOUT_LINK = 4;
const LINKS_AT_MOST = 5;

/**
 * Recognises what is written against us instead of to us. Careful on purpose: who reports a threat, or swears while telling
 * where drugs are sold, gives a tip. The answer names the sign, never the words.
 */
export function recogniseSuspicion(text: string): Suspicion | undefined {
  const words = readWords(text);
  return threat(words, text) ?? linkSpam(words) ?? abuse(words);
}

function threat(words: Word[], text: string): Suspicion | undefined {
  if (
    threats.countIn(words) === 0 ||
    reporting.countIn(words) > 0 ||
    /["“”«»]/.test(text) ||
    tellsFacts(words)
  )
    return undefined;
  return { kind: 'threat-to-staff', sign: 'threatens-us' };
}

function linkSpam(words: Word[]): Suspicion | undefined {
  const links = words.filter(isLink).length;
  const promotions = promotion.countIn(words);
  if (links > LINKS_AT_MOST) return { kind: 'spam', sign: 'many-links', count: links };
  const isSpam = links > 0 ? promotions >= PROMOTIONS_WITH_LINK : promotions >= PROMOTIONS_WITHOUT_LINK;
  if (!isSpam) return undefined;
  return { kind: 'spam', sign: links > 0 ? 'advertising-and-link' : 'advertising', count: promotions };
}

function abuse(words: Word[]): Suspicion | undefined {
  const found = insults.countIn(words);
  const telling = words.filter((word) => word.kind === 'content').length;
  const isAimed = aimedAtUs.countIn(words) > 0;
  if (found === 0 || telling > ABUSE_WORDS_AT_MOST || tellsFacts(words)) return undefined;
  if (!isAimed && found < INSULTS_WITHOUT_AIM) return undefined;
  return { kind: 'abuse', sign: isAimed ? 'insults-at-us' : 'insults' };
}

const isLink = (word: Word) =>
  word.identifier === 'url' ||
  (word.kind === 'courtesy' && /^(https?:|www\.|\w+\.\w+\/)/i.test(word.written));

/** A place, a plate, a sum, a time: somebody tells something. A slogan's number is none. */
const tellsFacts = (words: Word[]) =>
  words.some((word) => {
    if (word.written === '1312') return false;
    const isFact =
      word.kind === 'number' || (word.kind === 'identifier' && !isLink(word) && word.identifier !== 'handle');
    return isFact || (word.isPlace && word.isName);
  });
