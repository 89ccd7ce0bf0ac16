import type { Entity } from '../entity.js';
import { addressEnd } from '../rules/addresses.js';
import { isNoName } from '../rules/no-names.js';
import { TokenWalk } from '../rules/token-walk.js';
import type { TextView } from '../text/text-view.js';
import { LINE_END, PUNCTUATION, tokensOf, type Tokens } from '../text/tokens.js';
import { ENTITY_OF_KIND, isBegin, kindOf, OUTSIDE } from './tags.js';
import { tag, type Tagging } from './tagger.js';

/** Below this distance to "outside" a token is masked all the same: a leak costs more than a word masked in vain. */
const NEARLY = 0;
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
    if (kind === 'MISC' || (at - first === 1 && isNoName(walk.text(first)))) continue;
    found.push({
      type: ENTITY_OF_KIND[kind],
      start: tokens.start[first]!,
      end: tokens.end[kind === 'ADDRESS' ? addressEnd(walk, first, at - 1) : at - 1]!,
      score: Math.round(100 * Math.min(0.9, 0.5 + Math.max(NEARLY, certainty) / 60)) / 100,
      rule: 'tagger',
      evidence: 'linear tagger',
    });
  }
  return found;
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
