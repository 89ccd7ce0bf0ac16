import { PLACE } from '../gazetteer/lexicon-format.js';
import { attribute } from '../gazetteer/lexicon.js';
import { tokensOf } from '../text/tokens.js';
import { type Rule, scanDigits } from './rule.js';
import { linesInCapitals } from './shouting.js';
import { TokenWalk, wordSet } from './token-walk.js';

/** Words before the name, in five languages. Two-letter abbreviations need their dot or slash. */
const STREET_WORDS =
  wordSet(`calle calles kalle caye avenida avda avd avnda avenda avinida calel plaza pza plz plza plazuela paseo pso ronda travesia camino carretera ctra
  crta urbanizacion urb poligono glorieta gta carrer passeig plaça placa avinguda rambla rbla rua praza avenida estrada
  callejon cuesta costanilla pasaje passatge ptge bulevar via autovia barriada bda alameda corredera calleja
  carrero travessera travessia baixada pujada cami carretera costa torrent moll kale kalea kaleko etorbidea hiribidea enparantza
  travesa calella corredoira lugar rueiro canton camin street road avenue square lane drive`);
/** Words that mean other things too: only before a capitalised name or with a number. */
const AMBIGUOUS = wordSet(
  'kale via placa lugar camino costa ronda pasaje cuesta colonia torrent moll pg pl cl av cr ps cam lane drive road canton cami carretera travesia rua poligono estrada',
);
const ABBREVIATIONS = wordSet('c pol cl cr av pl pg ps trav cno p pje st rd ave pº po bo');
const FLAT_WORDS =
  wordSet(`piso pis planta puerta pta porta esc escalera escala portal bloque bloc bl bajo bajos bj baixos baixo
  entresuelo entlo entl principal ppal atico atic dcha dcho derecha izq izqda izda izquierda izdo dreta esquerra dereita
  esquerda esc centro interior ext local nave casa edificio edif parcela km kilometro num numero nro n no s sn atari pisua
  solairua eskuina ezkerra ezk esk behea floor flat apt apartment chalet torre manzana mod modulo fase urb letra sotano semisotano suite apto oficina despacho consultorio dpdo dpto duplicado dup tpdo triplicado drcha drch izqd zaguan plta garaje trastero parc puesto bungalow caseta`);
const INSIDE_NAME =
  wordSet(`de del la las los el y i e d l da do das dos dels les els san santa santo sant doctor dr padre general
  virgen nuestra senora sra ntra don dona obispo arzobispo cardenal marques conde duque rey reina principe alcalde maestro
  pintor poeta capitan comandante profesor mare deu mossen`);
const ABBREVIATED_NAMES = wordSet('ind dr dra sta sto ntra sra gral cdte cap fco mª jose m d');
const STOPS =
  wordSet(`que como y en con a al se me le lo hay he ha es son esta estan estaba donde cuando porque pero si no por para hasta
  desde entre junto cerca frente enfrente esquina un una unos unas mi su tu va van venden vende vive viven on hi amb i e onde
  the and at in is are was with near where tel telf telefono tlf fax email e-mail correo mail cp codigo localidad`);
const SUFFIX_TYPES = /^(?:kale|etorbide|hiribide|enparantza|plaza|pasealeku)(?:a|ko|an|ra|tik|aren|ko)?$/;
const ENGLISH_TYPES = wordSet('street road avenue square lane drive st rd ave');
const LONGEST_NAME = 10;

const KILOMETRE = /(?:km|k|kilometro)[ .:]{1,2}\d/;
/** "A-92 dir. Granada, p.k. 241+300", "la N-340 a la altura del km 12" */
const ROAD_AND_KILOMETRE =
  /(?<![a-z0-9-])(?:(?:autovia|autopista|carretera|ctra\.?|nacional|comarcal) (?:[a-z]{1,3}[- ]?\d{1,4}|de [a-z]{3,14})|[a-z]{1,3}-\d{1,4})(?![a-z0-9])[^\n;]{0,40}?(?<![a-z])(?:km|p\.? ?k|kilometro|pto\.? km)[ .:]{1,2}\d{1,4}(?:[.,+]\d{1,3})?(?!\d)/g;

