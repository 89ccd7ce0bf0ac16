import { attribute } from '../gazetteer/lexicon.js';
import { FIRST_PERSON, GIVEN } from '../gazetteer/lexicon-format.js';
import { tokensOf } from '../text/tokens.js';
import { clauseStart, coordinateEnd } from './clauses.js';
import {
  HARMLESS_AFTER_ME,
  HARMLESS_BEING,
  HARMLESS_DONE,
  HARMLESS_ENGLISH_VERBS,
  HARMLESS_INFINITIVES,
  HARMLESS_PARTICIPLES,
  HARMLESS_PRESENT,
  VIEWPOINTS,
  VIEWS,
  WISHES,
} from './first-person-harmless.js';
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
import { type SpokenLanguages, spokenLanguages } from './spoken-languages.js';
import { TokenWalk, wordSet } from './token-walk.js';
import { CLAUSE_REACH, clauseFirst, sentenceFirst, sufferedFirst } from './writer-clause.js';

const PRONOUNS = wordSet('yo jo eu');
const LEADS_TO_VERB = wordSet(
  'cuando mientras siempre ya nunca cada si yo jo eu quan sempre cando mentres me',
);
const CATALAN_ARTICLES = wordSet('els les l la el al a per del');
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
const HAVE = wordSet('he hemos hem habiamos haviem haviam hei');
const ME = wordSet('me nos em ens');
const BETWEEN_ME_AND_VERB = wordSet('lo la los las le les se ho hi en');
/** "me da miedo", "me da la impresión" */
const FEELINGS = wordSet('miedo pena igual verguenza asco cosa rabia la mal que mucha mucho mucho tanta por panico reparo medo por tristeza lastima cosilla apuro un una');
const DONE = wordSet('ha han habia habian hubiera an');
const BE = wordSet('soy soi soc sou fui');
/** Who was there knows whose it was. */
const EVENTS = wordSet('cumpleanos boda comunion bautizo despedida jubilacion aniversari casament voda birthday wedding');
const WITH_ME = wordSet('conmigo comigo nosotros nosotras nosaltres');
const I_DID = wordSet('soy soi fui era soc vaig');
const ONLY = wordSet('solo solamente unico unica nomes so unicamente');
const PERIPHRASIS = wordSet('vaig vam varem');
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
/** "venderme", "pidiéndome": who suffers it writes. */
const ENCLITIC_ME = /^[a-z]{2,12}(?:arme|erme|irme|andome|iendome)(?:l[oa]s?)?$/;
const NO_ENCLITIC = wordSet('duerme firme inerme merme yerme desarme alarme gendarme enferme herme ferme adarme');
const HARMLESS_ENCLITIC =
  /^(?:dec|llam|contact|enter|met|identific|arriesg|equivoc|cre|d|hac|pon|quej|sent|call|acord|fi|imagin|pregunt|escrib|avis|contest|respond|dirig|localiz|mostr|expres|explic|qued|ve|asegur|desahog|mord)(?:ar|er|ir|and|iend)/;
/** "sold me", "owes me" */
const ENGLISH_DONE_TO_ME = wordSet(
  'sold owes owed gave offered offers threatened threatens hit beat robbed hired fired taught pays paid lent invited asked let rents rented hurt',
);

/**
 * The writer in their own verbs, in five languages: whatever "I" or "we" do is masked, the whole clause, but for closed
 * lists of what only reports ("he visto", "creo que", "quiero denunciar"). Nobody can list the ways in which people
 * give themselves away; the ways of saying that one saw something are few.
 */
