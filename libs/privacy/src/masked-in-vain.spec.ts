import { describe, expect, it } from '@jest/globals';
import { anonymise } from './anonymise.js';
import { redact } from './redact.js';

/** What a unit would miss if it were masked: facts beside what is personal. */
describe('redact', () => {
  it.each([
    [
      'soy la vecina del 3ºB y Ramiro guarda las bolsas',
      '[SELF_IDENTIFICATION] y [PERSON] guarda las bolsas',
    ],
    [
      'taberna horretan lan egiten dut eta Koldok saltzen du',
      '[SELF_IDENTIFICATION] eta [PERSON] saltzen du',
    ],
  ])('ends the writer’s clause where "and" leads to somebody else: %s', (text, shown) => {
    expect(redact(text).redacted).toBe(shown);
  });

  it('keeps a house’s name whole that has "and" in it', () => {
    expect(redact('trabajo en el bar Sol y Mar, venden allí').redacted).toBe(
      '[SELF_IDENTIFICATION], venden allí',
    );
  });

  it.each([
    [
      'mi teléfono es 612 34 56 78 por si quieren más detalles',
      '[SELF_IDENTIFICATION] por si quieren más detalles',
    ],
  ])('masks how to reach the writer up to the value and not beyond: %s', (text, shown) => {
    expect(redact(text).redacted).toBe(shown);
  });

  it.each([
    [
      'JUNTO A LA VIA QUEMAN CABLES CADA DOMINGO AL SALIR EL SOL',
      'JUNTO A LA VIA QUEMAN CABLES CADA DOMINGO AL SALIR EL SOL',
    ],
    ['en la calle Embajadores venden heroína', 'en [ADDRESS] venden heroína'],
    ['venden en la plaza del mercado de Getafe', 'venden en la plaza del mercado de [PLACE]'],
    ['trabajo en el gimnasio donde venden pastillas', '[SELF_IDENTIFICATION] donde venden pastillas'],
    ['en la calle Sagunto entran a todas horas', 'en [ADDRESS] entran a todas horas'],
    ['huele a maría por toda la escalera', 'huele a maría por toda la escalera'],
  ])('takes no verb into an address and no drug for a place: %s', (text, shown) => {
    expect(redact(text).redacted).toBe(shown);
  });

  it.each([
    'guarden les sabates i la caputxa en una capsa amb els diners',
    'mutil gazteek mugikorrarekin abisatzen dute eta atean saltzen dituzte poltsak',
    'os rapaces levan as bolsas coa mercadoría e marchan axiña',
    'the young men with the card machine charge twice at the shop',
  ])('knows the ordinary words of each language: %s', (text) => {
    expect(redact(text).redacted).toBe(text);
  });

  it.each([
    ['un BMW 1234 BCD negro', 'un BMW [ES_PLATE] negro'],
    ['matrícula 1234 BCD y otro coche', 'matrícula [ES_PLATE] y otro coche'],
    ['un coche con matrícula 1234 y color rojo', 'un coche con matrícula [ES_PLATE] y color rojo'],
    ['audi negro, 7417 YZ y una letra más', 'audi negro, [ES_PLATE] y una letra más'],
  ])(
    'reads a plate without the words beside it, so that it links with the same plate elsewhere: %s',
    (text, shown) => {
      expect(redact(text).redacted).toBe(shown);
    },
  );

  it('leaves what somebody is quoted as saying', () => {
    const text = 'la contraseña es "vengo por lo de la lavadora" y te abren';
    expect(redact(text).redacted).toBe(text);
  });

  it.each([
    ['el código es 48213 siempre', 'el código es 48213 siempre'],
    ['cobran 4821376 euros', 'cobran 4821376 euros'],
    ['el código es 4821376 siempre', 'el código es ID_NUMBER·#### siempre'],
    ['expediente 482', 'expediente ID_NUMBER·####'],
  ])('a bare number is somebody’s from seven digits on, fewer need a word for it: %s', (text, shown) => {
    const masked = anonymise({ text, tokenKey: Buffer.alloc(32, 5) }).text;
    expect(masked.replace(/·[0-9a-f]{4}/g, '·####')).toBe(shown);
  });
});
