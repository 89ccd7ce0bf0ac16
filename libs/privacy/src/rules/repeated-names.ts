import type { Entity } from '../entity.js';
import type { TextView } from '../text/text-view.js';
import { GIVEN, SURNAME } from '../gazetteer/lexicon-format.js';
import { attribute } from '../gazetteer/lexicon.js';
import { firstTokenFrom, LOWER, tokensOf, WORD } from '../text/tokens.js';
import { MONTHS_AND_DAYS } from './no-names.js';
import { TokenWalk } from './token-walk.js';

/** A name that was found for a guess says nothing of other places. */
const SURE = 0.8;
const SHORTEST = 4;
/** Spares most words the look-up. */
const LOW_BITS = 0xff;

/**
 * Whoever was named in full once is named by one word later: "Uxía Rodil pediu… Rodil engadiu". A word of a sure name of
 * several words counts wherever it stands again with a capital, and in lower case where it is no everyday word.
 */
export function repeatedNames(view: TextView, people: Entity[]): Entity[] {
  const tokens = tokensOf(view);
  const walk = new TokenWalk(view, tokens);
  const known = new Set<number>();
  const perhaps = new Uint8Array(LOW_BITS + 1);
  const covered = new Uint8Array(tokens.count);
  for (const { start, end, score } of people) {
    const first = firstTokenFrom(tokens, start);
    let to = first;
    for (; to < tokens.count && tokens.start[to]! < end; to++) covered[to] = 1;
    if (score < SURE || to - first < 2) continue;
    for (let at = first; at < to; at++)
      if (saysWho(walk, at)) {
        known.add(tokens.hash[at]!);
        perhaps[tokens.hash[at]! & LOW_BITS] = 1;
      }
  }
  const found: Entity[] = [];
  if (known.size === 0) return found;
  for (let at = 0; at < tokens.count; at++)
    if (
      perhaps[tokens.hash[at]! & LOW_BITS] === 1 &&
      covered[at] === 0 &&
      known.has(tokens.hash[at]!) &&
      saysWho(walk, at)
    )
      found.push({
        type: 'PERSON',
        start: tokens.start[at]!,
        end: tokens.end[at]!,
        score: 0.65,
        rule: 'repeated-name',
        evidence: 'part of a name elsewhere in the text',
      });
  return found;
}

/** Everyday words must be somebody's name and need a capital that no sentence gave them: "Bueno, ya está". */
function saysWho(walk: TokenWalk, at: number): boolean {
  const { kind, start, end, shape, common } = walk.tokens;
  if (kind[at] !== WORD || end[at]! - start[at]! < SHORTEST) return false;
  if (common[at] === 1 && (shape[at] === LOWER || !isListed(walk, at) || walk.opensSentence(at)))
    return false;
  return !MONTHS_AND_DAYS.has(walk.text(at));
}

function isListed({ tokens }: TokenWalk, at: number): boolean {
  const bits = tokens.attributes[at]!;
  return attribute(bits, GIVEN) >= 2 || attribute(bits, SURNAME) >= 2;
}
