import { MIXED, tokensOf, WORD } from '../text/tokens.js';
import { evidenceOf } from './name-evidence.js';
import {
  afterInitials,
  capitalRun,
  initialsFrom,
  isAcronym,
  isApostropheName,
  isInitials,
  plainRun,
  runEvidence,
  SHORTENED,
} from './name-runs.js';
import { BRANDS, isDrug, MAKES, MONTHS_AND_DAYS, RUN_STOPS } from './no-names.js';
import { nicknameAt, OFFICES } from './nicknames.js';
import { type Rule } from './rule.js';
import { linesInCapitals } from './shouting.js';
import { TokenWalk, wordSet } from './token-walk.js';
import { doesSomething, opensWithVerb } from './verbs-of-doing.js';

const TITLES =
  wordSet(`sr sra srta srto señor senor senora señora senyor senyora don dona d dna doctor doctora dr dra prof profesor profesora
  padre hermano fray sor mossen jauna andrea mr mrs ms miss herr inspector inspectora agente subinspector comisario
  sargento cabo teniente capitan juez jueza magistrado magistrada fiscal letrado letrada abogado procurador alcalde
  alcaldesa concejal presidente presidenta ministro ministra diputado diputada entrenador portavoz director directora`);
const NAMING =
  wordSet(`llama llaman llamado llamada llamada apellida apellido apellidos nombre apodo apodado apodada alias conocido mote
  diuen diu nom anomenat anomenada cognom chaman chamase chamado alcumado apelido deitzen deitu izena izeneko called named name
  yama yaman dicen responde`);
/** Whoever speaks in a report: "asegura Campos", "dixo Pontón", "esan du Agirrek". */
const REPORTING =
  wordSet(`dijo dice asegura aseguro afirma afirmo declaro declara explico explica senalo senala anadio anade indico indica
  sostuvo sostiene reitero reitera insistio insiste apunto apunta recordo recuerda denuncio denuncia comento comenta apostillo
  zanjo respondio responde replico pregunto pregunta reconocio reconoce advirtio advierte lamento lamenta critico critica
  concluyo concluye manifesto manifiesta confirmo confirma preciso subrayo subraya admitio admite preguntase quejose
  dixo di afirmou afirma asegurou sinalou sinala engadiu engade explicou explica reiterou denunciou denuncia replicou
  respondeu acrecentou lembrou lembra confirmou refirese quexase queixase reclamou rexeitou anunciou anuncia espetou
  va dir diu assegura afirma explica afegeix recorda denuncia respon conclou lamenta
  said says added replied claimed told
  segun segundo segons`);
const LISTED_GIVEN = 3;
const AFTER_NAMING = wordSet(
  'es se le lo por como un una el la de su nombre os em en li is a al com coma as',
);

/** People: titles and "se llama", runs of names with or without capitals, and capitals that nothing else explains. */
export const names: Rule = (view, add) => {
  const tokens = tokensOf(view);
  const walk = new TokenWalk(view, tokens);
  const shouting = linesInCapitals(tokens);
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kind[at] !== WORD) continue;
    const found = nameAt(walk, at, shouting);
    if (!found) continue;
    add({
      type: 'PERSON',
      start: tokens.start[found.first ?? at]!,
      end: tokens.end[found.last]!,
      score: found.score,
      rule: found.rule,
      evidence: found.evidence,
    });
    if (found.score >= 0.5) at = found.last;
  }
};

interface FoundName {
  /** Where it isn't the token that was looked at: the article of a nickname. */
  first?: number;
  last: number;
  score: number;
  rule: string;
  evidence: string;
}

