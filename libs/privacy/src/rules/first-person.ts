import { tokensOf } from '../text/tokens.js';
import { clauseStart, coordinateEnd } from './clauses.js';
import {
  AUXILIARIES_AFTER_I,
  BASQUE_FIRST_PERSON,
  BASQUE_HARMLESS,
  BASQUE_VIEWPOINTS,
  HARMLESS_AFTER_PRONOUN,
  HARMLESS_COMPLEMENTS,
  HARMLESS_POSSESSIONS,
  NO_TELLING_PRETERITE,
  TELLING_AFTER_I,
  TELLING_AFTER_ME,
  TELLING_IN_CATALAN,
  TELLING_PARTICIPLES,
  TELLING_UNLESS_NOUN,
  TELLING_VERBS,
} from './first-person-words.js';
import type { Rule } from './rule.js';
import { TokenWalk, wordSet } from './token-walk.js';

/** Characters of a clause that are masked at most. */
const REACH = 90;
const PRONOUNS = wordSet('yo jo eu');
const CLITICS = wordSet(
  'me nos no lo la los las le les se te ya os em ens hi ho en li xa non nunca siempre sempre',
);
const WHEN = wordSet('cuando quan cando donde on onde si');
const SINCE = wordSet('hace fa fai ase');
const LEADS_TO_VERB = wordSet(
  'cuando mientras siempre ya nunca cada si yo jo eu quan sempre cando mentres me',
);
const CATALAN_ARTICLES = wordSet('els les l la el al a per del');
const TELLING_IN_I = wordSet(
  'vivi naci creci sali coincidi comparti convivi reparti asisti acudi subi servi atendi vendi dormi sufri cumpli conduci segui',
);
const POSSESSIVES = wordSet('mi mis nuestro nuestra nuestros nuestras my our nire gure');
const POSSESSIVES_AFTER_ARTICLE = wordSet(
  'meu meva meus meves mina minas meus nosa noso nostre nostra nostres',
);
const ARTICLES = wordSet('el la los las l els les o a os as del al do da dos das no na nos nas ao un una');
const OF = wordSet('de d');
const IS = wordSet('es era e era is was');
const AGE_SIZES = wordSet(
  'mayor pequeno pequena grande gran petit petita chico chica menor maior mediano mediana adolescente',
);
const SPELLED_AGES =
  wordSet(`cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho
  sis set vuit nou deu onze dotze tretze catorze quinze setze disset divuit sete oito dez doce trece catorce quince dezaseis`);
const ADJECTIVES_BEFORE = wordSet(
  'propio propia antiguo antigua nuevo nueva viejo vieja own old new former only',
);
/** "I go to say", "I used my phone", "I came across", "looking for help". */
const HARMLESS_ENGLISH =
  /^(?:used (?!to)|came across|go(?:ing)? to (?:say|tell|the police)|looking for|been (?:told|seeing|watching|noticing|meaning|trying)|being)(?![a-z])/;
const ENGLISH_I = wordSet('i we');
const HAVE_BEEN = wordSet('he hemos hem');
const ME = wordSet('me nos em ens');

/**
 * The writer in their own verbs: "llevo doce años en el edificio", "le compré yo mismo", "we bought the villa next to
 * theirs". Found by form and by closed lists, in five languages, masked to the end of the clause.
 */
export const firstPerson: Rule = (view, add) => {
  const tokens = tokensOf(view);
  const walk = new TokenWalk(view, tokens);
  const tell = (first: number, at: number, rule: string, score: number): void =>
    add({
      type: 'SELF_IDENTIFICATION',
      start: tokens.start[first]!,
      end: coordinateEnd(view, tokens.end[at]!, REACH),
      score,
      rule,
      evidence: 'first person',
    });
  for (let at = 0; at < tokens.count; at++) {
    if (!walk.isWord(at)) continue;
    const word = walk.text(at);
    if (ENGLISH_I.has(word)) {
      if (englishTells(walk, at)) tell(at, at, 'i-verb', 0.8);
    } else if (PRONOUNS.has(word)) {
      if (pronounTells(walk, at)) tell(at, at, 'i-pronoun', 0.8);
    } else if (TELLING_VERBS.has(word) || TELLING_UNLESS_NOUN.has(word)) {
      if (verbTells(walk, at)) tell(withClitics(walk, at), at, 'telling-verb', 0.8);
    } else if (HAVE_BEEN.has(word)) {
      if (TELLING_PARTICIPLES.has(walk.text(at + 1))) tell(withClitics(walk, at), at, 'telling-verb', 0.8);
    } else if (ME.has(word)) {
      if (TELLING_AFTER_ME.has(walk.text(at + 1))) tell(at, at, 'done-to-me', 0.8);
    } else if (BASQUE_FIRST_PERSON.has(word)) {
      const start = basqueClause(walk, at);
      if (start >= 0)
        add({
          type: 'SELF_IDENTIFICATION',
          start,
          end: coordinateEnd(view, tokens.end[at]!, REACH),
          score: 0.75,
          rule: 'basque-first-person-verb',
          evidence: 'first person',
        });
    } else if (isTellingPreterite(walk, at, word)) tell(withClitics(walk, at), at, 'telling-preterite', 0.7);
    const owned = possession(walk, at);
    if (owned)
      add({
        type: 'SELF_IDENTIFICATION',
        start: tokens.start[owned.first]!,
        end: tokens.end[owned.last]!,
        score: 0.7,
        rule: 'first-person-possession',
        evidence: 'first person',
      });
  }
};