/** Street type, name, number, and what follows of floor, stairs, door. */
export const addresses: Rule = (view, add) => {
  const tokens = tokensOf(view);
  const walk = new TokenWalk(view, tokens);
  const shouting = linesInCapitals(tokens);
  if (KILOMETRE.test(view.folded))
    scanDigits(2, ROAD_AND_KILOMETRE, view, (match) =>
      add({
        type: 'ADDRESS',
        start: match.index,
        end: match.index + match[0].length,
        score: 0.8,
        rule: 'road-and-kilometre',
        evidence: 'kilometre',
      }),
    );
  for (let at = 0; at < tokens.count; at++) {
    if (!walk.isWord(at)) continue;
    const found =
      nameFirst(walk, at) ??
      streetFirst(walk, at, shouting[at] === 1) ??
      corner(walk, at) ??
      housing(walk, at) ??
      numberAndFloor(walk, at);
    if (!found) continue;
    add({
      type: 'ADDRESS',
      start: tokens.start[numberBefore(walk, found.first)]!,
      end: tokens.end[found.last]!,
      score: found.score,
      rule: found.rule,
      evidence: 'street word',
    });
    at = Math.max(at, found.last);
  }
};

/** "calle", "plaza", "rúa" in full. */
export function isStreetWord(word: string): boolean {
  return STREET_WORDS.has(word) && !AMBIGUOUS.has(word);
}

/** "el 14 de la calle Tordesillas" */
function numberBefore(walk: TokenWalk, first: number): number {
  const unit = unitBefore(walk, first);
  if (unit < first) return unit;
  let back = first - 1;
  if (
    walk.isNumber(back) &&
    walk.text(back).length <= 3 &&
    /^(?:at|near|opposite)$/.test(walk.text(back - 1))
  )
    return back; // "at 14 Calle Larios"
  while (first - back < 4 && /^(?:de|del|la|el|da|do)$/.test(walk.text(back))) back--;
  if (!(back < first - 1 && walk.isNumber(back) && walk.text(back).length <= 3)) return first;
  const label = walk.isPunctuation(back - 1, 'ºª°.') ? back - 2 : back - 1;
  return /^(?:n|no|num|numero)$/.test(walk.text(label)) ? label : back; // "nº 14 de la calle Olmo"
}

/** "Nave 19-B, | Camino de las Yeseras" */
function unitBefore(walk: TokenWalk, first: number): number {
  let back = first - 1;
  if (walk.isPunctuation(back, ',')) back--;
  while (
    first - back < 7 &&
    (walk.isNumber(back) || walk.isPunctuation(back, '-ºª°.') || walk.text(back).length === 1)
  )
    back--;
  return back < first - 1 && walk.isNumber(back + 1) && UNITS.test(walk.text(back)) ? back : first;
}

const UNITS =
  /^(?:nave|parcela|local|chalet|bloque|bloq|portal|piso|oficina|puesto|bungalow|caseta|casa|puerta|torre)$/;

/** "bq 7 ptal 2 7c de la colonia San Damián": two or more kinds of parts with their numbers, and what they belong to. */
function housing(walk: TokenWalk, at: number): FoundAddress | undefined {
  let parts = 0;
  let last = -1;
  let next = at;
  while (PARTS.has(walk.text(next)) && next - at < 16) {
    let value = next + 1;
    while (walk.isPunctuation(value, '.ºnª') || /^(?:n|num|no)$/.test(walk.text(value))) value++;
    if (!walk.isNumber(value) && !(walk.text(value).length === 1 && walk.isWord(value))) break;
    parts++;
    last = value;
    if (walk.isWord(value + 1) && walk.touches(value)) last = value + 1;
    next = last + 1;
    while (walk.isPunctuation(next, ',-')) next++;
  }
  if (parts < 2) return undefined;
  if (walk.isNumber(next) && walk.text(next).length <= 2)
    last = walk.touches(next) && walk.isWord(next + 1) ? next + 1 : next;
  next = last + 1;
  while (/^(?:de|del|la|el|en|las|los)$/.test(walk.text(next))) next++;
  if (
    next > last + 1 &&
    (/^(?:colonia|barriada|urbanizacion|urb|barrio|residencial|poligono|calle)$/.test(walk.text(next)) ||
      walk.isCapital(next))
  ) {
    last = next;
    while (
      walk.isCapital(last + 1) ||
      (/^(?:de|del|la|las|los)$/.test(walk.text(last + 1)) && walk.isCapital(last + 2))
    )
      last++;
  }
  return { ...withNumber(walk, at, last, 0.8), rule: 'housing' };
}

const PARTS = wordSet(
  'bq blq bl bloque bloq ptal portal por esc escalera piso planta plta puerta pta nave parcela torre letra casa chalet fase manzana mz',
);