export const firstPerson: Rule = (view, add) => {
  const tokens = tokensOf(view);
  const walk = new TokenWalk(view, tokens);
  const languages = spokenLanguages(walk);
  const isLetter = !isRecord(view.folded);
  const tell = (first: number, at: number, rule: string, score: number): void =>
    add({
      type: 'SELF_IDENTIFICATION',
      start: tokens.start[first]!,
      end: beforeColon(walk, coordinateEnd(view, tokens.end[at]!, CLAUSE_REACH), at),
      score,
      rule,
      evidence: 'first person',
    });
  for (let at = 0; at < tokens.count; at++) {
    if (!walk.isWord(at)) continue;
    const word = walk.text(at);
    if (ENGLISH_I.has(word)) {
      if (englishTells(walk, at, languages)) tell(clauseFirst(walk, at), at, 'i-verb', 0.8);
    } else if (PRONOUNS.has(word)) {
      if (isTellingAfterVerb(walk, at)) tell(sentenceFirst(walk, at), at, 'verb-and-i', 0.8);
      else if (pronounTells(walk, at)) tell(clauseFirst(walk, at), at, 'i-pronoun', 0.8);
    } else if (WITH_ME.has(word)) {
      if (withMeTells(walk, at)) tell(clauseFirst(walk, at), at, 'with-me', 0.75);
    } else if (BE.has(word)) {
      if (beingTells(walk, at)) tell(PRONOUNS.has(walk.text(at + 1)) ? sentenceFirst(walk, at) : clauseFirst(walk, at), at, 'i-am', 0.75);
    } else if (TELLING_VERBS.has(word) || TELLING_UNLESS_NOUN.has(word)) {
      if (verbTells(walk, at)) tell(clauseFirst(walk, at), at, 'telling-verb', 0.8);
    } else if (HAVE.has(word)) {
      if (perfectTells(walk, at) && (isLetter || TELLING_PARTICIPLES.has(walk.text(at + 1)))) tell(clauseFirst(walk, at), at, 'telling-perfect', 0.75);
    } else if (PERIPHRASIS.has(word) && languages.catalan) {
      if (/(?:r|re)$/.test(walk.text(at + 1)) && !HARMLESS_INFINITIVES.has(walk.text(at + 1)))
        tell(clauseFirst(walk, at), at, 'telling-perfect', 0.75);
    } else if (ME.has(word)) {
      if (sufferedTells(walk, at, languages) && (isLetter || TELLING_AFTER_ME.has(walk.text(at + 1)))) tell(sufferedFirst(walk, at), throughThat(walk, at), 'done-to-me', 0.75);
    } else if (BASQUE_FIRST_PERSON.has(word)) {
      const start = basqueClause(walk, at);
      if (start >= 0)
        add({
          type: 'SELF_IDENTIFICATION',
          start,
          end: coordinateEnd(view, tokens.end[at]!, CLAUSE_REACH),
          score: 0.75,
          rule: 'basque-first-person-verb',
          evidence: 'first person',
        });
    } else if (isTellingPreterite(walk, at, word)) tell(clauseFirst(walk, at), at, 'telling-preterite', 0.7);
    else if (!isLetter) continue;
    else if (isFirstPersonForm(walk, at, word, languages)) tell(clauseFirst(walk, at), at, 'first-person-form', 0.7);
    else if (ENCLITIC_ME.test(word) && !HARMLESS_ENCLITIC.test(word) && !NO_ENCLITIC.has(word) && !WISHES.has(walk.text(at - 1)))
      tell(walk.isWord(at - 1) ? at - 1 : at, at, 'done-to-me', 0.65);
    else if (languages.english && word === 'me' && ENGLISH_DONE_TO_ME.has(walk.text(at - 1)))
      tell(at - 1, at, 'done-to-me', 0.7);
    const owned = possession(walk, at);
    if (owned && EVENTS.has(walk.text(owned.last))) tell(sentenceFirst(walk, at), owned.last, 'my-event', 0.75);
    else if (owned)
      add({
        type: 'SELF_IDENTIFICATION',
        start: tokens.start[owned.first]!,
        end: owned.isView ? coordinateEnd(view, tokens.end[owned.last]!, CLAUSE_REACH) : tokens.end[owned.last]!,
        score: 0.7,
        rule: 'first-person-possession',
        evidence: 'first person',
      });
  }
};

const LABELLED_LINE = /(?<=^|\n)[ \t]{0,8}[a-z][a-z .º°/]{1,28}:/g;
const RECORD_LABEL = /(?<=^|\n)[ \t]{0,8}(?:nhc|nass|nuhsa|cipa|episodio|historia(?: clinica)?|n[º°o.]{0,2} ?col|colegiado|datos del paciente|medico|expediente|atestado|diligencia)/;
const LABELS_OF_A_RECORD = 4;

/**
 * A record (labelled lines, among them its number or its doctor) is written by whoever its labels name, in the "we" of
 * a profession ("realizamos una ecografía"): there only the closed lists of telling verbs count.
 */
function isRecord(folded: string): boolean {
  if (!RECORD_LABEL.test(folded)) return false;
  return (folded.match(LABELLED_LINE)?.length ?? 0) >= LABELS_OF_A_RECORD;
}

/** "Lo sabemos él y yo: el sábado llega…": what was known comes after the colon. */
function beforeColon(walk: TokenWalk, end: number, at: number): number {
  const { tokens } = walk;
  for (let next = at + 1; next < tokens.count && tokens.start[next]! < end; next++)
    if (walk.isPunctuation(next, ':') && !walk.touches(next)) return tokens.end[next - 1]!;
  return end;
}

function verbTells(walk: TokenWalk, at: number): boolean {
  const { view, tokens } = walk;
  const word = walk.text(at);
  if (view.text[tokens.end[at]! - 1] === 'ó') return false; // "llevó" is somebody else
  if (TELLING_UNLESS_NOUN.has(word) && !isVerbHere(walk, at))
    if (!TELLING_IN_CATALAN.has(word) || !CATALAN_ARTICLES.has(walk.text(at + 1))) return false;
  if (walk.isCapital(at) && !walk.opensSentence(at) && !allCapitals(walk, at)) return false;
  if (/^h(?:ago|ice|acemos|icimos)$/.test(word)) return !reportsByDoing(walk, at);
  return !HARMLESS_COMPLEMENTS.get(word)?.has(walk.text(at + 1));
}