function nameAt(walk: TokenWalk, at: number, shouting: Uint8Array): FoundName | undefined {
  const { tokens } = walk;
  const capital = walk.isCapital(at) || tokens.shape[at] === MIXED;
  const cased = capital && shouting[at] === 0;
  const word = walk.text(at);
  if (cased && isDayOfSomebody(walk, at))
    return { last: at, score: 0.7, rule: 'name-that-is-a-day', evidence: 'apposition' };
  if (MONTHS_AND_DAYS.has(word) || isDrug(walk, at)) return undefined;
  const clan = clanFrom(walk, at, shouting[at] === 1);
  if (clan) return { ...clan, score: 0.75, rule: 'clan', evidence: 'family word' };
  const bracketed = capital ? bracketedName(walk, at) : undefined;
  if (bracketed !== undefined)
    return { last: bracketed, score: 0.75, rule: 'name-in-brackets', evidence: 'brackets within a name' };
  const byName = byNameAfter(walk, at);
  if (byName !== undefined)
    return { last: byName, score: 0.75, rule: 'name-and-by-name', evidence: 'article after a given name' };
  const nickname = nicknameAt(walk, at, cased);
  if (nickname) return { first: at - 1, last: at, score: 0.7, rule: 'nickname', evidence: nickname };
  const introduced = introduction(walk, at);
  if (!introduced && (MAKES.has(word) || BRANDS.has(word)) && namesAThing(walk, at)) return undefined;
  const here = evidenceOf(walk, at);
  if (isStreet(walk, at) || (here.given < 4 && opensWithVerb(walk, at))) return undefined;
  if (here.given >= 3 && here.ordinary && actsHere(walk, at))
    return { last: at, score: 0.65, rule: 'name-before-verb', evidence: 'somebody does something' };
  const run = cased ? capitalRun(walk, at) : plainRun(walk, at);
  const listed = runEvidence(walk, at, run);

  const listedHere = (here.given >= 2 || here.surname >= 2) && !here.frequent;
  const longUnknown = !here.ordinary && word.length > 2;
  if (
    introduced &&
    !RUN_STOPS.has(word) &&
    (cased
      ? word.length > 1 && !(introduced !== 'title' && here.frequent && walk.opensSentence(at) && run === at)
      : listedHere || longUnknown)
  )
    return { last: run, score: 0.9, rule: 'introduced-name', evidence: introduced };
  if (
    word.length === 1 &&
    /[mjf]/.test(word) &&
    walk.isPunctuation(at + 1, 'ªº') &&
    walk.touches(at) &&
    walk.isWord(at + 2)
  ) {
    const { given } = evidenceOf(walk, at + 2); // "Mª Dolores Pardo"
    if (walk.isCapital(at + 2) || given >= LISTED_GIVEN)
      return {
        last: walk.isCapital(at + 2) ? capitalRun(walk, at + 2) : plainRun(walk, at + 2),
        score: 0.8,
        rule: 'shortened-name',
        evidence: 'abbreviation',
      };
  }
  if (cased) {
    if (
      walk.isPunctuation(at + 1, '.') &&
      SHORTENED.has(word) &&
      walk.isCapital(at) &&
      walk.isCapital(at + 2)
    )
      return { last: capitalRun(walk, at), score: 0.8, rule: 'shortened-name', evidence: 'abbreviation' };
    if (
      word === 'm' &&
      walk.isPunctuation(at + 1, '.') &&
      walk.isPunctuation(at + 2, 'ª') &&
      walk.isCapital(at + 3)
    )
      return { last: capitalRun(walk, at + 3), score: 0.8, rule: 'shortened-name', evidence: 'abbreviation' };
    if (isInitials(walk, at)) {
      if (at > 0 && walk.touches(at - 1) && (walk.isNumber(at - 1) || walk.isPunctuation(at - 1, 'ºª°')))
        return undefined; // "3ºB"
      const after = afterInitials(walk, at);
      const { count, last } = initialsFrom(walk, at);
      if (count >= 2 && isSomebody(walk, at, last))
        return { last, score: 0.7, rule: 'initials', evidence: 'a person before or an age after' };
      if (count >= 3) return { last, score: 0.6, rule: 'initials', evidence: 'initials alone' };
      if (isApostropheName(walk, at))
        return { last: Math.max(run, at + 2), score: 0.7, rule: 'name-with-apostrophe', evidence: 'shape' };
      if (after > 0 && walk.isCapital(after) && !isAcronym(walk, after) && !isFrequentWord(walk, after))
        return {
          last: capitalRun(walk, after),
          score: 0.85,
          rule: 'initial-and-surname',
          evidence: 'initial',
        };
    }
    if (
      run > at &&
      here.ordinary &&
      here.given < 3 &&
      (here.frequent || here.surname < 3) &&
      walk.opensSentence(at)
    )
      return undefined; // "Vende Juan Pérez": the name begins at the next word
    if (listed.given && listed.surname && run > at)
      return { last: run, score: 0.95, rule: 'name-list', evidence: 'given name and surname' };
    if (here.given >= 3 && (!here.ordinary || here.given >= 5) && !here.frequent)
      return { last: run, score: 0.8, rule: 'name-list', evidence: 'given name' };
    if (isAcronym(walk, at)) return undefined;
    if (word.length < 3 || RUN_STOPS.has(word) || walk.isNumber(at + 1) || walk.isPunctuation(at + 1, 'ºª'))
      return undefined;
    const opening = walk.opensSentence(at);
    if (
      REPORTING.has(walk.text(at - 1)) &&
      !opening &&
      word.length > 3 &&
      (here.surname >= 2 || !here.ordinary)
    )
      return { last: run, score: 0.65, rule: 'speaker', evidence: 'reporting verb' };
    if (here.given > 0 && !here.ordinary)
      return { last: run, score: 0.65, rule: 'name-list', evidence: 'given name' };
    if (here.given >= 3 && !opening)
      return { last: run, score: 0.55, rule: 'name-list', evidence: 'given name that is a word' };
    if (isPair(walk, at) && !here.ordinary && run > at && isAllNames(walk, at, run))
      return { last: run, score: 0.62, rule: 'capital', evidence: 'joined by a hyphen' };
    if (here.surname >= 1 && !here.ordinary)
      return { last: run, score: opening && run === at ? 0.5 : 0.6, rule: 'name-list', evidence: 'surname' };
    if (here.foreign > 0 && !here.ordinary)
      return { last: run, score: 0.5, rule: 'name-list', evidence: 'name abroad' };
    if (listed.surname && !here.ordinary && run > at && isAllNames(walk, at, run))
      return { last: run, score: 0.62, rule: 'capital', evidence: 'before a surname' };
    if (here.ordinary && opening && run === at) return undefined;
    if (!here.ordinary)
      return {
        last: run,
        score: opening && run === at ? 0.3 : 0.4,
        rule: 'capital',
        evidence: 'no known word',
      };
    if (here.surname >= 2 && !(here.frequent && (opening || here.surname < 4)))
      return { last: run, score: 0.42, rule: 'capital', evidence: 'surname that is a word' };
    if (!opening && run > at && (listed.surname || listed.unknown))
      return { last: run, score: 0.4, rule: 'capital', evidence: 'capitals in a row' };
    return undefined;
  }
  if (word.length < 3 || (here.frequent && here.given < 4) || RUN_STOPS.has(word)) return undefined;
  if (here.given >= 2 && run > at && listed.surname)
    return {
      last: run,
      score: here.ordinary && here.given < 4 ? 0.6 : 0.85,
      rule: 'name-list-any-case',
      evidence: 'given name and surname',
    };
  if (here.given >= 3 && !here.ordinary)
    return { last: run, score: 0.7, rule: 'name-list-any-case', evidence: 'given name' };
  if (here.given >= 5 && !here.ordinary)
    return { last: run, score: 0.6, rule: 'name-list-any-case', evidence: 'very frequent given name' };
  if (here.surname >= 4 && !here.ordinary && here.given === 0)
    return { last: run, score: 0.6, rule: 'name-list-any-case', evidence: 'surname' };
  if ((here.foreign > 0 || here.given > 0) && !here.ordinary && run > at)
    return { last: run, score: 0.5, rule: 'name-list-any-case', evidence: 'names in a row' };
  return undefined;
}

