import { TextView } from './text/text-view.js';
import { CAPITAL, tokensOf, WORD } from './text/tokens.js';
import { coordinateEnd } from './rules/clauses.js';
import { capitalRun, runEvidence } from './rules/name-runs.js';
import { scan } from './rules/rule.js';
import { TokenWalk } from './rules/token-walk.js';
import { CLAUSE_REACH } from './rules/writer-clause.js';

/** What the last look at a masked text may find; stable words, as they are kept with the tip. */
export type Residue =
  'number-left' | 'address-sign-left' | 'first-person-left' | 'name-left' | 'writer-suspected';

/** A stretch that a person should look at, and why. */
export interface Suspect {
  kind: Residue;
  start: number;
  end: number;
}

/** Seven digits and more, however they are parted. */
const NUMBER = /(?<![\d,])\d(?:[ .,\-/_]{0,2}\d){6,20}(?!\d)/g;
const AMOUNT = /^[\d.,]{1,14} ?(?:€|euros?|eur|\$|pesetas|kilos?|kg|gramos?|g|metros?|m|pastillas|plantas)?$/;
const ADDRESS_SIGN = /@|(?<![a-z])(?:arroba|www|https?)(?![a-z])|[([](?:at|arroba|dot|punto)[)\]]/g;
const ADDRESS_REACH = 40;
const IN_ADDRESS = /[^\s¦,;:()[\]<>"]/;
/** What goes on after the sign: "gmail.com", " gmail punto com", "://…"; without the stop that ends the sentence. */
const ADDRESS_REST =
  /^(?: {0,2}[^\s¦,;()[\]<>"]{0,38}[^\s¦,;:.!?()[\]<>"](?:(?: {0,2}[([]?(?:punto|dot)[)\]]? {0,2}| {1,2}\. {0,2}|\.)[a-z0-9-]{2,20}(?![a-z0-9])){0,3})?/;
/** "soy", "vivo", "trabajo yo" that no rule took: the phrase is a new one. */
const FIRST_PERSON =
  /(?<![a-z])(?:(?<!no )so[yi](?! (?:consciente|racista|anonim|testigo de|mayor|sincer|de l[oa]s que))|(?<!en |esta |rojo |al )vivo(?! en directo)|mi[oa]s?|me llamo|vivimos|trabajamos|soc|visc|treballo|meu|meva|chamome|vivimos|(?<!beldur |ziur )naiz|gara|nire|bizi naiz|my|mine|i live|i work|we live)(?![a-z])/g;
/** "es mía y [INFORMANT]": what only led to a mask. */
const HANGING = /(?:[ ,]{1,3}(?:y|i|e|eta|and|que))?[ ,¦]{0,120}$/;
const HARMLESS =
  /^(?:mi|my|nire|meu|meva|mia|mio) (?:opinion|parte|vida|entender|juicio|identidad|seguridad|nombre|opinio|part|vida|ustez|iritziz|opinion|life|name|god|identity)/;

/**
 * The most suspicious look at a text that is masked already (blanks where something was masked): it looks for traces
 * of personal data and not for the data. It masks nothing; a person looks. Each stretch holds what that person would
 * mask, kind after kind, with offsets of the text given; those of two kinds may overlap.
 */
export function residueIn(blanked: string): Suspect[] {
  const view = TextView.of(blanked);
  const { folded } = view;
  const found: Suspect[] = [];
  const add = (kind: Residue, from: number, to: number): void => {
    const [start, end] = view.originalSpan(from, to);
    found.push({ kind, start, end });
  };
  scan(NUMBER, folded, (match) => {
    const { index } = match;
    const shown = folded.slice(index, index + match[0].length + 10);
    if (!AMOUNT.test(shown.trim()) && !/\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/.test(match[0]))
      add('number-left', index, index + match[0].length);
  });
  let seen = 0;
  scan(ADDRESS_SIGN, folded, ({ index, 0: sign }) => {
    if (index < seen) return;
    const start = Math.max(seen, /^[wh]/.test(sign) ? index : wordsBefore(folded, index));
    seen = addressEnd(folded, index + sign.length);
    add('address-sign-left', start, seen);
  });
  seen = 0;
  scan(FIRST_PERSON, folded, ({ index, 0: phrase }) => {
    if (index < seen || HARMLESS.test(folded.slice(index, index + 30))) return;
    seen = coordinateEnd(view, index + phrase.length, CLAUSE_REACH);
    seen -= HANGING.exec(folded.slice(index + phrase.length, seen))![0].length;
    add('first-person-left', index, seen);
  });
  namesLeft(new TokenWalk(view, tokensOf(view)), (start, end) => add('name-left', start, end));
  return found;
}

/** Where the word begins that an address sign follows, over a blank or two: "pepe @ gmail". */
function wordsBefore(folded: string, sign: number): number {
  let start = sign;
  while (start > 0 && sign - start < 2 && folded[start - 1] === ' ') start--;
  const reach = start - ADDRESS_REACH;
  while (start > 0 && start > reach && IN_ADDRESS.test(folded[start - 1]!)) start--;
  return start;
}

function addressEnd(folded: string, from: number): number {
  return from + ADDRESS_REST.exec(folded.slice(from, from + 2 * ADDRESS_REACH))![0].length;
}

/** Given names and a surname beside each other, all with a capital, amid words in lower case. */
function namesLeft(walk: TokenWalk, found: (start: number, end: number) => void): void {
  const { tokens } = walk;
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kind[at] !== WORD || tokens.shape[at] !== CAPITAL) continue;
    const last = capitalRun(walk, at);
    const { given, surname } = runEvidence(walk, at, last);
    if (last > at && last - at < 5 && given && surname) found(tokens.start[at]!, tokens.end[last]!);
    at = Math.max(at, last);
  }
}
