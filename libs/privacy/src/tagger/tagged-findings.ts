import type { Entity } from '../entity.js';
import { addressEnd } from '../rules/addresses.js';
import { evidenceOf } from '../rules/name-evidence.js';
import { isDrug, isNoName, isVehicle } from '../rules/no-names.js';
import { TokenWalk } from '../rules/token-walk.js';
import type { TextView } from '../text/text-view.js';
import { LINE_END, PUNCTUATION, tokensOf, type Tokens } from '../text/tokens.js';
import { ENTITY_OF_KIND, isBegin, kindOf, OUTSIDE } from './tags.js';
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
    if (kind === 'MISC' || (kind === 'PERSON' && !couldBeName(walk, first, at, certainty))) continue;
    if (at - first === 1 && (isNoName(walk.text(first)) || isDrug(walk, first))) continue;
    found.push({
      type: ENTITY_OF_KIND[kind],
      start: tokens.start[kind === 'PERSON' ? nameStart(walk, first) : first]!,
      end: tokens.end[kind === 'ADDRESS' ? addressEnd(walk, first, at - 1) : at - 1]!,
      score: Math.round(100 * Math.min(0.9, 0.5 + Math.max(NEARLY, certainty) / 60)) / 100,
      rule: 'tagger',
      evidence: 'linear tagger',
    });
  }
  return found;
}

/** A lone everyday word in lower case, or a car, needs more than the tagger's word. */
function couldBeName(walk: TokenWalk, first: number, end: number, certainty: number): boolean {
  if (isVehicle(walk, first, end)) return false;
  for (let at = first; at < end; at++) {
    if (!walk.isWord(at)) continue;
    const { given, surname, foreign, ordinary, frequent } = evidenceOf(walk, at);
    if (walk.isCapital(at) && !(frequent && walk.opensSentence(at))) return true;
    if (!ordinary || foreign > 0 || (!frequent && (given >= 2 || surname >= 2))) return true;
  }
  return certainty > SURE_OF_A_WORD;
}

/** Names go on to the left where lists know the word: "pita da veiga", "trapero lluch". */
function nameStart(walk: TokenWalk, first: number): number {
  const before = first - 1;
  if (!walk.isWord(before) || walk.isCapital(before) !== walk.isCapital(first)) return first;
  const { given, surname, frequent } = evidenceOf(walk, before);
  const named = (given >= 2 || surname >= 3) && !frequent && !isNoName(walk.text(before));
  return named && walk.tokens.start[first]! - walk.tokens.end[before]! === 1 ? before : first;
}

function firstTokenFrom(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.end[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
