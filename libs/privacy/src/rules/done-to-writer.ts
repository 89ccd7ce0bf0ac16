import { FIRST_PERSON } from '../gazetteer/lexicon-format.js';
import { attribute } from '../gazetteer/lexicon.js';
import {
  HARMLESS_AFTER_ME,
  HARMLESS_DONE,
  HARMLESS_INFINITIVES,
  HARMLESS_PRESENT,
  WISHES,
} from './first-person-harmless.js';
import { allCapitals } from './first-person-verbs.js';
import { NO_TELLING_PRETERITE } from './first-person-words.js';
import { type SpokenLanguages } from './spoken-languages.js';
import { TokenWalk, wordSet } from './token-walk.js';
import { clauseFirst } from './writer-clause.js';

const BETWEEN_ME_AND_VERB = wordSet('lo la los las le les se ho hi en');

/** "me da miedo", "me da la impresión" */
const FEELINGS = wordSet(
  'miedo pena igual verguenza asco cosa rabia la mal que mucha mucho mucho tanta por panico reparo medo por tristeza lastima cosilla apuro un una',
);
const DONE = wordSet('ha han habia habian hubiera an');
const I_DID = wordSet('soy soi fui era soc vaig');
const ONLY = wordSet('solo solamente unico unica nomes so unicamente');

/** "venderme", "pidiéndome": who suffers it writes. */
const ENCLITIC_ME = /^[a-z]{2,12}(?:arme|erme|irme|andome|iendome)(?:l[oa]s?)?$/;
const NO_ENCLITIC = wordSet(
  'duerme firme inerme merme yerme desarme alarme gendarme enferme herme ferme adarme',
);
const HARMLESS_ENCLITIC =
  /^(?:dec|llam|contact|enter|met|identific|arriesg|equivoc|cre|d|hac|pon|quej|sent|call|acord|fi|imagin|pregunt|escrib|avis|contest|respond|dirig|localiz|mostr|expres|explic|qued|ve|asegur|desahog|mord)(?:ar|er|ir|and|iend)/;

/** "sold me", "owes me" */
const ENGLISH_DONE_TO_ME = wordSet(
  'sold owes owed gave offered offers threatened threatens hit beat robbed hired fired taught pays paid lent invited asked let lets rents rented hurt',
);

/** "me pidió que le avalara": what was asked of the writer tells. */
export function throughThat(walk: TokenWalk, at: number): number {
  const verb = walk.text(at + 1);
  return /^(?:pid|ofrec|oblig|propus|propon|exig|suplic|orden)/.test(verb) && walk.text(at + 2) === 'que'
    ? at + 2
    : at;
}

/** "me debe dinero", "nos tocó de presidentes", "em va llogar el pis". */
export function sufferedTells(walk: TokenWalk, at: number, languages: SpokenLanguages): boolean {
  if (languages.english) return false;
  if (languages.galician && walk.text(at) === 'nos') return false; // "in the"
  if (/^(?:en|em)$/.test(walk.text(at)) && !languages.catalan) return false;
  let next = at + 1;
  while (BETWEEN_ME_AND_VERB.has(walk.text(next)) && next - at < 3) next++;
  if (!walk.isWord(next) || (walk.isCapital(next) && !allCapitals(walk, next))) return false;
  for (let back = at - 1; back >= Math.max(0, at - 6); back--) if (WISHES.has(walk.text(back))) return false;
  const verb = walk.text(next);
  if (DONE.has(verb)) return !HARMLESS_DONE.has(walk.text(next + 1));
  if (verb.length < 2 || /(?:ria|rian)$/.test(verb)) return false;
  if (languages.catalan && (verb === 'va' || verb === 'van'))
    return (
      !HARMLESS_INFINITIVES.has(walk.text(next + 1)) && !/^(?:explicar|semblar)$/.test(walk.text(next + 1))
    );
  if (/^(?:da|dan|dio|daba|daban)$/.test(verb))
    return !FEELINGS.has(walk.text(next + 1)) && walk.isWord(next + 1);
  return !HARMLESS_AFTER_ME.has(verb) && !HARMLESS_PRESENT.has(verb) && !NO_TELLING_PRETERITE.has(verb);
}

/** "iba conmigo al instituto"; not "contacten conmigo", "nosotros vemos". */
export function withMeTells(walk: TokenWalk, at: number): boolean {
  if (walk.text(at).startsWith('nos')) {
    if (!/^(?:con|como|entre|amb|com|de)$/.test(walk.text(at - 1))) return false;
    if (walk.text(at - 1) === 'de')
      return /^(?:un[oa]|dos|tres|ningun[oa]|algun[oa]|cualquiera|cuatro)$/.test(walk.text(at - 2));
    return walk.text(at - 1) !== 'con' || !/^contact/.test(walk.text(at - 2));
  }
  return !/^(?:contact|habl|pong|comuni|poner)/.test(walk.text(at - 1));
}

/** "la casera soy yo", "a la abuela la cuido yo", "sólo lo sabemos él y yo", "solo lo he visto yo". */
export function isTellingAfterVerb(walk: TokenWalk, at: number): boolean {
  const before = walk.text(at - 1);
  if (/^(?:y|ni|e|i)$/.test(before) && walk.isWord(at - 2) && endsClause(walk, at)) return true;
  if (I_DID.has(before)) return true;
  if (!endsClause(walk, at)) return false;
  for (let back = at - 1; back >= Math.max(0, at - 5); back--) if (ONLY.has(walk.text(back))) return true;
  return (
    walk.isWord(at - 1) &&
    attribute(walk.tokens.attributes[at - 1]!, FIRST_PERSON) > 0 &&
    !HARMLESS_PRESENT.has(before)
  );
}

function endsClause(walk: TokenWalk, at: number): boolean {
  return !walk.isWord(at + 1) || /^(?:y|e|i|pero|porque|que|en|por|los|las|a)$/.test(walk.text(at + 1));
}

/** "quiso venderme", not "duerme", "llamarme", "no quiero meterme en líos". */
export function encliticTells(walk: TokenWalk, at: number): boolean {
  const word = walk.text(at);
  return (
    ENCLITIC_ME.test(word) &&
    !HARMLESS_ENCLITIC.test(word) &&
    !NO_ENCLITIC.has(word) &&
    !WISHES.has(walk.text(at - 1))
  );
}

/** English puts "me" after: "he sold me". */
export function englishDoneToMe(walk: TokenWalk, at: number): boolean {
  const verb = walk.text(at - 1);
  return ENGLISH_DONE_TO_ME.has(verb) || (THEY.has(walk.text(at - 2)) && !ENGLISH_HARMLESS_TO_ME.has(verb));
}

/** Where it begins: at who does it, if that is only "she", "they". */
export function englishDoneFirst(walk: TokenWalk, at: number): number {
  return THEY.has(walk.text(at - 2)) ? at - 2 : at - 1;
}

const THEY = wordSet('he she they it who');
const ENGLISH_HARMLESS_TO_ME = wordSet(
  'told tells tell said says scares scare scared worries worry worried bothers bothered seems to for at with by like of from about than let help believe ask excuse shocked surprised surprises strikes struck',
);

/** From what the writer can't or wouldn't ("con la silla no puedo moverme"), else from the verb before. */
export function encliticFirst(walk: TokenWalk, at: number): number {
  if (/^(?:puedo|podemos|podia|quise|quiero|suelo|tuve|debo)$/.test(walk.text(at - 1)))
    return clauseFirst(walk, at - 1);
  return walk.isWord(at - 1) ? at - 1 : at;
}
