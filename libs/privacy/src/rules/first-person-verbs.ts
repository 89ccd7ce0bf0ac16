import { FIRST_PERSON, FREQUENCY, GIVEN, hashWords, PLACE, SURNAME } from '../gazetteer/lexicon-format.js';
import { attribute, Lexicon } from '../gazetteer/lexicon.js';
import {
  HARMLESS_BEING,
  HARMLESS_ENGLISH_VERBS,
  HARMLESS_PARTICIPLES,
  HARMLESS_PRESENT,
} from './first-person-harmless.js';
import {
  AUXILIARIES_AFTER_I,
  HARMLESS_COMPLEMENTS,
  NO_TELLING_PRETERITE,
  TELLING_AFTER_I,
  TELLING_IN_CATALAN,
  TELLING_UNLESS_NOUN,
} from './first-person-words.js';
import { BRANDS, MAKES } from './no-names.js';
import { type SpokenLanguages } from './spoken-languages.js';
import { TokenWalk, wordSet } from './token-walk.js';

const LEADS_TO_VERB = wordSet(
  'cuando mientras siempre ya nunca cada si yo jo eu quan sempre cando mentres me',
);
const CATALAN_ARTICLES = wordSet('els les l la el al a per del');
const ARTICLES = wordSet('el la los las l els les o a os as del al do da dos das no na nos nas ao un una');

/** "lo sabemos", "le compro": nothing but a verb stands after these. */
const BEFORE_VERB = wordSet(
  'yo jo eu no me nos lo la las le les se te que cuando mientras si donde siempre ya nunca tambien tampoco aqui alli ahi aki quan sempre cando onde casi solo a_veces',
);
const AFTER_OPENING_VERB = wordSet(
  'en el la los las lo a al con por para cada todas todos mi mis su sus un una unos alli aqui hasta desde justo dentro cerca o os as na no coa ao els les amb',
);

/** Folded ends of "we" in every tense but those that only wish or ask ("rogaríamos", "queremos"). */
const WE = /(?:[aei]mos|[ai]bamos|iamos|eramos|fomos)$/;
const NO_WE =
  /(?:[aei]remos|riamos|isimos|ismos|itimos|[nmr]ostramos)$|^(?:ra|tra|gra|kilogra|extre|ulti|proxi|mini|maxi|opti|pesi|inti|anoni|legiti|centi|deci|septi|presta|recla|pri|raci|supre|enfer|ani|marti|de|me|re|maríti|mariti|presti|ta|va|i|fa|miligra|tele gra|hectogra)mos$/;
const WE_CATALAN = /^[a-z]{2,}(?:em|im|avem|iem)$/;
const NO_WE_CATALAN = wordSet('hem anem rem tandem item poem sistem problem tem totem harem berlin');
const NOUNS_OF_TRADE = wordSet(
  'esto eso mano foto moto radio alto largo junto efectivo seguro claro puesto medio cierto sucio lleno suelto harto quieto listo completo concreto correcto directo discreto exacto perfecto presunto rojo negro moreno consumo trapicheo menudeo robo trafico contrabando reparto cargo negocio trato robo juego tiro grito ruido',
);
const ARTICLES_AND_PREPOSITIONS = wordSet(
  'el un del al este ese aquel su de en con sin por mi tu gran buen mal otro o do ao un',
);

/** "I go to say", "I used my phone", "I came across", "looking for help". */
const HARMLESS_ENGLISH =
  /^(?:used (?!to)|came across|go(?:ing)? to (?:say|tell|the police)|looking for|been (?:told|seeing|watching|noticing|meaning|trying)|being)(?![a-z])/;

export function verbTells(walk: TokenWalk, at: number): boolean {
  const word = walk.text(at);
  if (walk.lastLetter(at) === 'ó') return false; // "llevó" is somebody else
  if (TELLING_UNLESS_NOUN.has(word) && !isVerbHere(walk, at))
    if (!TELLING_IN_CATALAN.has(word) || !CATALAN_ARTICLES.has(walk.text(at + 1))) return false;
  if (walk.isCapital(at) && !walk.opensSentence(at) && !allCapitals(walk, at)) return false;
  if (/^h(?:ago|ice|acemos|icimos)$/.test(word)) return !reportsByDoing(walk, at);
  if (/^(?:la|una|un|el|mi|unas?|unos)$/.test(walk.text(at + 1)) && THOUGHTS.has(walk.text(at + 2)))
    return false;
  if (/^(?:a cabo|en cuenta)/.test(`${walk.text(at + 1)} ${walk.text(at + 2)}`)) return false;
  if (goesThere(walk, at, word) || hasOneOf(walk, at, word)) return true;
  return !HARMLESS_COMPLEMENTS.get(word)?.has(walk.text(at + 1));
}

/** "voy a clase con él", "vamos al mismo gimnasio"; not "voy a decir", "voy al grano". */
function goesThere(walk: TokenWalk, at: number, word: string): boolean {
  if (!/^(?:voy|vamos|iba|ibamos)$/.test(word) || !/^(?:a|al)$/.test(walk.text(at + 1))) return false;
  const where = walk.text(at + 2);
  return (
    where.length > 0 &&
    !/[aei]r(?:l[aeo]s?|me|te|se|nos|os)?$/.test(where) &&
    !/^(?:grano|lo|q|que|ser)$/.test(where)
  );
}

