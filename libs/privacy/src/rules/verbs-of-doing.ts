import { FIRST_PERSON, hashWords } from '../gazetteer/lexicon-format.js';
import { attribute, Lexicon } from '../gazetteer/lexicon.js';
import { type TokenWalk, wordSet } from './token-walk.js';

const IRREGULAR = wordSet(
  'tiene tienen trae traen hace hacen viene vienen va van sabe saben dice dicen pone ponen sale salen recoge recogen esconde esconden conoce ten tenen ven fai di trafica vino hizo dijo trajo puso tuvo fue iba iban porta ven condueix amenaza esta estan',
);
/** Shaped like the third person of a verb that they are not. */
const NO_VERB = wordSet(
  'para entre sobre una nada casa cosa esta este cada toda hasta contra tarde noche parte gente donde desde bien cuenta como calle coche grande madre padre plaza playa puerta hora mesa copa mata toma',
);

/** Whether this word says what somebody else does or did: "vende", "guardaban", "llevó"; Spanish and what is like it. */
export function doesSomething(walk: TokenWalk, at: number): boolean {
  return !walk.isCapital(at) && isVerb(walk, at);
}

/** "Vende la Trini", "Cobra y no envía": at the head of a sentence its capital says nothing. */
export function opensWithVerb(walk: TokenWalk, at: number): boolean {
  return (
    walk.opensSentence(at) &&
    isVerb(walk, at) &&
    /^(?:y|e|i|la|el|los|las|en|a|al|con|por|un|una|de|todo|desde|lo)$/.test(walk.text(at + 1))
  );
}

function isVerb(walk: TokenWalk, at: number): boolean {
  if (!walk.isWord(at)) return false;
  const word = walk.text(at);
  if (IRREGULAR.has(word)) return true;
  if (word.length < 4 || NO_VERB.has(word)) return false;
  if (walk.lastLetter(at) === 'ó') return true;
  const stem = /^(.{2,12}?)(?:aban?|ian?|[ae]n?)$/.exec(word)?.[1];
  return stem !== undefined && attribute(Lexicon.shared.attributes(hashWords(`${stem}o`)), FIRST_PERSON) > 0;
}
