import type { Entity } from '../entity.js';
import { PLACE } from '../gazetteer/lexicon-format.js';
import { attribute } from '../gazetteer/lexicon.js';
import { addressEnd, isStreetWord } from '../rules/addresses.js';
import { evidenceOf } from '../rules/name-evidence.js';
import { OFFICES } from '../rules/nicknames.js';
import { isDrug, isNoName, isVehicle } from '../rules/no-names.js';
import { TokenWalk, wordSet } from '../rules/token-walk.js';
import { doesSomething, opensWithVerb } from '../rules/verbs-of-doing.js';
import type { TextView } from '../text/text-view.js';
import { firstTokenFrom, LINE_END, PUNCTUATION, tokensOf } from '../text/tokens.js';
import { ENTITY_OF_KIND, isBegin, kindOf, OUTSIDE, type TaggedKind } from './tags.js';
import { tag, type Tagging } from './tagger.js';

/** Below this distance to "outside" a token is masked all the same: a leak costs more than a word masked in vain. */
const NEARLY = 0;
/** How sure the tagger must be of an everyday word in lower case. */
const SURE_OF_A_WORD = 40;
/** From this distance on the tagger is sure that nothing personal stands here. */
const PLAINLY = 16;

export interface TaggedFindings {
  tagged: Entity[];
  /** Whether the tagger is sure that no token of this span is personal. */
  isPlainlyOutside(start: number, end: number): boolean;
}

/** What the tagger finds, as spans of the view. */
export function taggedFindings(view: TextView): TaggedFindings {
  const tokens = tokensOf(view);
  const tagging = tag(view);
  return {
    tagged: spans(new TokenWalk(view, tokens), tagging),
    isPlainlyOutside: (start, end) => {
      for (let at = firstTokenFrom(tokens, start); at < tokens.count && tokens.start[at]! < end; at++)
        if (tokens.kind[at] !== PUNCTUATION && tagging.doubts[at]! < PLAINLY) return false;
      return true;
    },
  };
}

function spans(walk: TokenWalk, { tags, doubts }: Tagging): Entity[] {
  const { tokens } = walk;
  const found: Entity[] = [];
  for (let at = 0; at < tokens.count;) {
    if (tags[at] === OUTSIDE || tokens.kind[at] === LINE_END) {
      at++;
      continue;
    }
    const kind = kindOf(tags[at]!);
    const first = at;
    let certainty = -doubts[at]!;
    at++;
    while (at < tokens.count && tags[at] !== OUTSIDE && !isBegin(tags[at]!) && kindOf(tags[at]!) === kind)
      certainty = Math.max(certainty, -doubts[at++]!);
    if (kind === 'MISC') continue;
    const meant = kind === 'PLACE' && isStreetWord(walk.text(first)) ? 'ADDRESS' : kind;
    const end = endOf(walk, first, at, meant);
    if (first >= end || !isLikely(walk, first, end, meant, certainty)) continue;
    found.push({
      type: ENTITY_OF_KIND[meant],
      start: tokens.start[meant === 'PERSON' ? nameStart(walk, first) : first]!,
      end: tokens.end[meant === 'ADDRESS' ? addressEnd(walk, first, end - 1) : end - 1]!,
      score: Math.round(100 * Math.min(0.9, 0.5 + Math.max(NEARLY, certainty) / 60)) / 100,
      rule: 'tagger',
      evidence: 'linear tagger',
    });
  }
  return found;
}

function isLikely(walk: TokenWalk, first: number, end: number, kind: TaggedKind, certainty: number): boolean {
  if (end - first === 1 && isNothing(walk, first)) return false;
  if (kind === 'PERSON') return couldBeName(walk, first, end, certainty);
  return kind !== 'PLACE' || couldBePlace(walk, first, end, certainty);
}

/** Without the verb after it, and a place without the little words. */
function endOf(walk: TokenWalk, first: number, to: number, kind: TaggedKind): number {
  let end = kind === 'ADDRESS' ? cutOf(walk, first, to) : to;
  while (end > first && ((kind === 'PLACE' && isLittle(walk, end - 1)) || endsInVerb(walk, first, end, kind)))
    end--;
  return end;
}