/** "hice una foto", "hago saber" */
function reportsByDoing(walk: TokenWalk, at: number): boolean {
  for (let next = at + 1; next < at + 4; next++)
    if (/^(?:saber|llegar|constar|caso|fotos?|videos?|capturas?|grabacion|nada|llamada|denuncia|esta|este|lo|bien|mal)$/.test(walk.text(next)))
      return true;
  return false;
}

/** A form that is a noun elsewhere: after a clitic, "que", "siempre", or at the head of a clause that goes on like a verb's. */
function isVerbHere(walk: TokenWalk, at: number): boolean {
  const before = walk.text(at - 1);
  if (NOUNS_OF_TRADE.has(walk.text(at))) return false;
  if (BEFORE_VERB.has(before) || LEADS_TO_VERB.has(before)) return true;
  const opens = walk.opensSentence(at) || walk.isPunctuation(at - 1, ',(') || before === 'y' || before === 'e';
  if (!opens || !AFTER_OPENING_VERB.has(walk.text(at + 1))) return false;
  return walk.text(at) !== 'bajo' || !/^(?:el|la|los|las|un|una|su|sus)$/.test(walk.text(at + 1));
}

const NOUNS_OF_TRADE = wordSet('alto largo junto efectivo seguro claro puesto medio cierto sucio lleno suelto harto quieto listo completo concreto correcto directo discreto exacto perfecto presunto rojo negro moreno consumo trapicheo menudeo robo trafico contrabando reparto cargo negocio trato saco robo juego tiro grito ruido');

/** A first person that no list of verbs names, by the lexicon ("llevo"), or by its ending ("compartimos", "vivíem"). */
function isFirstPersonForm(walk: TokenWalk, at: number, word: string, languages: SpokenLanguages): boolean {
  if (word.length < 4 || HARMLESS_PRESENT.has(word)) return false;
  if (walk.isCapital(at) && !walk.opensSentence(at) && !allCapitals(walk, at)) return false;
  const last = walk.view.text[walk.tokens.end[at]! - 1];
  if (walk.text(at - 1) === 'os') return false; // to the police: "os regalo uno"
  if (word.endsWith('o')) {
    if (last === 'ó') return false;
    const form = attribute(walk.tokens.attributes[at]!, FIRST_PERSON);
    return form === 2 ? !ARTICLES_AND_PREPOSITIONS.has(walk.text(at - 1)) : form === 1 && isVerbHere(walk, at);
  }
  if (WE.test(word)) return !NO_WE.test(word) && !(ARTICLES.has(walk.text(at - 1)) && /[ei]mos$/.test(word) && walk.tokens.common[at] === 1 && !/amos$/.test(word));
  if (languages.galician && /^[a-z]{3,12}(?:o|ei)lles?$/.test(word)) return true;
  return languages.catalan && WE_CATALAN.test(word) && !NO_WE_CATALAN.has(word) && word.length > 4 && !CATALAN_ARTICLES.has(walk.text(at - 1)) && !ARTICLES.has(walk.text(at - 1));
}

const ARTICLES_AND_PREPOSITIONS = wordSet('el un del al este ese aquel su de en con sin por mi tu gran buen mal otro o do ao un');

/** "he sido su compañero", "hemos coincidido"; "he visto" only with who alone saw it. */
function perfectTells(walk: TokenWalk, at: number): boolean {
  let next = at + 1;
  while (next - at < 3 && /^(?:ya|nunca|siempre|tambien|de|sempre|mai)$/.test(walk.text(next))) next++;
  const participle = walk.text(next);
  if (!/(?:[ai]do|[ai]t|[aiu]da|ut|cho|sto|to|rto)$/.test(participle) || !walk.isWord(next)) return false;
  return !HARMLESS_PARTICIPLES.has(participle);
}

/** "me debe dinero", "nos tocó de presidentes", "em va llogar el pis". */
/** "me pidió que le avalara": what was asked of the writer tells. */
function throughThat(walk: TokenWalk, at: number): number {
  const verb = walk.text(at + 1);
  return /^(?:pid|ofrec|oblig|propus|propon|exig|suplic|orden)/.test(verb) && walk.text(at + 2) === 'que' ? at + 2 : at;
}

