import { describe, expect, test } from '@jest/globals';
import fc from '../../../../test/support/dice.js';
import { hardNegativePairs, repeatedPairs } from '../../../../test/fixtures/dedup/tip-pairs.js';
import { compare } from './comparison.js';
import { sayEvidence } from '../evidence.js';
import { explainText } from './evidence.js';
import { readWords } from './words.js';

const verdict = (left: string, right: string) => compare(readWords(left), readWords(right)).verdict;
const isFolded = (left: string, right: string) => ['exact', 'near'].includes(verdict(left, right));

describe('on generated tips in five languages', () => {
  const SEED = 20120;

  test('at least 97 % of the repeats are recognised', () => {
    const pairs = repeatedPairs(2_000, SEED);
    expect(pairs.filter(({ left, right }) => isFolded(left, right)).length / pairs.length).toBeGreaterThan(
      0.97,
    );
  });

  test('fewer than 0.5 % of the tips that differ in one fact are folded', () => {
    const pairs = hardNegativePairs(2_000, SEED);
    expect(pairs.filter(({ left, right }) => isFolded(left, right)).length / pairs.length).toBeLessThan(
      0.005,
    );
  });
});

const TIP =
  'Venden droga en la calle Toledo número 15, en un coche negro con matrícula 1234 BCD, los lunes por la noche';

test.each([
  ['case and accents', TIP.toUpperCase().normalize('NFD').replace(/\p{M}/gu, '')],
  ['greetings and thanks', `Hola, buenas tardes: ${TIP}. Muchas gracias, un saludo`],
  [
    'mentions, hashtags, emoji and a shortened link',
    `RT @vecina: 🚨🚨 ${TIP} 😡 #tweetredada @policia https://t.co/a1B2c3`,
  ],
  ['a retweet whose author is masked', `RT HANDLE·7f3a: ${TIP}`],
  ['separators in plates', TIP.replace('1234 BCD', '1234-bcd')],
  ['letters repeated in anger', TIP.replace('droga', 'droooogaaaa')],
  ['telephone spelling', TIP.replace('Venden', 'Benden').replace('por la', 'x la').replace('calle', 'c/')],
  ['numbers in letters', TIP.replace('número 15', 'número quince')],
  [
    'invisible characters and mathematical letters',
    TIP.replace('droga', 'dro\u200bga').replace('coche', '𝐜𝐨𝐜𝐡𝐞'),
  ],
])('%s do not make another text', (_, repeat) => {
  expect(verdict(TIP, repeat)).toBe('exact');
});

test.each([
  ['plate', '1234 BCD', '1234 BCF'],
  ['street', 'Toledo', 'Segovia'],
  ['number', '15', '51'],
  ['number in letters', '15', 'dieciséis'],
  ['day', 'lunes', 'martes'],
  ['time of day', 'noche', 'mañana'],
  ['colour', 'negro', 'blanco'],
  ['vehicle', 'coche', 'moto'],
  ['statement', 'Venden', 'No venden'],
])('another %s makes another tip', (_, from, to) => {
  expect(verdict(TIP, TIP.replace(from, to))).toBe('contradicting');
  expect(verdict(TIP, TIP.replace(from, to).toLowerCase())).toBe('contradicting');
});

test.each([
  ['phone', 'Llamad al 612 345 678 que él sabe quién fue y dónde se esconde', '612 345 678', '+34 612345679'],
  ['sum', 'Me pidió 1.500 euros para no publicar las fotos de mi hija', '1.500', '15000'],
  ['date', 'El robo en la joyería del centro fue el 12/03/2024 a mediodía', '12/03/2024', '13/03/2024'],
  ['pseudonym', 'El que vende en el portal se llama PERSON·7f3a y vive encima', 'PERSON·7f3a', 'PERSON·9c1b'],
  ['handle', 'El usuario @malote23 pide fotos a niñas en el chat del juego', '@malote23', '@malote24'],
  ['page', 'Venden entradas falsas en https://ejemplo.es/anuncio/123 y no responden', '123', '124'],
  ['account', 'Ingresad en ES91 2100 0418 4502 0005 1332 decía el mensaje del falso hijo', '1332', '1333'],
])('another %s makes another tip', (_, text, from, to) => {
  expect(verdict(text, text.replace(from, to))).toBe('contradicting');
});

