import { FIRST_PERSON, hashWords } from '../gazetteer/lexicon-format.js';
import { attribute, Lexicon } from '../gazetteer/lexicon.js';
import { HARMLESS_AFTER_ME, HARMLESS_PARTICIPLES, HARMLESS_PRESENT } from '../rules/first-person-harmless.js';
import { BASQUE_FIRST_PERSON, TELLING_AFTER_ME, TELLING_VERBS } from '../rules/first-person-words.js';
import { type TokenWalk, wordSet } from '../rules/token-walk.js';

/**
 * What a word says of who does or has something: a coarse class, so that a verb that was never learned counts like its
 * kind. The place in the list is the class's number, which the weights were learned with: new ones go to the end.
 */
const MARKS = [
  'none',
  'i',
  'me',
  'mine',
  'with-me',
  'only-reports',
  'tells',
  'sure-first-person',
  'maybe-first-person',
  'we-form',
  'past-first-person',
  'i-have',
  'i-am',
  'basque-first-person',
  'kin',
  'participle-reports',
  'participle',
  'suffered-reports',
  'suffered-tells',
  'third-plural',
  'third-past',
  'infinitive',
  'gerund',
  'enclitic-me',
  'you',
  'plain-past',
  'third-present',
  'imperfect',
  'basque-to-me',
] as const;
type PersonMark = (typeof MARKS)[number];

export const MARK_COUNT = MARKS.length;

const NUMBER_OF = new Map<PersonMark, number>(MARKS.map((mark, number) => [mark, number]));

/** The marks that mean "I" or "we" in some way, as bits. */
export const FIRST_PERSON_MARKS = bits([
  'i',
  'me',
  'mine',
  'with-me',
  'tells',
  'sure-first-person',
  'maybe-first-person',
  'we-form',
  'past-first-person',
  'i-am',
  'basque-first-person',
  'suffered-tells',
  'enclitic-me',
  'plain-past',
  'basque-to-me',
]);

function bits(marks: PersonMark[]): number {
  return marks.reduce((all, mark) => all | (1 << MARKS.indexOf(mark)), 0);
}

const CLOSED = new Map<string, PersonMark>();

function closed(mark: PersonMark, words: Iterable<string>): void {
  for (const word of words) if (!CLOSED.has(word)) CLOSED.set(word, mark);
}

closed('i', wordSet('yo jo eu nosotros nosotras nosaltres i we nik ni guk gu neu neuk geuk ive im ill'));
closed('me', wordSet('me nos em ens us m niri guri'));
closed(
  'mine',
  wordSet(
    `mi mis mio mia mios mias nuestro nuestra nuestros nuestras meu meus meva meves mina minas mon ma mes nostre nostra
    nostres noso nosa nosos nosas my mine our ours nire nirea gure gurea neure geure`,
  ),
);
closed('with-me', wordSet('conmigo comigo nirekin gurekin connosco'));
closed('i-have', wordSet('he hemos hem hei habia habiamos havia haviem'));
closed('i-am', wordSet('soy soi soc sou fui somos som era eramos am'));
closed('basque-first-person', BASQUE_FIRST_PERSON);
closed('participle-reports', HARMLESS_PARTICIPLES);
closed('only-reports', HARMLESS_PRESENT);
closed('tells', TELLING_VERBS);
closed('suffered-tells', TELLING_AFTER_ME);
closed('suffered-reports', HARMLESS_AFTER_ME);
closed(
  'kin',
  wordSet(
    `padre madre hijo hija hijos hijas hermano hermana hermanos hermanas primo prima primos tio tia tios sobrino sobrina
    abuelo abuela abuelos nieto nieta nietos cunado cunada suegro suegra suegros yerno nuera marido mujer esposo esposa
    novio novia pareja ex exmarido exmujer exnovio exnovia expareja nino nina ninos ninas crio cria crios chaval chavala
    chico chica peque bebe consuegro consuegra hermanastro hermanastra padrastro madrastra hijastro hijastra padrino
    madrina ahijado ahijada papa mama yaya yayo companero companera companeros vecino vecina vecinos jefe jefa amigo
    amiga amigos casero casera inquilino inquilina cliente clienta perro perra gato gata
    pare mare fill filla fills germa germana cosi cosina oncle tieta nebot neboda avi avia net neta cunyat cunyada sogre
    sogra gendre jove home dona nuvi nuvia xicot xicota parella company companya vei veina gos gossa
    pai nai fillo fillos irman irma curman curma avo avoa neto sogro muller mozo moza noivo noiva can cadela
    aita ama seme semea alaba anaia arreba ahizpa lehengusu lehengusina osaba izeba iloba aitona amona biloba senar
    senarra emazte emaztea neskalaguna mutila bizilaguna auzokoa nagusia laguna koinata koinatua txakurra
    father mother dad mum mom son daughter brother sister cousin uncle aunt nephew niece grandfather grandmother grandson
    husband wife boyfriend girlfriend partner kid kids boy girl flatmate landlord landlady boss mate neighbour neighbor
    dog cat`,
  ),
);
closed('you', wordSet('os vosotros ustedes usted les vos vostes vosaltres zuek you'));