function sufferedTells(walk: TokenWalk, at: number, languages: SpokenLanguages): boolean {
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
  if (languages.catalan && (verb === 'va' || verb === 'van')) return !HARMLESS_INFINITIVES.has(walk.text(next + 1)) && !/^(?:explicar|semblar)$/.test(walk.text(next + 1));
  if (/^(?:da|dan|dio|daba|daban)$/.test(verb)) return !FEELINGS.has(walk.text(next + 1)) && walk.isWord(next + 1);
  return !HARMLESS_AFTER_ME.has(verb) && !HARMLESS_PRESENT.has(verb) && !NO_TELLING_PRETERITE.has(verb);
}

/** "soy sordomudo", "fui yo quien llamó"; not "soy consciente". */
function beingTells(walk: TokenWalk, at: number): boolean {
  const next = walk.text(at + 1);
  if (!walk.isWord(at + 1)) return false;
  if (walk.text(at - 1) === 'no' && walk.text(at) !== 'fui') return false;
  if (/^(?:yo|jo)$/.test(next)) return true;
  if (walk.text(at) === 'fui') return !/^(?:a)$/.test(next);
  return !HARMLESS_BEING.has(next);
}

/** "iba conmigo al instituto"; not "contacten conmigo", "nosotros vemos". */
function withMeTells(walk: TokenWalk, at: number): boolean {
  if (walk.text(at).startsWith('nos')) {
    if (!/^(?:con|como|entre|amb|com)$/.test(walk.text(at - 1))) return false;
    return walk.text(at - 1) !== 'con' || !/^contact/.test(walk.text(at - 2));
  }
  return !/^(?:contact|habl|pong|comuni|poner)/.test(walk.text(at - 1));
}

/** "la casera soy yo", "a la abuela la cuido yo", "sólo lo sabemos él y yo", "solo lo he visto yo". */
function isTellingAfterVerb(walk: TokenWalk, at: number): boolean {
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

function allCapitals(walk: TokenWalk, at: number): boolean {
  return walk.tokens.shape[at] === 2 && walk.tokens.shape[at + 1] === 2;
}

/** "compré", "nací", Galician "traballei": by their accent or ending, but for what only reports. */
function isTellingPreterite(walk: TokenWalk, at: number, word: string): boolean {
  const { view, tokens } = walk;
  if (word.length < 4 || NO_TELLING_PRETERITE.has(word)) return false;
  if (walk.isCapital(at) && !walk.opensSentence(at)) return false;
  const last = view.text[tokens.end[at]! - 1]!;
  if (attribute(walk.tokens.attributes[at]!, GIVEN) > 1 && walk.isCapital(at)) return false;
  if (last === 'í') return true;
  if (last === 'é') return !/[aei]re$/.test(word);
  return word.endsWith('ei') && !word.endsWith('rei') && word.length > 5;
}

function pronounTells(walk: TokenWalk, at: number): boolean {
  const next = walk.text(at + 1);
  if (!walk.isWord(at + 1)) return false;
  return !HARMLESS_AFTER_PRONOUN.has(next) && !/(?:[aei]re|ria)$/.test(next);
}

function englishTells(walk: TokenWalk, at: number, languages: SpokenLanguages): boolean {
  let next = at + 1;
  while (next - at < 5 && (walk.isPunctuation(next, "'") || AUXILIARIES_AFTER_I.has(walk.text(next)))) next++;
  const verb = walk.text(next);
  if (!walk.isWord(next) || HARMLESS_ENGLISH.test(walk.view.folded.slice(walk.tokens.start[next]))) return false;
  if (TELLING_AFTER_I.has(verb)) return true;
  if (!languages.english || walk.text(at - 1) === 'and' && !walk.isCapital(at)) return languages.english && !HARMLESS_ENGLISH_VERBS.has(verb);
  return !HARMLESS_ENGLISH_VERBS.has(verb) || (/^(?:do|was|were)$/.test(verb) && next === at + 1 && /^(?:his|her|their|the)$/.test(walk.text(next + 1)));
}

/** From "es", "el mayor de" before to the age or the bracket behind "mi chaval"; nothing where nothing is told. */
function possession(walk: TokenWalk, at: number): { first: number; last: number; isView: boolean } | undefined {
  const word = walk.text(at);
  const afterArticle = POSSESSIVES_AFTER_ARTICLE.has(word) && ARTICLES.has(walk.text(at - 1));
  if (!POSSESSIVES.has(word) && !afterArticle) return undefined;
  let noun = at + 1;
  if (ADJECTIVES_BEFORE.has(walk.text(noun))) noun++;
  if (!walk.isWord(noun) || walk.text(noun).length < 3 || HARMLESS_POSSESSIONS.has(walk.text(noun)))
    return undefined;
  const last = afterPossession(walk, noun);
  return {
    first: beforePossession(walk, afterArticle ? at - 1 : at),
    last,
    isView: VIEWPOINTS.has(walk.text(noun)) && VIEWS.has(walk.text(last + 1)),
  };
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