test('the same phone, sum and date in another spelling are the same', () => {
  expect(verdict('Llamad al 612 345 678 por 1.500 €', 'llamad al +34 612-34-56-78 por 1500 euros')).toBe(
    'exact',
  );
});

test('a message cut in the middle of a plate is a repeat of the whole one', () => {
  expect(isFolded(TIP, `${TIP.slice(0, TIP.indexOf('1234') + 3)}…`)).toBe(true);
});

test.each([
  [
    'two words of the language',
    'Le vi comprar una pala en la ferretería',
    'Le vi comprar una pata en la ferretería',
  ],
  ['he and she', 'El vecino guarda la mercancía', 'La vecina guarda la mercancía'],
  ['two names', 'Lo hizo Marina, la del estanco', 'Lo hizo Martina, la del estanco'],
  ['is and was', 'Es el novio de mi hermana', 'Era el novio de mi hermana'],
  ['where and when', 'No sé cuándo entran', 'No sé dónde entran'],
  ['a question', 'Han detenido ya al de la gasolinera', '¿Han detenido ya al de la gasolinera?'],
  ['numbers that changed places', 'Entraron cuatro y salieron tres', 'Entraron tres y salieron cuatro'],
  ['an account', 'Su usuario de Instagram es @malote_23', 'Su usuario de Instagram es @malote_32'],
  [
    'a letter that is no n with a mark',
    'Han soltado al perro de la finca de arriba, le falta un diente y muerde a quien pasa',
    'Han soltado al perro de la finca de arriba, le falta una uña y muerde a quien pasa',
  ],
])('%s are two facts, however alike', (_, left, right) => {
  expect(isFolded(left, right)).toBe(false);
});

test.each([
  ['vowels left out', 'Dentro del contenedor hay gente desde ayer', 'dntro dl contenedor hay gente dsd ayer'],
  [
    'a slip that makes no word',
    'Venden droga todas las noches en el portal de mi tía',
    'Vendne droga todas las noches en el protal de mi tía',
  ],
  ['mail headers', TIP, `---------- Mensaje reenviado ----------\nDe: Pepa\nAsunto: Fwd: mirad\n\n${TIP}`],
  ['a chat export', TIP, `[12/11/26, 20:14] Vecina 2ºB: ${TIP}`],
  ['quote marks and a phone’s signature', TIP, `> ${TIP}\n\nEnviado desde mi iPhone`],
  ['another addressee', `${TIP} @policia`, `${TIP} @guardiacivil`],
  ['a short one, cut off', 'El butanero marca las casas vacías', 'El butanero marca las ca…'],
])('%s: the same message', (_, left, right) => {
  expect(isFolded(left, right)).toBe(true);
});

test('a line that looks like a mail header is read where it stands alone', () => {
  expect(isFolded('A: le vi entrar con una llave', 'A: le vi salir con una maleta')).toBe(false);
  expect(verdict('Para: los que roban cobre', 'para los que roban cobre')).toBe('exact');
});

test.each([
  [
    'around the deed',
    'El portero de la discoteca pegó a mi primo',
    'Mi primo pegó al portero de la discoteca',
  ],
  [
    'with a "to"',
    'Van de Vigo a Lugo con la droga en el maletero',
    'Van de Lugo a Vigo con la droga en el maletero',
  ],
  [
    'in English',
    'The neighbour from the second floor beat my brother with a stick',
    'My brother beat the neighbour from the second floor with a stick',
  ],
  ['in Galician', 'A mestra pegoulle ao alumno no patio', 'O alumno pegoulle á mestra no patio'],
  [
    'by their endings',
    'Aitak semea jo du makila batekin sukaldean',
    'Semeak aita jo du makila batekin sukaldean',
  ],
])('who did it to whom is told apart, %s', (_, left, right) => {
  expect(isFolded(left, right)).toBe(false);
  expect(isFolded(right, left)).toBe(false);
});