/** "tengo una orden de alejamiento", "tengo un hijo con él" */
function hasOneOf(walk: TokenWalk, at: number, word: string): boolean {
  return (
    /^(?:tengo|tenemos)$/.test(word) &&
    /^una?$/.test(walk.text(at + 1)) &&
    !GENERAL_THINGS.has(walk.text(at + 2))
  );
}

const GENERAL_THINGS = wordSet(
  'gran problema miedo poco buen buena mal mala rato tiempo cosa par monton nota noticia nombre numero dato matricula pista informacion audio grabacion captura pantallazo lista enlace correo perfil cuenta imagen',
);

/** "tengo la certeza", "tuve una duda", "puse una denuncia" */
const THOUGHTS = wordSet(
  'seguridad certeza sensacion impresion sospecha conviccion duda prueba idea denuncia queja reclamacion foto video pregunta esperanza intuicion corazonada vida presentimiento deber obligacion derecho problema consulta',
);

/** "hice una foto", "hago saber" */
function reportsByDoing(walk: TokenWalk, at: number): boolean {
  for (let next = at + 1; next < at + 4; next++)
    if (
      /^(?:saber|llegar|constar|caso|fotos?|videos?|capturas?|grabacion|nada|llamada|denuncia|esta|este|lo|bien|mal)$/.test(
        walk.text(next),
      )
    )
      return true;
  return false;
}

/** A form that is a noun elsewhere: after a clitic, "que", "siempre", or at the head of a clause that goes on like a verb's. */
function isVerbHere(walk: TokenWalk, at: number): boolean {
  const before = walk.text(at - 1);
  if (NOUNS_OF_TRADE.has(walk.text(at))) return false;
  if (/^l[oa]s?$/.test(before) && /^(?:en|de|a|por|con|para|desde|hasta|sobre)$/.test(walk.text(at - 2)))
    return false;
  if (BEFORE_VERB.has(before) || LEADS_TO_VERB.has(before)) return true;
  const opens =
    walk.opensSentence(at) || walk.isPunctuation(at - 1, ',(') || before === 'y' || before === 'e';
  if (!opens || !AFTER_OPENING_VERB.has(walk.text(at + 1))) return false;
  return walk.text(at) !== 'bajo' || !/^(?:el|la|los|las|un|una|su|sus)$/.test(walk.text(at + 1));
}

/** A first person that no list of verbs names, by the lexicon ("llevo"), or by its ending ("compartimos", "vivíem"). */
export function isFirstPersonForm(
  walk: TokenWalk,
  at: number,
  word: string,
  languages: SpokenLanguages,
): boolean {
  if (word.length < 4 || HARMLESS_PRESENT.has(word)) return false;
  if (walk.isCapital(at) && !walk.opensSentence(at) && !allCapitals(walk, at)) return false;
  const last = walk.lastLetter(at);
  if (walk.text(at - 1) === 'os') return false; // to the police: "os regalo uno"
  if (word.endsWith('o')) {
    if (last === 'ó') return false;
    if (languages.plainlyCatalan && last === 'o' && isCatalanForm(walk, at, word)) return true;
    const form = attribute(walk.tokens.attributes[at]!, FIRST_PERSON);
    if (form === 2 && isBetterKnownAsName(walk, at)) return BEFORE_VERB.has(walk.text(at - 1));
    return form === 2
      ? !ARTICLES_AND_PREPOSITIONS.has(walk.text(at - 1))
      : form === 1 && isVerbHere(walk, at);
  }
  if (WE.test(word))
    return (
      !NO_WE.test(word) &&
      !(
        ARTICLES.has(walk.text(at - 1)) &&
        /[ei]mos$/.test(word) &&
        walk.tokens.common[at] === 1 &&
        !/amos$/.test(word)
      )
    );
  if (languages.galician && /^[a-z]{3,12}(?:o|ei)lles?$/.test(word)) return true;
  return (
    languages.catalan &&
    WE_CATALAN.test(word) &&
    !NO_WE_CATALAN.has(word) &&
    word.length > 4 &&
    !CATALAN_ARTICLES.has(walk.text(at - 1)) &&
    !ARTICLES.has(walk.text(at - 1))
  );
}

/** "netejo", "jugo": hardly any Catalan word but a verb's first person ends so. */
function isCatalanForm(walk: TokenWalk, at: number, word: string): boolean {
  const bits = walk.tokens.attributes[at]!;
  if (attribute(bits, GIVEN) > 1 || attribute(bits, SURNAME) > 1 || attribute(bits, PLACE) > 0) return false;
  const before = walk.text(at - 1);
  return (
    !NO_CATALAN_VERB.has(word) &&
    !MAKES.has(word) &&
    !BRANDS.has(word) &&
    !CATALAN_ARTICLES.has(before) &&
    !ARTICLES.has(before) &&
    !/^(?:de|amb|en|per|d|aquest|aquell|cada|meu|seu)$/.test(before)
  );
}