/** "el cabecilla, Domingo, viene": a day or month between commas. */
function isDayOfSomebody(walk: TokenWalk, at: number): boolean {
  return (
    /^(?:domingo|abril|julio|agosto)$/.test(walk.text(at)) &&
    !walk.opensSentence(at) &&
    walk.isPunctuation(at - 1, ',') &&
    (WHO.has(walk.text(at - 2)) || walk.isPunctuation(at + 1, ',') || doesSomething(walk, at + 1)) &&
    !MONTHS_AND_DAYS.has(walk.text(at - 2))
  );
}

/** "Hnos. Paniagua", "Vda. de Ocaña", "el clan de los Heredia". */
function clanFrom(walk: TokenWalk, at: number, shouts: boolean): { first: number; last: number } | undefined {
  if (!CLANS.has(walk.text(at))) return undefined;
  let next = at + 1;
  if (walk.isPunctuation(next, '.')) next++;
  while (/^(?:de|del|la|los|las)$/.test(walk.text(next)) && next - at < 5) next++;
  if (!walk.isCapital(next)) return undefined;
  const { surname, ordinary, foreign } = evidenceOf(walk, next);
  if (surname < 2 && foreign === 0 && ordinary) return undefined;
  return {
    first: /^(?:hnos|hnas|vda)$/.test(walk.text(at)) ? at : next,
    last: shouts ? next : capitalRun(walk, next),
  };
}

