import {
  FREQUENCY,
  GIVEN,
  hashEnd,
  HASH_START,
  hashStep,
  hashWords,
  PLACE,
  SURNAME,
} from '../gazetteer/lexicon-format.js';
import { attribute, Lexicon } from '../gazetteer/lexicon.js';
import { fold } from '../text/folding.js';
import type { TextView } from '../text/text-view.js';
import { MIXED, tokensOf, WORD } from '../text/tokens.js';
import { type Rule } from './rule.js';

const SHORTEST = 7;
const LONGEST = 36;
/** How many bear what is looked for inside of a word. */
const FREQUENT = 4;
const LISTED = 2;
const MOST_PARTS = 4;
const SHORTEST_PART = 3;
const SHORTEST_SEWN = 5;

/** Names written as one word: "#LuismiCarrascosa", "JuanPerez", "mariajosegomez"; towns so in hashtags. */
export const fusedNames: Rule = (view, add) => {
  const { start, end, kind, shape, common, attributes, count } = tokensOf(view);
  for (let at = 0; at < count; at++) {
    const length = end[at]! - start[at]!;
    if (kind[at] !== WORD || length < SHORTEST || length > LONGEST) continue;
    if (touchesFigure(view, start[at]!, end[at]!)) continue;
    const isTag = view.folded[start[at]! - 1] === '#';
    const humps = shape[at] === MIXED || isTag ? humpsOf(view.text.slice(start[at], end[at])) : [];
    const sewn = shape[at] === MIXED ? sewnIn(view.text.slice(start[at], end[at])) : undefined;
    const type =
      sewn ??
      (humps.length > 1
        ? typeOfHumps(humps, isTag)
        : common[at] === 0 && attributes[at] === 0 && isGivenAndSurname(view.units, start[at]!, end[at]!)
          ? 'PERSON'
          : isTag && attribute(attributes[at]!, PLACE) > 1
            ? 'PLACE'
            : undefined);
    if (type)
      add({
        type,
        start: start[at]!,
        end: end[at]!,
        score: 0.75,
        rule: 'fused-name',
        evidence: 'names without a blank',
      });
  }
};

/** "maria77" and "juan_perez" are accounts: others look for those. */
function touchesFigure({ folded }: TextView, start: number, end: number): boolean {
  return /[0-9@_./]/.test(folded[start - 1] ?? '') || /[0-9@_/]/.test(folded[end] ?? '');
}

/** "Luismi", "Carrascosa"; nothing where other letters stand between. */
function humpsOf(shown: string): string[] {
  const humps = shown.match(/\p{Lu}\p{Ll}{1,20}/gu) ?? [];
  return humps.join('') === shown && humps.length <= MOST_PARTS ? humps.map(fold) : [];
}

function typeOfHumps(humps: string[], isTag: boolean): 'PERSON' | 'PLACE' | undefined {
  const lexicon = Lexicon.shared;
  if (attribute(lexicon.attributes(hashWords(humps.join(' '))), PLACE) > 0) return 'PLACE';
  const named = humps.filter((hump) => {
    const bits = lexicon.attributes(hashWords(hump));
    const most = Math.max(attribute(bits, GIVEN), attribute(bits, SURNAME));
    return (
      most >= LISTED &&
      attribute(bits, FREQUENCY) < 3 &&
      !(most < FREQUENT && lexicon.isCommon(hashWords(hump)))
    );
  });
  if (named.length === humps.length) return 'PERSON';
  return isTag &&
    named.length > 0 &&
    humps.every((hump) => named.includes(hump) || !lexicon.isCommon(hashWords(hump)))
    ? 'PERSON'
    : undefined;
}

/** A name or a town that begins with a capital amid other letters: "todoAlgemesílo", "GutierrezPadillalava". */
function sewnIn(shown: string): 'PERSON' | 'PLACE' | undefined {
  const lexicon = Lexicon.shared;
  const humps = shown.match(/\p{Lu}\p{Ll}{3,20}/gu) ?? [];
  if (humps.length === 0 || humps.length > MOST_PARTS || lexicon.isCommon(hashWords(fold(shown))))
    return undefined;
  for (const hump of humps.map(fold)) {
    let hash = HASH_START;
    for (let at = 0; at < hump.length; at++) {
      hash = hashStep(hash, hump.charCodeAt(at));
      if (at + 1 < SHORTEST_SEWN) continue;
      const key = hashEnd(hash);
      const rest = hump.slice(at + 1);
      if (lexicon.isCommon(key) || (rest !== '' && !lexicon.isCommon(hashWords(rest)))) continue;
      const bits = lexicon.attributes(key);
      if (attribute(bits, PLACE) > 1) return 'PLACE';
      if (Math.max(attribute(bits, GIVEN), attribute(bits, SURNAME)) >= FREQUENT) return 'PERSON';
    }
  }
  return undefined;
}

/** One or two frequent given names and a frequent surname, and no letter more. */
function isGivenAndSurname(units: Uint16Array, start: number, end: number): boolean {
  return restIsName(units, start, end, 2);
}

function restIsName(units: Uint16Array, start: number, end: number, givenLeft: number): boolean {
  const lexicon = Lexicon.shared;
  let hash = HASH_START;
  for (let at = start; at < end - SHORTEST_PART; at++) {
    hash = hashStep(hash, units[at]!);
    if (at + 1 - start < SHORTEST_PART) continue;
    if (attribute(lexicon.attributes(hashEnd(hash)), GIVEN) < FREQUENT) continue;
    if (isSurname(units, at + 1, end)) return true;
    if (givenLeft > 1 && restIsName(units, at + 1, end, givenLeft - 1)) return true;
  }
  return false;
}

function isSurname(units: Uint16Array, start: number, end: number): boolean {
  if (end - start <= SHORTEST_PART) return false;
  let hash = HASH_START;
  for (let at = start; at < end; at++) hash = hashStep(hash, units[at]!);
  return attribute(Lexicon.shared.attributes(hashEnd(hash)), SURNAME) >= FREQUENT;
}