const NO_CATALAN_VERB = wordSet(
  'pero aixo allo euro euros moto foto video metro auto radio disco porno narco cutxo tio primo bueno claro cuando como todo nano telefono numero piso puto loco gato macho grupo medio rollo suelo sino zero',
);

function isBetterKnownAsName(walk: TokenWalk, at: number): boolean {
  const bits = walk.tokens.attributes[at]!;
  return attribute(bits, FREQUENCY) === 0 && (attribute(bits, SURNAME) >= 3 || attribute(bits, GIVEN) >= 2);
}

/** "he sido su compañero", "hemos coincidido"; "he visto" only with who alone saw it. */
export function perfectTells(walk: TokenWalk, at: number): boolean {
  let next = at + 1;
  while (next - at < 3 && /^(?:ya|nunca|siempre|tambien|de|sempre|mai)$/.test(walk.text(next))) next++;
  const participle = walk.text(next);
  if (!/(?:[ai]do|[ai]t|[aiu]da|ut|cho|sto|to|rto)$/.test(participle) || !walk.isWord(next)) return false;
  if (/^(?:yo|jo|eu)$/.test(walk.text(next + 1)) && !/^(?:quien|qui|quen|que)$/.test(walk.text(next + 2)))
    return false; // "que no sepan que he sido yo"
  return !HARMLESS_PARTICIPLES.has(participle);
}

/** "soy sordomudo", "fui yo quien llamó"; not "soy consciente". */
export function beingTells(walk: TokenWalk, at: number): boolean {
  const next = walk.text(at + 1);
  if (!walk.isWord(at + 1) || /^(?:quien|quienes|qui|quen|lo|como)$/.test(walk.text(at - 1))) return false;
  if (walk.text(at - 1) === 'no' && walk.text(at) !== 'fui') return false;
  if (/^(?:yo|jo)$/.test(next)) return true;
  if (walk.text(at) === 'fui') return !/^(?:a)$/.test(next);
  if (walk.text(at) === 'somos' && /^(?:el|la|los|las|un|una|unos|unas)$/.test(next)) return true;
  return !HARMLESS_BEING.has(next);
}

/** "compré", "nací", Galician "traballei": by their accent or ending, but for what only reports. */
export function isTellingPreterite(
  walk: TokenWalk,
  at: number,
  word: string,
  languages: SpokenLanguages,
): boolean {
  if (word === 'di') return OPENS_WHAT_IS_GIVEN.has(walk.text(at + 1)) && !languages.catalan;
  if (word.length < 4 || NO_TELLING_PRETERITE.has(word)) return false;
  if (walk.isCapital(at) && !walk.opensSentence(at) && !allCapitals(walk, at)) return false;
  const last = walk.lastLetter(at);
  if (attribute(walk.tokens.attributes[at]!, GIVEN) > 1 && walk.isCapital(at)) return false;
  if (last === 'í' || last === 'é') if (walk.tokens.common[at] === 0) return false;
  if (last === 'í') return true;
  if (last === 'é') return !/[aei]re$/.test(word);
  if (!languages.basque && word.endsWith('ei')) return !word.endsWith('rei') && word.length > 5;
  return isPlainPreterite(walk, at, word);
}

const OPENS_WHAT_IS_GIVEN = wordSet('el los mi mis');

/** "le alquile el local", "les vendi la moto": without its accent, but with whom it was done to at the head of a clause. */
function isPlainPreterite(walk: TokenWalk, at: number, word: string): boolean {
  if (!/^[a-z]{2,12}[ei]$/.test(word) || !/^les?$/.test(walk.text(at - 1))) return false;
  if (!walk.opensSentence(at - 1) && !walk.isPunctuation(at - 2, ',') && walk.text(at - 2) !== 'yo')
    return false;
  const isWord = (ending: string): boolean => Lexicon.shared.isCommon(hashWords(word.slice(0, -1) + ending));
  return word.endsWith('e') ? isWord('ar') && !isWord('er') && !isWord('ir') : isWord('er') || isWord('ir');
}

export function englishTells(walk: TokenWalk, at: number, languages: SpokenLanguages): boolean {
  let next = at + 1;
  while (next - at < 5 && (walk.isPunctuation(next, "'") || AUXILIARIES_AFTER_I.has(walk.text(next)))) next++;
  const verb = walk.text(next);
  if (!walk.isWord(next) || HARMLESS_ENGLISH.test(walk.view.folded.slice(walk.tokens.start[next])))
    return false;
  if (TELLING_AFTER_I.has(verb)) return true;
  if (!languages.english || (walk.text(at - 1) === 'and' && !walk.isCapital(at)))
    return languages.english && !HARMLESS_ENGLISH_VERBS.has(verb);
  return (
    !HARMLESS_ENGLISH_VERBS.has(verb) ||
    (/^(?:do|was|were)$/.test(verb) && next === at + 1 && /^(?:his|her|their|the)$/.test(walk.text(next + 1)))
  );
}

export function allCapitals(walk: TokenWalk, at: number): boolean {
  return walk.tokens.shape[at] === 2 && walk.tokens.shape[at + 1] === 2;
}
