import { VIEWPOINTS, VIEWS } from './first-person-harmless.js';
import { HARMLESS_POSSESSIONS } from './first-person-words.js';
import { TokenWalk, wordSet } from './token-walk.js';
import { sentenceFirst } from './writer-clause.js';

const POSSESSIVES = wordSet('mi mis nuestro nuestra nuestros nuestras my our nire gure');
const POSSESSIVES_AFTER_ARTICLE = wordSet(
  'meu meva meus meves mina minas meus nosa noso nostre nostra nostres',
);
const ARTICLES = wordSet('el la los las l els les o a os as del al do da dos das no na nos nas ao un una');
const OF = wordSet('de d');
const ONE = wordSet('uno una unos unas otro otra alguien alguno alguna varios varias un one some');
const IS = wordSet('es era e era is was');
const AGE_SIZES = wordSet(
  'mayor pequeno pequena grande gran petit petita chico chica menor maior mediano mediana adolescente',
);
const SPELLED_AGES =
  wordSet(`dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte
  sis set vuit nou deu onze dotze tretze catorze quinze setze disset divuit sete oito dez doce trece catorce quince dezaseis`);
const ADJECTIVES_BEFORE = wordSet(
  'propio propia antiguo antigua nuevo nueva viejo vieja own old new former only',
);

/** From "es", "el mayor de" before to the age or the bracket behind "mi chaval"; nothing where nothing is told. */
export function possession(
  walk: TokenWalk,
  at: number,
): { first: number; last: number; isView: boolean } | undefined {
  const word = walk.text(at);
  const afterArticle = POSSESSIVES_AFTER_ARTICLE.has(word) && ARTICLES.has(walk.text(at - 1));
  if (!POSSESSIVES.has(word) && !afterArticle) return undefined;
  let noun = at + 1;
  if (ADJECTIVES_BEFORE.has(walk.text(noun))) noun++;
  if (isUnderName(walk, at, noun)) return { first: at - 1, last: noun, isView: false };
  if (!walk.isWord(noun) || walk.text(noun).length < 3 || HARMLESS_POSSESSIONS.has(walk.text(noun)))
    return undefined;
  const last = afterPossession(walk, noun);
  return {
    first: beforePossession(walk, afterArticle ? at - 1 : at),
    last,
    isView: VIEWPOINTS.has(walk.text(noun)) && VIEWS.has(walk.text(last + 1)),
  };
}

/** "abrieron una cuenta a mi nombre", "opened a loan in my name"; not "no den mi nombre". */
function isUnderName(walk: TokenWalk, at: number, noun: number): boolean {
  return (
    /^(?:nombre|nom|nome|name)$/.test(walk.text(noun)) &&
    /^(?:a|in|under|con)$/.test(walk.text(at - 1)) &&
    noun === at + 1
  );
}

/** "es mi jefe", "a la meva dona", "la novia de mi hermano", "el mayor de mis hijos". */
function beforePossession(walk: TokenWalk, at: number): number {
  let first = at;
  if (OF.has(walk.text(first - 1)) && walk.isWord(first - 2) && ARTICLES.has(walk.text(first - 3)))
    first -= 3;
  if (OF.has(walk.text(first - 1)) && ONE.has(walk.text(first - 2))) first -= 2; // "uno de mi clase"
  const before = walk.text(first - 1);
  // "la finca es de mi familia", "he used to be my brother-in-law": what is said so is known to be so
  if (OF.has(before) && IS.has(walk.text(first - 2))) return sentenceFirst(walk, first - 2);
  if (before === 'be' && walk.text(first - 2) === 'to') return sentenceFirst(walk, first - 2);
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