/** "esquina Pintor Rosales con Marqués de Urquijo" */
function corner(walk: TokenWalk, at: number): FoundAddress | undefined {
  if (!/^(?:esquina|cantonada|cruce|confluencia)$/.test(walk.text(at))) return undefined;
  let first = at + 1;
  while (/^(?:de|del|entre|la|las|amb|con|calles?)$/.test(walk.text(first)) && first - at < 4) first++;
  if (!walk.isCapital(first)) return undefined;
  let last = first;
  let streets = 1;
  for (let next = first + 1; next < walk.tokens.count && next - first < 12; next++) {
    const word = walk.text(next);
    if (walk.isCapital(next)) last = next;
    else if (/^(?:con|y|amb|i)$/.test(word) && walk.isWord(next + 1)) streets++;
    else if (!INSIDE_NAME.has(word)) break;
  }
  return streets >= 2 ? { first, last, score: 0.75, rule: 'corner' } : undefined;
}

/** "San Bernardo 61, 3º dcha", "un bajo en Pasteur 46": no street word, but a number and a floor or a flat. */
function numberAndFloor(walk: TokenWalk, at: number): FoundAddress | undefined {
  if (!walk.isCapital(at) || walk.isCapital(at - 1)) return undefined;
  let next = at + 1;
  while (next - at < 6 && walk.isWord(next)) next++;
  const last = next - 1;
  if (!walk.isNumber(next) || !walk.isCapital(last) || walk.text(next).length > 4) return undefined;
  for (let inside = at + 1; inside < last; inside++)
    if (!walk.isCapital(inside) && !INSIDE_NAME.has(walk.text(inside))) return undefined;
  let floor = next + 1;
  if (walk.isPunctuation(floor, ',')) floor++;
  const ordinal =
    walk.isNumber(floor) && walk.text(floor).length <= 2 && walk.isPunctuation(floor + 1, 'ºª°');
  const named =
    FLOORS.test(walk.text(floor)) &&
    (walk.isNumber(floor + 1) || !/^(?:el|la|los|las|una?|su|mi|de|del)$/.test(walk.text(floor + 1)));
  const lived = walk.text(at - 1) === 'en' && DWELLINGS.test(walk.text(at - 2)) && !walk.isWord(next + 1);
  return ordinal || named || lived
    ? { ...withNumber(walk, at, last, 0.75), rule: 'number-and-floor' }
    : undefined;
}

const DWELLINGS =
  /^(?:piso|bajo|local|casa|garaje|trastero|nave|sotano|atico|portal|viv[eo]n?|vivia|pis|baix|viu|visc|vivim)$/;
const FLOORS =
  /^(?:piso|planta|puerta|portal|escalera|bloque|pis|porta|bajos?|bjo?|atico|entlo|entresuelo|ppal|principal|sotano|dcha|izq|izda|izqda|derecha|izquierda|esc|pta|local|primero|segundo|tercero|cuarto|quinto|sexto)$/;

interface FoundAddress {
  first: number;
  last: number;
  score: number;
  rule: string;
}