/** "la calle Embajadores | venden heroína", "la plaza | a las 11", "rúa do Sol 6 | onde": a clause goes on where the address ended. */
function cutOf(walk: TokenWalk, first: number, end: number): number {
  for (let at = first + 2; at < end; at++) {
    if (walk.isCapital(at)) continue;
    if (/^(?:donde|onde|on|where|que)$/.test(walk.text(at))) return at;
    if (walk.text(at) === 'a' && /^(?:las?|partir)$/.test(walk.text(at + 1))) return at;
    if (/[ae]n$/.test(walk.text(at)) && !walk.isNumber(at + 1) && doesSomething(walk, at)) return at;
  }
  return end;
}

function isLittle(walk: TokenWalk, at: number): boolean {
  return !walk.isCapital(at) && LITTLE_WORDS.has(walk.text(at));
}

const LITTLE_WORDS = wordSet(
  'el la los las les els en al a de del na no ao o as os un una l d y e i que es hay hi ha se con per por amb ell ella ells li lle eu jo yo me te',
);

/** "calle Sagunto entran", and "rosa guarda la droga", where surnames are verbs too: no name is followed by an article. */
function endsInVerb(walk: TokenWalk, first: number, end: number, kind: TaggedKind): boolean {
  if (!doesSomething(walk, end - 1)) return false;
  if (kind === 'PERSON') return end - first > 1 && /^(?:el|la|los|las|una?|todo)$/.test(walk.text(end));
  return end - first > 2 && /(?:an|en|ian)$/.test(walk.text(end - 1));
}

/** Everyday words in lower case that no list has as a place, nor a postal code before them, need more than the tagger's word. */
function couldBePlace(walk: TokenWalk, first: number, end: number, certainty: number): boolean {
  for (let at = first; at < end; at++) {
    const { tokens } = walk;
    if (isLittle(walk, at)) continue;
    if (walk.isNumber(at) || (walk.isWord(at) && (walk.isCapital(at) || tokens.common[at] === 0)))
      return true;
    if (attribute(tokens.attributes[at]!, PLACE) > 0) return true;
  }
  return certainty > SURE_OF_A_WORD || /^\d{5}$/.test(walk.text(first - 1));
}

function isNothing(walk: TokenWalk, at: number): boolean {
  const word = walk.text(at);
  return isNoName(word) || LITTLE_WORDS.has(word) || isDrug(walk, at) || opensWithVerb(walk, at);
}

/** A lone everyday word in lower case, or a car, needs more than the tagger's word. */
function couldBeName(walk: TokenWalk, first: number, end: number, certainty: number): boolean {
  if (isVehicle(walk, first, end) || isOffice(walk, first, end)) return false;
  for (let at = first; at < end; at++) {
    if (!walk.isWord(at) || isLittle(walk, at)) continue;
    const { given, surname, foreign, ordinary, frequent } = evidenceOf(walk, at);
    if (walk.isCapital(at) && !(frequent && walk.opensSentence(at))) return true;
    if (!ordinary || (!frequent && (foreign > 0 || given >= 2 || surname >= 2))) return true;
  }
  return certainty > SURE_OF_A_WORD;
}

/** "Guardia Civil", "Policía Local mira" */
function isOffice(walk: TokenWalk, first: number, end: number): boolean {
  return OFFICES.has(walk.text(first)) && (end - first === 1 || OFFICES.has(walk.text(first + 1)));
}

/** Names go on to the left where lists know the word: "pita da veiga", "trapero lluch". */
function nameStart(walk: TokenWalk, first: number): number {
  const before = first - 1;
  if (walk.isPunctuation(before, '-')) return hyphenated(walk, before - 1) ? before - 1 : first; // "roca-fontanals"
  if (!walk.isWord(before) || walk.isCapital(before) !== walk.isCapital(first)) return first;
  const { given, surname, frequent } = evidenceOf(walk, before);
  const named = (given >= 2 || surname >= 3) && !frequent && !isNoName(walk.text(before));
  return named && walk.tokens.start[first]! - walk.tokens.end[before]! === 1 ? before : first;
}

/** A word that touches the hyphen after it and is no everyday word, or a surname too. */
function hyphenated(walk: TokenWalk, at: number): boolean {
  if (!walk.isWord(at) || !walk.touches(at) || !walk.touches(at + 1)) return false;
  const { ordinary, surname } = evidenceOf(walk, at);
  return !ordinary || surname >= 2;
}
