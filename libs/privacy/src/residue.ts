import { TextView } from './text/text-view.js';
import { CAPITAL, tokensOf, WORD } from './text/tokens.js';
import { capitalRun, runEvidence } from './rules/name-runs.js';
import { scan } from './rules/rule.js';
import { TokenWalk } from './rules/token-walk.js';

/** What the last look at a masked text may find; stable words, as they are kept with the tip. */
export type Residue = 'number-left' | 'address-sign-left' | 'first-person-left' | 'name-left';

/** Seven digits and more, however they are parted. */
const NUMBER = /(?<![\d,])\d(?:[ .,\-/_]{0,2}\d){6,20}(?!\d)/g;
const AMOUNT = /^[\d.,]{1,14} ?(?:€|euros?|eur|\$|pesetas|kilos?|kg|gramos?|g|metros?|m|pastillas|plantas)?$/;
const ADDRESS_SIGN = /@|(?<![a-z])(?:arroba|www|https?)(?![a-z])|[([](?:at|arroba|dot|punto)[)\]]/g;
/** "soy", "vivo", "trabajo yo" that no rule took: the phrase is a new one. */
const FIRST_PERSON =
  /(?<![a-z])(?:(?<!no )so[yi](?! (?:consciente|racista|anonim|testigo de|mayor|sincer|de l[oa]s que))|(?<!en |esta |rojo |al )vivo(?! en directo)|mi[oa]s?|me llamo|vivimos|trabajamos|soc|visc|treballo|meu|meva|chamome|vivimos|(?<!beldur |ziur )naiz|gara|nire|bizi naiz|my|mine|i live|i work|we live)(?![a-z])/g;
const HARMLESS =
  /^(?:mi|my|nire|meu|meva|mia|mio) (?:opinion|parte|vida|entender|juicio|identidad|seguridad|nombre|opinio|part|vida|ustez|iritziz|opinion|life|name|god|identity)/;

/**
 * The most suspicious look at a text that is masked already (blanks where something was masked): it looks for traces
 * of personal data and not for the data. It masks nothing; a person looks.
 */
export function residueIn(blanked: string): Residue[] {
  const view = TextView.of(blanked);
  const found = new Set<Residue>();
  scan(NUMBER, view.folded, (match) => {
    const shown = view.folded.slice(match.index, match.index + match[0].length + 10);
    if (!AMOUNT.test(shown.trim()) && !/\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/.test(match[0]))
      found.add('number-left');
  });
  scan(ADDRESS_SIGN, view.folded, () => found.add('address-sign-left'));
  scan(FIRST_PERSON, view.folded, (match) => {
    if (!HARMLESS.test(view.folded.slice(match.index, match.index + 30))) found.add('first-person-left');
  });
  if (nameLeft(new TokenWalk(view, tokensOf(view)))) found.add('name-left');
  return [...found];
}

/** A given name and a surname beside each other, both with a capital, amid words in lower case. */
function nameLeft(walk: TokenWalk): boolean {
  const { tokens } = walk;
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kind[at] !== WORD || tokens.shape[at] !== CAPITAL) continue;
    const last = capitalRun(walk, at);
    const { given, surname } = runEvidence(walk, at, last);
    if (last > at && last - at < 5 && given && surname) return true;
    at = Math.max(at, last);
  }
  return false;
}