/** Where all is in capitals (`shouts`) a capital begins no name. */
function streetFirst(walk: TokenWalk, at: number, shouts: boolean): FoundAddress | undefined {
  let next = at + 1;
  const word = walk.text(at);
  const bare = isBareType(walk, at, word);
  if (ABBREVIATIONS.has(word) && !bare) {
    const apart = word === 'c' && walk.isPunctuation(next, '/') && walk.isCapital(next + 1); // "c / Sol 11"
    if (!apart && (!walk.isPunctuation(next, './ºª') || !walk.touches(at))) return undefined;
    if (word === 'p' && !walk.isPunctuation(next, 'º.')) return undefined;
    next++;
  } else if ((STREET_WORDS.has(word) && !isNumberPlate(walk, at, word)) || bare) {
    while (walk.isPunctuation(next, './:ª')) next++;
  } else if (word === 'gran' && walk.text(next) === 'via') {
    return withNumber(walk, at, next, 0.8);
  } else return undefined;
  if (ENGLISH_TYPES.has(word)) return undefined;

  let last = -1;
  let strong = false;
  for (let steps = 0; steps < LONGEST_NAME && next < walk.tokens.count; steps++, next++) {
    if (walk.endsLine(next)) break;
    if (walk.isNumber(next)) {
      if (steps === 0 || /^(?:de|del)$/.test(walk.text(next + 1))) {
        last = next;
        continue;
      }
      break;
    }
    if (walk.isPunctuation(next, "'-·ªº") && steps > 0) continue;
    if (walk.isPunctuation(next, '.') && steps > 0 && walk.text(next - 1).length <= 4 && last !== next - 1)
      continue;
    if (walk.isPunctuation(next, '.') && steps > 0 && ABBREVIATED_NAMES.has(walk.text(next - 1))) continue;
    if (!walk.isWord(next)) break;
    const name = walk.text(next);
    if (
      FLAT_WORDS.has(name) &&
      steps > 0 &&
      (walk.isNumber(next + 1) || walk.isPunctuation(next + 1, 'º°./'))
    )
      break;
    if (INSIDE_NAME.has(name)) continue;
    if (walk.isCapital(next) && !shouts) {
      if (!strong && last >= 0 && isTownAfter(walk, next) && !numberFollows(walk, next)) break;
      strong = true;
      last = next;
    } else if (STOPS.has(name)) break;
    else if (numberFollows(walk, next) || last < 0) last = next;
    else break;
  }
  if (last < 0) return undefined;
  if (
    ABBREVIATIONS.has(word) &&
    !bare &&
    !walk.isPunctuation(at + 1, '/º') &&
    (!strong || walk.text(last).length < 3)
  )
    return undefined;
  if (AMBIGUOUS.has(word) && !strong && !bare) return undefined;
  const lowerTypeWithoutName = !strong && !numberFollows(walk, last);
  if (lowerTypeWithoutName && !/^(?:calle|kalle|avda|avenida|carrer|rua|c|plaza|praza|paseo)$/.test(word))
    return undefined;
  if (lowerTypeWithoutName && walk.tokens.common[last] === 1 && word !== 'c')
    return { first: at, last, score: 0.45, rule: 'street' };
  return withNumber(walk, at, last, strong ? 0.85 : 0.6);
}

/** "la plaza del mercado | de Getafe" */
function isTownAfter(walk: TokenWalk, at: number): boolean {
  return /^(?:de|en)$/.test(walk.text(at - 1)) && attribute(walk.tokens.attributes[at]!, PLACE) > 0;
}

const BARE_TYPES = wordSet('cl cll av avd pza plz pso ctra trv urb');

/** "cl mayor 5", "av constitucion num cinco": its stop is left out, but a name and a number follow. */
function isBareType(walk: TokenWalk, at: number, word: string): boolean {
  if (!BARE_TYPES.has(word) || walk.isPunctuation(at + 1, './')) return false;
  if (!walk.isWord(at + 1) || STOPS.has(walk.text(at + 1))) return false;
  for (let next = at + 2; next < at + 7 && walk.isWord(next - 1); next++)
    if (walk.isNumber(next) || /^(?:num|numero|nro)$/.test(walk.text(next))) return true;
  return false;
}

/** Catalan "plaça" is a square, "placa" a number plate. */
function isNumberPlate(walk: TokenWalk, at: number, word: string): boolean {
  return word === 'placa' && walk.view.text[walk.tokens.start[at]! + 3] === 'c';
}

function numberFollows(walk: TokenWalk, at: number): boolean {
  for (let ahead = 1; ahead <= 5; ahead++) {
    if (walk.endsLine(at + ahead) || STOPS.has(walk.text(at + ahead))) return false;
    if (walk.isNumber(at + ahead)) return walk.tokens.end[at + ahead]! - walk.tokens.start[at + ahead]! <= 4;
    if (/^(?:num|numero|nro)$/.test(walk.text(at + ahead)) && SPELLED_NUMBERS.test(walk.text(at + ahead + 1)))
      return true;
  }
  return false;
}

/** "Autonomia kalea 12", "San Frantzisko kalean", "Baker Street 221": the type comes after the name. */
function nameFirst(walk: TokenWalk, at: number): FoundAddress | undefined {
  const word = walk.text(at);
  const english = ENGLISH_TYPES.has(word);
  if (!english && (!SUFFIX_TYPES.test(word) || /^(?:del?|da|do|d)$/.test(walk.text(at + 1))))
    return undefined;
  if (/^(?:plaza|kale)$/.test(word) && walk.isCapital(at) && walk.isCapital(at + 1)) return undefined; // its name follows
  let first = at;
  for (let back = at - 1; back >= Math.max(0, at - 5); back--) {
    if (walk.isPunctuation(back, '.-') || walk.isNumber(back)) continue;
    if (!walk.isWord(back) || STOPS.has(walk.text(back))) break;
    if (!walk.isCapital(back) && (english || first < at)) break;
    first = back;
  }
  if (first === at || (first === at - 1 && /^(?:el|la|los|las|una?|[oa])$/.test(walk.text(first))))
    return undefined;
  while (first > 0 && walk.isNumber(first - 1) && english) first--;
  const whole = withNumber(walk, first, at, walk.isCapital(first) ? 0.8 : 0.6);
  return { ...whole, rule: 'street-type-after' };
}

