import { LINE_END } from '../text/tokens.js';
import { type TokenWalk, wordSet } from './token-walk.js';

/** Characters of a clause that are masked at most on either side of what betrays the writer. */
export const CLAUSE_REACH = 90;

const JOINS = wordSet(
  'y e i pero pro porque porke xq pq aunque que q k ni sino and but because that eta baina perque pero mais aunque encara',
);
const WHEN = wordSet(
  'cuando donde mientras si kuando quan mentre mentres cando onde where when while dond on',
);
const SINCE = wordSet('hace fa fai ase');
const SUBJECTS = wordSet('yo jo eu nosotros nosotras nosaltres nos i we');
const SOMEBODY_ELSE_DOES = wordSet(
  'hay esta estan es son va van tiene tienen vende hace hacen sale entra viene lleva guarda huele suena aparca trae ve ven hi hai hi ha vive era eran fue vend vendan',
);
const NO_VERB_IN_AN = wordSet(
  'tambien alguien quien bien orden imagen almacen origen examen joven virgen jardin pan plan gran san ademas recien sinan tan han jan van juan dan ren tren crimen margen volumen germen certamen resumen desden',
);
const THIRD_PLURAL = /^[a-z]{3,12}(?:an|en|aban|ian|aron)$/;
const OPENERS = wordSet(
  'ese esa esos esas eso a al en por de del con desde aquel aquella aquellos ayer hoy anoche antes hace todas todos cada los las el la tras durante hasta cuando como sin segun ahora siempre esta este entre para ja ahir des als cada tots onte dende nun nunha na no por mientras one last every at in on yesterday only solo so siendo despues ultimamente antiguamente',
);
const VERB_CLITICS = wordSet(
  'me nos no lo la los las le les se te os ya em ens hi ho en li xa non nunca siempre sempre tambien tampoco solo todavia aun',
);

/**
 * The first token of the clause that holds the writer's verb: back over complements ("por mi trabajo entro…") to a stop,
 * to "y", "que", to the writer as subject, or, where somebody else's verb stands between, to the verb's own clitics.
 */
export function clauseFirst(walk: TokenWalk, at: number): number {
  const { tokens } = walk;
  const own = withClitics(walk, at);
  if (SUBJECTS.has(walk.text(own - 1))) return heAndI(walk, own - 1);
  const limit = tokens.start[at]! - CLAUSE_REACH;
  for (let back = own - 1; back >= 0; back--) {
    if (stopsClause(walk, back) || tokens.start[back]! < limit) return back + 1;
    const word = walk.text(back);
    if (WHEN.has(word)) return back;
    if (word === 'que' || word === 'q') {
      for (let since = back - 1; since >= Math.max(0, back - 5); since--)
        if (SINCE.has(walk.text(since))) return since;
      if (/^(?:desde|dende|hasta|ata)$/.test(walk.text(back - 1))) return back - 1;
      if (walk.text(back - 1) === 'vez' && walk.text(back - 2) === 'cada') return back - 2;
      return back + 1;
    }
    if (JOINS.has(word)) return back + 1;
    if (isSomebodyElses(walk, back, word)) return own;
  }
  return 0;
}

/** "él y yo compartimos furgoneta" */
function heAndI(walk: TokenWalk, at: number): number {
  return /^(?:y|i|e|and)$/.test(walk.text(at - 1)) &&
    /^(?:el|ella|ellos|ell|ella|ells|she|he|they|mi|su)$/.test(walk.text(at - 2))
    ? at - 2
    : at;
}

/** The first token of the sentence, or of what stands between commas: "el veterinario que lleva los perros soy yo". */
export function sentenceFirst(walk: TokenWalk, at: number): number {
  const limit = walk.tokens.start[at]! - CLAUSE_REACH;
  for (let back = at - 1; back >= 0; back--)
    if (stopsClause(walk, back) || walk.tokens.start[back]! < limit) return back + 1;
  return 0;
}

/** As `clauseFirst` for a verb that somebody else does to the writer: their name stays unless the clause opens with when or where. */
export function sufferedFirst(walk: TokenWalk, at: number): number {
  let own = at;
  while (own > 0 && VERB_CLITICS.has(walk.text(own - 1)) && at - own < 2) own--;
  if (walk.text(own - 1) === 'mi' && walk.text(own - 2) === 'a') own -= 2;
  if (walk.text(own - 1) === 'que' && /^(?:me|nos|em|ens)$/.test(walk.text(own - 3))) return own - 3; // "me dijo que me…"
  const first = clauseFirst(walk, own);
  return first < own && OPENERS.has(walk.text(first)) ? first : own;
}

function withClitics(walk: TokenWalk, at: number): number {
  let first = at;
  while (first > 0 && at - first < 4 && VERB_CLITICS.has(walk.text(first - 1))) first--;
  return first;
}

function stopsClause(walk: TokenWalk, at: number): boolean {
  if (walk.tokens.kind[at] === LINE_END) return true;
  return (
    walk.isPunctuation(at, '.,;:!?¿¡()[]{}…|¦"«»') && !(walk.isPunctuation(at, '.') && walk.isNumber(at + 1))
  );
}

function isSomebodyElses(walk: TokenWalk, at: number, word: string): boolean {
  if (!walk.isWord(at)) return false;
  if (SOMEBODY_ELSE_DOES.has(word)) return true;
  return THIRD_PLURAL.test(word) && !NO_VERB_IN_AN.has(word) && !walk.isCapital(at);
}