function verbTells(walk: TokenWalk, at: number): boolean {
  const { view, tokens } = walk;
  const word = walk.text(at);
  if (view.text[tokens.end[at]! - 1] === 'ó') return false; // "llevó" is somebody else
  if (TELLING_UNLESS_NOUN.has(word) && !LEADS_TO_VERB.has(walk.text(at - 1)))
    if (!TELLING_IN_CATALAN.has(word) || !CATALAN_ARTICLES.has(walk.text(at + 1))) return false;
  if (walk.isCapital(at) && !walk.opensSentence(at) && !allCapitals(walk, at)) return false;
  return !HARMLESS_COMPLEMENTS.get(word)?.has(walk.text(at + 1));
}

function allCapitals(walk: TokenWalk, at: number): boolean {
  return walk.tokens.shape[at] === 2 && walk.tokens.shape[at + 1] === 2;
}

/** "compré", "nací", Galician "traballei": by their accent or ending, but for what only reports. */
function isTellingPreterite(walk: TokenWalk, at: number, word: string): boolean {
  const { view, tokens } = walk;
  if (word.length < 4 || NO_TELLING_PRETERITE.has(word)) return false;
  if (walk.isCapital(at) && !walk.opensSentence(at)) return false;
  const last = view.text[tokens.end[at]! - 1]!;
  if (last === 'í') return TELLING_IN_I.has(word);
  if (last === 'é') return !/[aei]re$/.test(word);
  return word.endsWith('ei') && !word.endsWith('rei') && word.length > 5;
}

function pronounTells(walk: TokenWalk, at: number): boolean {
  const next = walk.text(at + 1);
  if (!walk.isWord(at + 1)) return false;
  return !HARMLESS_AFTER_PRONOUN.has(next) && !/(?:re|ria)$/.test(next);
}

function englishTells(walk: TokenWalk, at: number): boolean {
  let next = at + 1;
  while (next - at < 5 && (walk.isPunctuation(next, "'") || AUXILIARIES_AFTER_I.has(walk.text(next)))) next++;
  return (
    TELLING_AFTER_I.has(walk.text(next)) &&
    !HARMLESS_ENGLISH.test(walk.view.folded.slice(walk.tokens.start[next]))
  );
}

/** With what stands before the verb: "le compré", "hace diez años que vivo", "cuando salgo". */
function withClitics(walk: TokenWalk, at: number): number {
  let first = at;
  while (first > 0 && at - first < 3 && CLITICS.has(walk.text(first - 1))) first--;
  if (WHEN.has(walk.text(first - 1))) first--;
  else if (walk.text(first - 1) === 'que')
    for (let back = first - 2; back >= Math.max(0, first - 6); back--)
      if (SINCE.has(walk.text(back))) return back;
  return first;
}

/** From "es", "el mayor de" before to the age or the bracket behind "mi chaval"; nothing where nothing is told. */
function possession(walk: TokenWalk, at: number): { first: number; last: number } | undefined {
  const word = walk.text(at);
  const afterArticle = POSSESSIVES_AFTER_ARTICLE.has(word) && ARTICLES.has(walk.text(at - 1));
  if (!POSSESSIVES.has(word) && !afterArticle) return undefined;
  let noun = at + 1;
  if (ADJECTIVES_BEFORE.has(walk.text(noun))) noun++;
  if (!walk.isWord(noun) || walk.text(noun).length < 3 || HARMLESS_POSSESSIONS.has(walk.text(noun)))
    return undefined;
  return { first: beforePossession(walk, afterArticle ? at - 1 : at), last: afterPossession(walk, noun) };
}

/** "es mi jefe", "a la meva dona", "la novia de mi hermano", "el mayor de mis hijos". */
function beforePossession(walk: TokenWalk, at: number): number {
  let first = at;
  if (OF.has(walk.text(first - 1)) && walk.isWord(first - 2) && ARTICLES.has(walk.text(first - 3)))
    first -= 3;
  const before = walk.text(first - 1);
  if (IS.has(before)) return first - 1;
  if (before === 's' && walk.isPunctuation(first - 2, "'")) return first - 3;
  return first;
}

/** "mi chaval de 13", "la meva filla de catorze", "en mi clase (4º B)", "nire lehengusuaren laguna". */
function afterPossession(walk: TokenWalk, noun: number): number {
  let last = noun;
  const next = walk.text(noun + 1);
  if (/(?:ren|aren)$/.test(walk.text(noun)) && walk.isWord(noun + 1)) last = noun + 1;
  else if (AGE_SIZES.has(next)) last = noun + 1;
  if (OF.has(walk.text(last + 1)) && (walk.isNumber(last + 2) || SPELLED_AGES.has(walk.text(last + 2))))
    last += 2;
  if (walk.isPunctuation(last + 1, '('))
    for (let close = last + 2; close < last + 9; close++)
      if (walk.isPunctuation(close, ')')) return close - 1;
  return last;
}

/** Where the clause of a Basque verb in the first person begins; -1 where it only reports. */
function basqueClause(walk: TokenWalk, at: number): number {
  const { view, tokens } = walk;
  const start = clauseStart(view, tokens.start[at]!);
  let reports = false;
  let basque = 0;
  for (let back = at - 1; back >= 0 && tokens.start[back]! >= start; back--) {
    const word = walk.text(back);
    if (BASQUE_VIEWPOINTS.has(word)) return start;
    if (BASQUE_HARMLESS.has(word)) reports = true;
    if (walk.isWord(back)) basque++;
  }
  return reports || basque === 0 ? -1 : start;
}