const CLANS = wordSet('hnos hnas hermanos hermanas vda viuda viudo clan saga');

/** "Ceferino (Cefe) Roda", "Ángel «Angelito» Ruano" */
function bracketedName(walk: TokenWalk, at: number): number | undefined {
  if (!walk.isPunctuation(at + 1, '("') || !walk.isCapital(at + 2)) return undefined;
  if (!walk.isPunctuation(at + 3, ')"') || !walk.isCapital(at + 4) || walk.isPunctuation(at - 1, '("'))
    return undefined;
  const { given, surname, foreign, frequent } = evidenceOf(walk, at);
  if (frequent || (given === 0 && surname === 0 && foreign === 0)) return undefined;
  return capitalRun(walk, at + 4);
}

const BY_NAME_ARTICLES = wordSet('el la');

/** "mari trini la coja", "paco el cabrero": an article and one word more, where the sentence pauses after it. */
function byNameAfter(walk: TokenWalk, at: number): number | undefined {
  if (!BY_NAME_ARTICLES.has(walk.text(at + 1)) && !BY_NAME_ARTICLES.has(walk.text(at + 2))) return undefined;
  const { given, ordinary, frequent } = evidenceOf(walk, at);
  if (given < LISTED_GIVEN || (ordinary && given < 4) || frequent) return undefined;
  let article = at + 1;
  if (walk.isWord(article) && evidenceOf(walk, article).given >= 2 && !/^(?:el|la)$/.test(walk.text(article)))
    article++;
  if (!/^(?:el|la)$/.test(walk.text(article)) || walk.isCapital(article)) return undefined;
  const last = article + 1;
  if (!walk.isWord(last) || walk.text(last).length < 3 || OFFICES.has(walk.text(last))) return undefined;
  return walk.endsLine(last + 1) || walk.isPunctuation(last + 1, ',.;:)') ? last : undefined;
}

/** "identificado como Y. B.", "H.M.R., de 34 años" */
function isSomebody(walk: TokenWalk, first: number, last: number): boolean {
  let back = first - 1;
  while (walk.isPunctuation(back, ':,"(') && first - back < 3) back--;
  if (SOMEBODY.has(walk.text(back))) return true;
  let next = last + 1;
  while (walk.isPunctuation(next, '.,') && next - last < 3) next++;
  return /^(?:de|d)$/.test(walk.text(next)) && walk.isNumber(next + 1);
}

const SOMEBODY = wordSet(
  'como iniciales autor autora autores detenido detenida menor varon mujer hombre acusado acusada investigado investigada imputado imputada victima tal responde chico chica joven',
);

/** "Norman-Squillace": opponents, partners, double surnames. */
function isPair(walk: TokenWalk, at: number): boolean {
  return (
    walk.isPunctuation(at + 1, '-') && walk.touches(at) && walk.touches(at + 1) && walk.isCapital(at + 2)
  );
}