const WE = /(?:[aei]mos|[ai]bamos|iamos|eramos|fomos)$/;
const THIRD_PLURAL = /(?:an|en|[ae]ron|aren)$/;
const PARTICIPLE = /(?:[ai]d[oa]s?|[aiu]t)$/;
const INFINITIVE = /[aei]r(?:l[oe])?$/;
const GERUND = /(?:[ai]nt|ent|[aie]ndo|ing)$/;
const ENCLITIC = /(?:[aei]r|ndo)(?:me|nos|mel[oa])$/;
const IMPERFECT = /(?:a[bv]a|ia)$/;
const BASQUE_TO_ME =
  /^(?:(?:da|za|di|zi|li|le)[a-z]{0,5}(?:t|gu|dan|gun|dala|gula|date|gute|daten|guten)|nau[a-z]{0,5}|gaitu[a-z]{0,5}|nindu[a-z]{0,4}|gintu[a-z]{0,4})$/;

/** The number of a token's mark. */
export function personMark(walk: TokenWalk, at: number): number {
  return walk.isWord(at) ? NUMBER_OF.get(CLOSED.get(walk.text(at)) ?? byForm(walk, at))! : 0;
}

function byForm(walk: TokenWalk, at: number): PersonMark {
  const firstPerson = attribute(walk.tokens.attributes[at]!, FIRST_PERSON);
  return byEnding(walk.text(at), walk.lastLetter(at), firstPerson);
}

/** `last` is the last letter with its accent: folding takes the accent that parts "llevo" from "llevó". */
function byEnding(word: string, last: string, firstPerson: number): PersonMark {
  const { length } = word;
  if (firstPerson === 2 && last !== 'ó') return 'sure-first-person';
  if (length > 3 && WE.test(word)) return 'we-form';
  if (length > 2 && /[éí]/.test(last)) return 'past-first-person';
  if (firstPerson === 1 && last !== 'ó') return 'maybe-first-person';
  if (last === 'ó') return 'third-past';
  if (length > 5 && ENCLITIC.test(word)) return 'enclitic-me';
  if (length > 3 && GERUND.test(word)) return 'gerund';
  if (length > 3 && INFINITIVE.test(word)) return 'infinitive';
  if (length > 4 && PARTICIPLE.test(word)) return 'participle';
  if (length > 3 && THIRD_PLURAL.test(word)) return 'third-plural';
  if (BASQUE_TO_ME.test(word)) return 'basque-to-me';
  if (length > 4 && IMPERFECT.test(word)) return 'imperfect';
  if (length > 6 && word.endsWith('ei')) return 'past-first-person';
  return length > 3 && length < 14 ? byInfinitive(word) : 'none';
}

/** "conte", "vendi" without their accent; "vende", "entra": by whether the lexicon has the infinitive. */
function byInfinitive(word: string): PersonMark {
  const stem = word.slice(0, -1);
  switch (word.at(-1)) {
    case 'a':
      return isKnown(`${stem}ar`) ? 'third-present' : 'none';
    case 'i':
      return isKnown(`${stem}er`) || isKnown(`${stem}ir`) ? 'plain-past' : 'none';
    case 'e':
      if (isKnown(`${stem}er`) || isKnown(`${stem}ir`)) return 'third-present';
      return isKnown(`${stem.replace(/gu$/, 'g').replace(/qu$/, 'c')}ar`) ? 'plain-past' : 'none';
    default:
      return 'none';
  }
}

function isKnown(word: string): boolean {
  const hash = hashWords(word);
  return Lexicon.shared.isCommon(hash) || Lexicon.shared.isRegional(hash);
}
