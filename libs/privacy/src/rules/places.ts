import {
  FREQUENCY,
  GIVEN,
  hashEnd,
  hashWords,
  HASH_START,
  hashStep,
  PLACE,
  PLACE_STARTS,
  SURNAME,
} from '../gazetteer/lexicon-format.js';
import { attribute, Lexicon } from '../gazetteer/lexicon.js';
import { CAPITAL, tokensOf, WORD } from '../text/tokens.js';
import { BRANDS, MAKES } from './no-names.js';
import { before, near, type Rule, scanDigits } from './rule.js';
import { TokenWalk, wordSet } from './token-walk.js';

const PREPOSITIONS =
  wordSet(`en a de desde hasta por hacia entre cerca ciudad pueblo municipio localidad provincia zona barrio poligono
  distrito comarca villa aldea isla playa puerto estacion norte sur este oeste centro des fins cap prop ciutat poble
  vila dende ata cidade parroquia concello in at from to near city town village herri hiri auzo auzoan`);
const POSTAL = /(?<![\d.,a-z])(?:[a-z]-?)?(?:0[1-9]|[1-4]\d|5[0-2])\d{3}(?![\d.,]?\d|[a-z])/g;
const POSTAL_WORDS =
  /(?:^|[^a-z])(?:c\.? ?p\.?|codigo postal|codi postal|cod\. ?postal|posta kodea|d\.p|dp|postcode|zip)(?: c\.?p\.?)?[ :.]*$/;
const BASQUE_CASES = [
  'rengatik',
  'rentzat',
  'rekin',
  'raino',
  'rantz',
  'tikan',
  'tik',
  'ren',
  'eko',
  'ra',
  'ko',
  'ri',
  'en',
  'ek',
  'an',
  'n',
  'k',
  'z',
  'a',
];
const CAR_MAKES = /^(?:seat|ford|opel|renault|citroen|kia|hyundai|fiat|dacia|chevrolet)$/;
const LONGEST_PLACE_WORDS = 7;

/** Municipalities, provinces, countries by gazetteer; postal codes. */
export const places: Rule = (view, add) => {
  const tokens = tokensOf(view);
  const walk = new TokenWalk(view, tokens);
  const lexicon = Lexicon.shared;
  let tried = 0;
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kind[at] !== WORD) continue;
    const longest = longestPlace(walk, lexicon, at);
    const unlisted = unlistedPlace(walk, at, longest?.last);
    if (unlisted !== undefined) {
      add({
        type: 'PLACE',
        start: tokens.start[at]!,
        end: tokens.end[unlisted]!,
        score: 0.65,
        rule: 'unlisted-place',
        evidence: 'what stands before',
      });
      at = unlisted;
      continue;
    }
    if (!longest) {
      if (tried < MOST_MISSPELT && couldBeMisspelt(walk, at)) {
        tried++;
        if (!isMisspelt(lexicon, walk.text(at))) continue;
        add({
          type: 'PLACE',
          start: tokens.start[at]!,
          end: tokens.end[at]!,
          score: 0.65,
          rule: 'misspelt-place',
          evidence: 'municipality list',
        });
      }
      continue;
    }
    const { last, attributes } = longest;
    const score = scoreOf(walk, at, last, attributes);
    if (score > 0)
      add({
        type: 'PLACE',
        start: tokens.start[at]!,
        end: tokens.end[last]!,
        score,
        rule: 'place',
        evidence: attribute(attributes, PLACE) === 3 ? 'province or country' : 'municipality list',
      });
    if (score > 0.5) at = last;
  }

  scanDigits(5, POSTAL, view, (match) => {
    const start = match.index;
    const end = start + match[0].length;
    const labelled = before(view, start, POSTAL_WORDS, 18);
    const followed = /^[ ,.-]{1,3}[A-ZÁÉÍÓÚÑÀÈÒÇ][\p{L}]/u.test(view.text.slice(end, end + 6));
    const address = near(
      view,
      start,
      start,
      /(?:calle|c\/|avda|av\.|plaza|paseo|carrer|rua|kalea|n[ºo°]|\d)[^\n]{0,40}$/,
    );
    if (
      labelled ||
      (followed && address) ||
      (followed && /[.,-] ?$/.test(view.folded.slice(start - 2, start)))
    )
      add({
        type: 'PLACE',
        start,
        end,
        score: labelled ? 0.95 : 0.8,
        rule: 'postal-code',
        evidence: labelled ? 'label' : 'place after',
      });
    else if (followed) add({ type: 'PLACE', start, end, score: 0.5, rule: 'postal-code' });
  });
};