test.each([
  [
    'a clause put first',
    'Al perro lo mató mi vecino con veneno en el jardín',
    'Mi vecino mató al perro con veneno en el jardín',
  ],
  ['a door', 'Vive en el 3º C y vende cocaína en casa', 'vive en el 3ºc y vende cocaina en casa'],
  [
    'an hour with a full stop',
    'Han quedado a las 17:30 junto a la gasolinera para pegarse',
    'han quedado a las 17.30 junto a la gasolinera para pegarse',
  ],
  [
    'a beginning lost after "…"',
    'El del desguace esconde una escopeta debajo del mostrador; lo sé porque su primo me lo contó borracho.',
    '…una escopeta debajo del mostrador; lo sé porque su primo me lo contó borracho.',
  ],
  [
    'as it is said in the south',
    'Han robado la furgoneta blanca de mi padre en el polígono',
    'an robao la furgoneta blanca de mi padre en el poligono',
  ],
  [
    'a question whose sign is missing',
    'Is the station in Nerja open on Sundays?',
    'is the station in nerja open on sundays',
  ],
])('the same in another form: %s', (_, left, right) => {
  expect(isFolded(left, right)).toBe(true);
});

test.each([
  ['a door', 'Vive en el número 5 A y no abre a nadie.', 'Vive en el número 5 B y no abre a nadie.'],
  [
    'asked or told, with the verb in front',
    'Is the office on the seafront still scamming people?',
    'The office on the seafront is still scamming people.',
  ],
  ['more or less', 'Había más de veinte personas en la pelea', 'Había menos de veinte personas en la pelea'],
  [
    'one thing among many words',
    `En la nave guardan una escopeta. ${'El dueño del local de abajo lo sabe y no dice nada por miedo. '.repeat(4)}`,
    `En la nave guardan una lavadora. ${'El dueño del local de abajo lo sabe y no dice nada por miedo. '.repeat(4)}`,
  ],
  [
    'two words of a language without a list',
    'Gizon batek dirua lapurtu dio amonari plazako ogitegian',
    'Gizon batek dirua lapurtu dio aitonari plazako ogitegian',
  ],
])('another fact: %s', (_, left, right) => {
  expect(isFolded(left, right)).toBe(false);
});

test('short sentences that share their frame are not folded', () => {
  expect(isFolded('Un hombre está tocando la batería.', 'Un hombre está tocando la guitarra.')).toBe(false);
  expect(isFolded('La puerta es azul.', 'La puerta es amarilla.')).toBe(false);
});

test('nothing but courtesies is only ever the same as itself', () => {
  expect(verdict('Hola, gracias', 'hola gracias!!')).toBe('exact');
  expect(isFolded('Hola', 'Gracias')).toBe(false);
  expect(isFolded('', '')).toBe(false);
});

test('the evidence says how much is the same and which words differ', () => {
  const [left, right] = [`${TIP}, entran chavales`, TIP].map(readWords) as [never, never];
  const added = explainText(compare(left, right));
  expect(added).toMatchObject({
    code: 'shared-words',
    changes: [{ here: 'entran chavales', there: '' }],
    more: 0,
  });
  expect(sayEvidence(added)).toMatch(/^\d\d % of the words, these differ: added “entran chavales”$/);
  const other = explainText(compare(readWords(TIP.replace('1234', '9999')), readWords(TIP)));
  expect(other).toMatchObject({
    code: 'contradiction',
    about: 'identifier',
    here: '9999 BCD',
    there: '1234 BCD',
  });
  expect(sayEvidence(other)).toMatch(/^\d\d % of the words, but “9999 BCD” here and “1234 BCD” there$/);
});

test('comparing is symmetric, bounded and total', () => {
  const text = fc.array(fc.constantFrom(...TIP.split(' '), 'no', '15', '22:30', '@x', '#y', '🙂', 'ñ'), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(text, text, (left, right) => {
      const here = compare(readWords(left.join(' ')), readWords(right.join(' ')));
      expect(here.score).toBeGreaterThanOrEqual(0);
      expect(here.score).toBeLessThanOrEqual(1);
      expect(here.score === 1).toBe(here.verdict === 'exact');
    }),
    { numRuns: 300, seed: 5 },
  );
});

test('any text is the same as itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      expect(['exact', 'unlike']).toContain(verdict(text, text)); // `unlike`: there is no word in it
    }),
    { numRuns: 300, seed: 5 },
  );
});
