import { describe, expect, it } from '@jest/globals';
import { type MarkedLine, markedLines, shownLetters } from '../../../test/fixtures/marked-lines.js';
import { disguisedTips } from '../../../test/fixtures/tips/labelled-tips.js';
import { redact } from './redact.js';

function shown(lines: Pick<MarkedLine, 'text' | 'spans'>[]): string[] {
  return lines.flatMap(({ text, spans }) => {
    const { entities } = redact(text);
    return spans
      .filter((span) => shownLetters(text, span, entities) !== '')
      .map(([start, end]) => text.slice(start, end));
  });
}

describe('redact', () => {
  it.each(['identifiers.txt', 'identifiers-more.txt', 'adversarial.txt'])(
    'shows no letter or digit of what %s marks',
    (name) => {
      expect(shown(markedLines(`tips/${name}`))).toEqual([]);
    },
  );

  it('shows of what somebody disguised (247 spans) only what is listed here', () => {
    expect(shown(markedLines('tips/adversarial-more.txt'))).toEqual([
      'de la Fuente y Ruiz de Alarcón, Borja',
      'J. Ant. Bdo. Sáez',
      '2º C',
      'TRANSPORTES HERMANOS CORRALES',
      'parla', // a town that is a verb in Catalan
      'nave vieja arroba gmail com', // the first word of two
      'Ángel (Angelito) Ruano',
    ]);
  });

  it.each([
    [
      'adversarial-blind-1', // 73 spans, 62 of them at the first look
      [],
    ],
    [
      'adversarial-blind-2', // 77, 60
      [
        "la Venta'l Gallo", // its article
        'Algemesí',
      ],
    ],
    [
      'adversarial-blind-3', // 77, 43
      [
        'si Larbi Bouzekri', // its title
        'bLaNqUiTa Vda. de Ocaña',
      ],
    ],
    ['adversarial-variations', []],
  ] as const)('shows of %s only what is listed here', (set, left) => {
    const tips = disguisedTips(set).map(({ text, spans }) => ({
      text,
      spans: spans.map(([start, end]): [number, number] => [start, end]),
    }));
    expect(shown(tips)).toEqual(left);
  });

  it('masks identifiers of every type amid their usual words, with their type but for few', () => {
    const lines = markedLines('tips/identifiers-by-type.txt');
    expect(shown(lines)).toEqual([]);
    const otherwise = lines.flatMap(({ columns: [type], text, spans }) => {
      const { entities } = redact(text);
      return spans
        .filter(
          ([start, end]) => !entities.some((one) => one.type === type && one.start < end && start < one.end),
        )
        .map(([start, end]) => `${type} ${text.slice(start, end)}`);
    });
    expect(otherwise).toEqual([
      'ES_PLATE AB-47-XT',
      'PHONE 688412209',
      'EMAIL el.mecas77 arroba gmail punto com',
      'HANDLE plugman_07',
      'HANDLE tito_verde',
      'HANDLE vapers_low_cost',
      'ES_PASSPORT 14BB29911',
      'ES_NUSS 46 1023344556 07',
      'HANDLE @soy.tu.camello',
      'DATE_OF_BIRTH 8 de maio de 1984',
    ]);
  });

  it('leaves ordinary sentences alone', () => {
    for (const text of [
      'venden cocaína por 50 euros el gramo y 1.200 pastillas al mes',
      'la rosa del balcón es la señal y el sol da en la terraza',
      'un chico de unos 25 años, alto, con gorra roja y tatuaje en el cuello',
      'llevan 3 años así y nadie hace nada',
      'the staircase smells of weed and nobody does anything',
      'son 5 o 6 y a veces 10 u 11, de 8 a 9 o así',
      'opciones a, b, c y d; en el 4x4 caben 7, el 2x1 no vale',
      'en la pared la firma es TOXIC y al lado otra firma dice PESTE',
      'lleva 2on premi i 3er premi, 1a planta, m2 i km2',
      'coco + mama, r+r, 2+2 y c++',
      'entre 2 de 3 de 10 casos',
      'en el piso4 y la planta1 del bloque3, linea3, camara0, v1 y v3, mp3 y mp4',
      'entre 30.000 e 40.000 golfiños; tal vez 5.000, 10.000 ou 20.000',
      'a intensidade foi de 2 mA. La duración, de 3',
      'marca 10 u 11 o l2 veces al día, en 4K o 8K y 5G',
    ])
      expect(redact(text).redacted).toBe(text);
  });
});