/** "Vva. de la Serena", "la Venta'l Gallo", "anda por Matalascañas", "el cortijo Los Almendrillos": the last token of it. */
function unlistedPlace(walk: TokenWalk, at: number, listed: number | undefined): number | undefined {
  if (walk.tokens.shape[at] !== CAPITAL) return undefined;
  const word = walk.text(at);
  if (SHORTENED_PLACES.has(word) && walk.isPunctuation(at + 1, '.')) {
    let next = at + 2;
    while (next < at + 5 && LINKS.test(walk.text(next))) next++;
    if (walk.isCapital(next) && (next > at + 2 || word !== 's')) return capitalsFrom(walk, next);
  }
  if (
    walk.isPunctuation(at + 1, "'") &&
    walk.touches(at) &&
    walk.touches(at + 1) &&
    /^(?:l|la|los|las)$/.test(walk.text(at + 2)) &&
    walk.isCapital(at + 3)
  )
    return at + 3;
  if (listed !== undefined || walk.isCapital(at - 1)) return undefined;
  let before = at - 1;
  while (at - before < 4 && LINKS.test(walk.text(before))) before--;
  if (
    ARTICLES.test(word) &&
    !walk.opensSentence(at) &&
    /^(?:en|de|por|desde|hacia|a)$/.test(walk.text(at - 1)) &&
    walk.isCapital(at + 1) &&
    !BRANDS.has(walk.text(at + 1))
  )
    return capitalsFrom(walk, at + 1); // "en El Vacie Chico"
  if (SITES.has(walk.text(before))) return capitalsFrom(walk, at);
  const unknown = walk.tokens.common[at] === 0 && word.length > 3 && !BRANDS.has(word) && !MAKES.has(word);
  return unknown &&
    /^(?:en|por|desde|hacia|de)$/.test(walk.text(at - 1)) &&
    WHEREABOUTS.has(walk.text(at - 2))
    ? capitalsFrom(walk, at)
    : undefined;
}

function capitalsFrom(walk: TokenWalk, at: number): number {
  let last = at;
  for (let next = at + 1; next < at + 6; next++) {
    if (walk.isCapital(next)) last = next;
    else if (!LINKS.test(walk.text(next)) && !walk.isPunctuation(next, "-'")) break;
  }
  return last;
}

const ARTICLES = /^(?:el|la|los|las)$/;
const LINKS = /^(?:de|del|la|las|los|el|d|l)$/;
const SHORTENED_PLACES = wordSet('vva vvda villva sta sto s fte pto pta pte mte torr vill vall cdad cd alc');
/** What has a name of its own that no list of municipalities holds. */
const SITES = wordSet(
  'cortijo paraje pedania aldea caserio masia barriada partida cala caserio dehesa ermita embalse pantano barranco diseminado parroquia concejo pago alqueria cortijada',
);
/** "anda por", "vive en": a place follows. */
const WHEREABOUTS = wordSet(
  'vive viven vivia vivian anda andan andaba para paran paraba mueve mueven reside residen nacio nacido nacida natural vecino vecina viene vienen venia veranea esconde escondido escondida oculto oculta refugia refugiado huyo marcho mudo pueblo playa empadronado empadronada',
);

/** "en aljesiras", "de Fuenlabrda": a town of more than a few thousand with one letter wrong, or as it sounds. */
function isMisspelt(lexicon: Lexicon, word: string): boolean {
  const isTown = (spelling: string): boolean => attribute(lexicon.attributes(hashWords(spelling)), PLACE) > 1;
  if (bySound(word).some(isTown)) return true;
  for (let place = 0; place <= word.length; place++) {
    const head = word.slice(0, place);
    if (place < word.length && isTown(head + word.slice(place + 1))) return true;
    if (place + 1 < word.length && isTown(head + word[place + 1]! + word[place]! + word.slice(place + 2)))
      return true;
    for (const letter of LETTERS) if (isTown(head + letter + word.slice(place))) return true;
  }
  return false;
}

function couldBeMisspelt(walk: TokenWalk, at: number): boolean {
  const { common, attributes, start, end } = walk.tokens;
  const length = end[at]! - start[at]!;
  if (common[at] === 1 || attributes[at] !== 0) return false;
  if (length < SHORTEST_MISSPELT || length > LONGEST_MISSPELT) return false;
  return /^(?:en|de|desde|hasta|hacia)$/.test(walk.text(at - 1));
}

const LETTERS = 'abcdefghijlmnopqrstuvxyz';
const SHORTEST_MISSPELT = 6;
const LONGEST_MISSPELT = 18;
/** So many words of a text are tried: each costs some hundred look-ups. */
const MOST_MISSPELT = 6;
const SOUNDS: [RegExp, string][] = [
  [/j(?=[ei])/g, 'g'],
  [/s(?=[ei])/g, 'c'],
  [/s/g, 'z'],
  [/v/g, 'b'],
  [/b/g, 'v'],
  [/y(?=[aeiou])/g, 'll'],
  [/k(?=[ei])/g, 'qu'],
  [/k/g, 'c'],
  [/^/g, 'h'],
];

/** Other spellings of what sounds the same: each exchange made or not. */
function bySound(word: string): string[] {
  let spellings = [word];
  for (const [sound, letter] of SOUNDS)
    if (spellings.length <= 32)
      spellings = [...new Set(spellings.flatMap((one) => [one, one.replace(sound, letter)]))];
  return spellings;
}

