import { describe, expect, test } from '@jest/globals';
import { allWords, ownWords } from './own-words.js';

const TIP = 'El hombre del que hablaba vuelve a vender en el portal 3.\nSiempre a las diez.';

describe('quotes are cut, whatever program and language wrote them', () => {
  test.each([
    [
      'Gmail es',
      'El mar, 24 nov 2026 a las 10:11, Ana López (<ana@correo.example>) escribió:\n\n> ¿Qué día?',
    ],
    [
      'Gmail es, over two lines',
      'El mar, 24 nov 2026 a las 10:11, Ana López (<\nana@correo.example>) escribió:\n> ¿Qué día?',
    ],
    ['Gmail ca', 'El dt., 24 de nov. 2026 a les 10:11, Ana (<ana@correo.example>) va escriure:\n> Quin dia?'],
    ['Gmail gl', 'O mar, 24 nov 2026 ás 10:11, Ana (<ana@correo.example>) escribiu:\n> Que día?'],
    [
      'Gmail eu',
      'Hau idatzi du Ana López (<ana@correo.example>) erabiltzaileak (2026 aza. 24, ar. (10:11)):\n\n> Zein egun?',
    ],
    ['Gmail en', 'On Tue, Nov 24, 2026 at 10:11 AM Ana <ana@correo.example> wrote:\n> Which day?'],
    [
      'Outlook es',
      '________________________________\nDe: Ana López <ana@correo.example>\nEnviado: martes, 24 de noviembre de 2026 10:11\nPara: desk@desk.example\nAsunto: Su aviso\n\n¿Qué día?',
    ],
    [
      'Outlook en',
      'From: Ana López <ana@correo.example>\nSent: Tuesday, November 24, 2026 10:11\nTo: desk@desk.example\nSubject: Your message\n\nWhich day?',
    ],
    [
      'Outlook ca',
      'De: Ana López <ana@correo.example>\nEnviat: dimarts, 24 de novembre\nPer a: desk@desk.example\nAssumpte: El vostre avís\n\nQuin dia?',
    ],
    ['old Outlook', '-----Mensaje original-----\nDe: Ana López\n\n¿Qué día?'],
  ])('%s', (_program, quote) => {
    const { text, forwarded } = ownWords(`${TIP}\n\n${quote}`, false);
    expect(text).toBe(TIP);
    expect(forwarded).toBe('');
  });

  test('an answer written between quoted lines stays whole', () => {
    expect(ownWords('> ¿Qué día?\nEl martes.\n> ¿A qué hora?\nA las diez.', false).text).toBe(
      'El martes.\nA las diez.',
    );
  });

  test.each([
    'Mi vecino me escribió: te voy a matar.',
    'De: donde viven salen a las 22:00.',
    'He said he wrote: nothing.',
    'Para: el coche rojo.\nPero no De: nadie.',
  ])('a sentence that looks like one is left alone: %s', (sentence) => {
    expect(ownWords(`${sentence}\nY sigue el aviso.`, false).text).toBe(`${sentence}\nY sigue el aviso.`);
  });
});

describe('signatures are cut, and known to the masking', () => {
  test.each([
    ['delimiter', '-- \nAna López Ruiz\nC/ Luna 3, 612 345 678'],
    ['farewell es', 'Un saludo,\nAna López Ruiz\n612 345 678'],
    ['farewell ca', 'Salutacions cordials\nAna López Ruiz\n612 345 678'],
    ['farewell gl', 'Saúdos\nAna López Ruiz\n612 345 678'],
    ['farewell eu', 'Agur bero bat\nAna López Ruiz\n612 345 678'],
    ['farewell en', 'Kind regards,\nAna López Ruiz\n612 345 678'],
    ['telephone', 'Enviado desde mi iPhone'],
  ])('%s', (kind, signature) => {
    const cut = ownWords(`${TIP}\n\n${signature}`, false);
    expect(cut.text).toBe(TIP);
    if (kind !== 'telephone') expect(cut.signature).toMatch(/Ana López Ruiz[^]*612 345 678/);
  });

  test('what stands under a farewell and is a text of its own is a postscript, not a signature', () => {
    const postscript =
      'Muchas gracias\nSe me olvidaba: el coche es un Seat rojo aparcado siempre delante de la farmacia grande.';
    expect(ownWords(`${TIP}\n${postscript}`, false).text).toContain('Seat rojo');
  });
});

describe('what somebody passes on is the tip', () => {
  test('a chain of forwards is folded: the words stay, from whom to whom goes', () => {
    const inner =
      'De: Pepe Canario <pepe@correo.example>\nEnviado: lunes\nPara: Ana Canaria\nAsunto: RV: mira\n\nVenden en la calle Luna 3.';
    const chain = `Mirad esto.\n\n---------- Forwarded message ---------\nDe: Ana Canaria <ana@correo.example>\nDate: mar, 24 nov\nSubject: RV: mira\nTo: <yo@correo.example>\n\n-----Mensaje original-----\n${inner}`;
    const { text, forwarded } = ownWords(chain, true);
    expect(text).toBe('Mirad esto.');
    expect(forwarded).toContain('Venden en la calle Luna 3.');
    expect(forwarded).not.toMatch(/Canari|correo\.example|RV:/);
  });
});

test('a hostile text costs no more than any other', () => {
  const hostile = [
    `El ${' a'.repeat(200_000)}`,
    'De: x\n'.repeat(60_000),
    '>'.repeat(400_000),
    '-'.repeat(400_000),
  ];
  for (const text of hostile) expect(ownWords(text, true)).toBeDefined();
});

test('an answer under the quote is the writer’s, too', () => {
  const body =
    'El mar, 24 nov 2026, Ana (<ana@correo.example>) escribió:\n> ¿A qué hora?\n> Gracias\n\nA las diez.\n';
  expect(ownWords(body, false).text).toBe('A las diez.');
});

test('of a mail that would be cut away whole, everything is left but the marks', () => {
  const body =
    'De: Ana\nEnviado: martes\nPara: Luis\nAsunto: droga\n\nVenden en el portal 3.\n> Siempre a las diez.';
  expect(ownWords(body, false).text).toBe('');
  expect(allWords(body)).toBe('Venden en el portal 3.\nSiempre a las diez.');
});