/** No acronym, number or everyday word in it. */
function isAllNames(walk: TokenWalk, first: number, last: number): boolean {
  for (let at = first; at <= last; at++) {
    if (!walk.isWord(at) || !walk.isCapital(at)) continue;
    const { ordinary, surname, given } = evidenceOf(walk, at);
    if (isAcronym(walk, at) || (ordinary && surname < 2 && given < 2)) return false;
  }
  return true;
}

/** "Sr.", "se llama", "alias": what comes before the name, if anything. */
function introduction(walk: TokenWalk, at: number): string | undefined {
  let back = at - 1;
  while (walk.isPunctuation(back, '.:"\'(') || AFTER_NAMING.has(walk.text(back))) {
    if (at - back > 3) return undefined;
    back--;
  }
  const word = walk.text(back);
  if (back === at - 1 || walk.isPunctuation(at - 1, '.')) if (TITLES.has(word)) return 'title';
  if (NAMING.has(word) || isSelfNaming(walk, back)) return 'naming verb';
  return undefined;
}

/** "se hace llamar Paquito", "firma como Lolo", "dice ser Benito", "se hace pasar por". */
function isSelfNaming(walk: TokenWalk, at: number): boolean {
  const before = walk.text(at - 1);
  switch (walk.text(at)) {
    case 'llamar':
    case 'pasar':
      return /^(?:hac[a-z]{1,7}|hizo|deja|dejaba)$/.test(before) || /^se$/.test(before);
    case 'llamarse':
      return true;
    case 'firma':
    case 'firmaba':
    case 'firman':
    case 'presenta':
    case 'presento':
    case 'registrado':
    case 'figura':
      return walk.text(at + 1) === 'como';
    case 'ser':
      return /^(?:dice|decia|dijo|dicen|alega|afirma|asegura)$/.test(before);
    case 'responde':
    case 'atiende':
      return walk.text(at + 1) === 'por';
    default:
      return false;
  }
}

/** "Plaza del Sol": the streets' own rule reads on. */
function isStreet(walk: TokenWalk, at: number): boolean {
  return (
    /^(?:plaza|praza|placa|calle|paseo|avenida|calella|camino)$/.test(walk.text(at)) &&
    /^(?:del?|d|da|do|dos|das|de la)$/.test(walk.text(at + 1))
  );
}

/** "Rosa vende pastillas", "a rosa la del quiosco": no article before, and a verb or a by-name after. */
function actsHere(walk: TokenWalk, at: number): boolean {
  const before = walk.text(at - 1);
  if (before === 'a' && /^(?:la|el)$/.test(walk.text(at + 1)) && /^(?:del?|que)$/.test(walk.text(at + 2)))
    return true;
  if (/^(?:es|era|e)$/.test(before) && WHO.has(walk.text(at - 2))) return true;
  const begins = walk.opensSentence(at) || walk.isPunctuation(at - 1, ',') || CLAUSE_OPENERS.has(before);
  return begins && doesSomething(walk, at + 1) && !IMPERSONAL.has(walk.text(at + 1));
}

/** "el conductor es rosa" */
const WHO = wordSet(
  'conductor conductora jefe jefa camello dueno duena encargado encargada cabecilla vendedor vendedora responsable lider traficante chofer xefe xefa dono',
);
const CLAUSE_OPENERS = wordSet('y e i que porque pero cuando donde si segun');
/** "sol hace", "luz hay", "mar está": not what a person is said to do. */
const IMPERSONAL = wordSet('hace hay es son esta estan da dan va');

/** A make stays a make; a model only beside its make, or where nobody would be named so. */
function namesAThing(walk: TokenWalk, at: number): boolean {
  const { given, surname } = evidenceOf(walk, at);
  const alsoName = given >= 3 || surname >= 3;
  return (
    !alsoName ||
    [-2, -1, 1].some((step) => MAKES.has(walk.text(at + step))) ||
    /^(?:un|una|coche|furgoneta|moto|el|cotxe)$/.test(walk.text(at - 1))
  );
}

function isFrequentWord(walk: TokenWalk, at: number): boolean {
  const { surname, frequent, ordinary } = evidenceOf(walk, at);
  return frequent || (ordinary && surname < 2);
}