interface PlaceMatch {
  last: number;
  attributes: number;
}

/** The longest phrase of the gazetteer that begins at a token; Basque case endings come off a lone word. */
function longestPlace(walk: TokenWalk, lexicon: Lexicon, at: number): PlaceMatch | undefined {
  const { tokens, view } = walk;
  let found: PlaceMatch | undefined;
  let hash = HASH_START;
  for (let next = at, words = 0; next < tokens.count && words < LONGEST_PLACE_WORDS; next++) {
    if (tokens.kind[next] !== WORD) {
      if (walk.isPunctuation(next, "'-·.") && words > 0) continue;
      break;
    }
    if (words++ > 0) hash = hashStep(hash, 0x20);
    for (let unit = tokens.start[next]!; unit < tokens.end[next]!; unit++)
      hash = hashStep(hash, view.units[unit]!);
    const attributes = words === 1 ? tokens.attributes[at]! : lexicon.attributes(hashEnd(hash));
    if (attribute(attributes, PLACE) > 0) found = { last: next, attributes };
    if (attribute(attributes, PLACE_STARTS) === 0) break;
  }
  if (!found && walk.isCapital(at)) {
    const attributes = withoutCaseEnding(walk.text(at), lexicon);
    if (attributes) found = { last: at, attributes };
  }
  return found;
}

function withoutCaseEnding(word: string, lexicon: Lexicon): number | undefined {
  for (const ending of BASQUE_CASES) {
    if (!word.endsWith(ending) || word.length - ending.length < 4) continue;
    let hash = HASH_START;
    for (let index = 0; index < word.length - ending.length; index++)
      hash = hashStep(hash, word.charCodeAt(index));
    const attributes = lexicon.attributes(hashEnd(hash));
    if (attribute(attributes, PLACE) > 1) return attributes;
  }
  return undefined;
}

function scoreOf(walk: TokenWalk, at: number, last: number, attributes: number): number {
  const { tokens } = walk;
  const rank = attribute(attributes, PLACE);
  const common = tokens.common[at] === 1;
  const frequent = attribute(tokens.attributes[at]!, FREQUENCY) >= 2;
  const alsoName = attribute(attributes, GIVEN) > 2 || attribute(attributes, SURNAME) > 2;
  if (CAR_MAKES.test(walk.text(at - 1))) return 0; // "Seat León", "Seat Ibiza"
  if (last === at && walk.text(at) === 'maria') return 0; // a name, and the drug
  if (isCarModel(walk, at)) return 0;
  const introduced = PREPOSITIONS.has(walk.text(at - 1)) || walk.isPunctuation(at - 1, '(');
  if (last === at && tokens.end[at]! - tokens.start[at]! < 3) return 0;
  if (last > at && walk.isCapital(last)) return 0.9;
  if (last > at && allCommon(walk, at, last)) {
    if (walk.isCapital(at)) return rank >= 2 ? 0.5 : 0;
    return introduced && last - at >= 2 ? 0.6 : 0; // "un piso de roquetas de mar"
  }
  if (last > at) return rank >= 2 || introduced ? 0.7 : walk.isCapital(at) ? 0.6 : 0;
  if (walk.isCapital(at)) {
    if (common && walk.opensSentence(at)) return rank === 3 && !frequent ? 0.6 : 0;
    if (rank === 3) return 0.9;
    if (frequent) return introduced && rank >= 2 ? 0.5 : 0;
    return introduced ? 0.85 : rank === 2 ? 0.7 : alsoName || common ? 0.4 : 0.6;
  }
  if (common || frequent) return rank === 3 && introduced && !frequent ? 0.5 : 0;
  return rank === 3 ? 0.8 : introduced ? 0.7 : rank === 2 && !alsoName ? 0.6 : 0;
}

/** "un Ibiza rojo", "el León blanco 1234 BCD" */
function isCarModel(walk: TokenWalk, at: number): boolean {
  if (!MODELS.has(walk.text(at)) || !/^(?:un|el|del|su|al|o|en|d|uno)$/.test(walk.text(at - 1))) return false;
  return COLOURS.test(walk.text(at + 1)) || walk.isNumber(at + 1) || walk.text(at - 1) === 'un';
}

const MODELS = wordSet(
  'ibiza leon cordoba toledo malaga ronda marbella arosa alhambra ateca tarraco granada formentor',
);
const COLOURS =
  /^(?:roj[oa]|vermell|negr[oa]|negre|blanc[oa]?|branco|azul|blau|gris|verde?|amarill[oa]|groc|plata|plateado|viejo|nuevo|vell|con|matricula|antiguo|red|black|white|blue|grey)$/;

function allCommon(walk: TokenWalk, at: number, last: number): boolean {
  for (let next = at; next <= last; next++)
    if (walk.isWord(next) && walk.tokens.common[next] === 0) return false;
  return true;
}