/** Where an address goes on after a token that ends its name, for whoever else found the name. */
export function addressEnd(walk: TokenWalk, first: number, nameEnd: number): number {
  return withNumber(walk, first, nameEnd, 0).last;
}

const SPELLED_TENS = /^(?:treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa)$/;
const SPELLED_NUMBERS =
  /^(?:uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci[a-z]{4,6}|veinte|veinti[a-z]{2,6}|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento)$/;

/** Adds ", nº 5, 2º B dcha", "s/n", "km 7,2" after the name. */
function withNumber(walk: TokenWalk, first: number, nameEnd: number, score: number): FoundAddress {
  let last = nameEnd;
  let numbered = false;
  let pieces = 0;
  for (let next = nameEnd + 1; next < walk.tokens.count && pieces < 14; next++) {
    if (walk.endsLine(next)) break;
    if (walk.isPunctuation(next, '.') && !walk.touches(next) && !FLAT_WORDS.has(walk.text(next - 1))) {
      const floor = walk.isNumber(next - 1) && walk.isCapital(next + 1) && walk.text(next + 1).length === 1; // "12, 4. B"
      if (!numbered || !(floor || FLAT_WORDS.has(walk.text(next + 1)))) break;
      continue;
    }
    if (walk.isPunctuation(next, '(') && !walk.isNumber(next - 1)) break;
    if (walk.isPunctuation(next, ',.-–/ºª°:()')) continue;
    const word = walk.text(next);
    if (word === 's' && walk.isPunctuation(next + 1, '/') && walk.text(next + 2) === 'n') {
      last = next += 2;
      numbered = true;
      continue;
    }
    if (walk.isNumber(next)) {
      if (word.length > 4) break;
      last = next;
      numbered = true;
    } else if (walk.isWord(next)) {
      const letter = word.length === 1 && numbered && !/[yoea]/.test(word);
      const capitalLetter =
        word.length === 1 &&
        numbered &&
        walk.isCapital(next) &&
        !(/[aeoy]/.test(word) && walk.isWord(next + 1));
      const known =
        FLAT_WORDS.has(word) &&
        (numbered ||
          walk.isNumber(next + 1) ||
          walk.isPunctuation(next + 1, 'º°./') ||
          SPELLED_NUMBERS.test(walk.text(next + 1)));
      const ordinal =
        numbered &&
        /^(?:primero|segundo|tercero|cuarto|quinto|sexto|primer|primera|segon|tercer|bis|er|o|a|n)$/.test(
          word,
        ) &&
        walk.touches(next - 1);
      const spelledNumber =
        SPELLED_NUMBERS.test(word) &&
        (/^(?:num|numero|nro|n|no|portal|piso|puerta|bloque|planta)$/.test(walk.text(next - 1)) ||
          (numbered && SPELLED_NUMBERS.test(walk.text(next - 1))) ||
          (numbered && walk.text(next - 1) === 'y') ||
          (next === nameEnd + 1 && (!walk.isWord(next + 1) || FLOORS.test(walk.text(next + 1)))));
      if (spelledNumber) {
        last = next;
        numbered = true;
        continue;
      }
      if (word === 'y' && SPELLED_TENS.test(walk.text(next - 1)) && SPELLED_NUMBERS.test(walk.text(next + 1)))
        continue;
      const spelledFloor =
        numbered && /^(?:primero|segundo|tercero|cuarto|quinto|sexto|septimo|octavo|bis)$/.test(word);
      const basqueCase =
        numbered &&
        /^(?:an|ra|ko|tik|n|rako)$/.test(word) &&
        walk.touches(next - 1) &&
        walk.isNumber(next - 1);
      if (!letter && !capitalLetter && !known && !ordinal && !spelledFloor && !basqueCase) break;
      last = next;
    } else break;
    pieces++;
  }
  while (last + 1 < walk.tokens.count && walk.isPunctuation(last + 1, 'ºª°') && walk.touches(last)) last++;
  return {
    first,
    last,
    score: numbered ? Math.max(score, 0.9) : score,
    rule: numbered ? 'street-and-number' : 'street',
  };
}
