import { describe, expect, it } from '@jest/globals';
import { anonymise } from './anonymise.js';
import type { Residue } from './residue.js';
import { suspectsIn } from './suspects.js';

const tokenKey = Buffer.alloc(32, 7);
const suspected = (text: string): [string, string][] => {
  const { text: written, suspects } = anonymise({ text, tokenKey });
  return suspects.map(({ kind, start, end }) => [kind, written.slice(start, end)]);
};

describe('what is suspected in a masked text', () => {
  it.each<[string, [Residue, string][]]>([
    [
      'Que nadie se entere de quién soy, soy.',
      [
        ['first-person-left', 'soy'],
        ['first-person-left', 'soy'],
      ],
    ],
    [
      'Procedimiento «1234/2024» y otro, el «5678/2025».',
      [
        ['number-left', '1234/2024'],
        ['number-left', '5678/2025'],
      ],
    ],
    ['Preguntad por pelos arroba nadie. Entran de noche.', [['address-sign-left', 'pelos arroba nadie']]],
    ['Preguntad por pelos arroba nadie . zz de noche.', [['address-sign-left', 'pelos arroba nadie . zz']]],
    [
      'Muy señores míos: Saturnino Berrocal descarga cajas de noche',
      [
        [
          'first-person-left',
          expect.stringMatching(/^míos: PERSON·[0-9a-f]{4} descarga cajas de noche$/) as unknown as string,
        ],
      ],
    ],
    ['Venden cocaína en el parque', []],
  ])('is pointed at: %s', (text, expected) => {
    expect(suspected(text)).toEqual(expected);
  });

  it('is found where it stands in the anonymised text, whatever was masked before', () => {
    for (const before of [
      '',
      'Llama al 612 34 56 78. ',
      'Soy la vecina del 3ºB. Conduce Saturnino Berrocal. ',
    ])
      expect(suspected(`${before}El procedimiento «1234/2024».`)).toEqual([['number-left', '1234/2024']]);
  });

  it('is found behind invisible characters and what takes two units', () => {
    expect(suspected('🙂\u200b\u200b El proce\u00addimiento «1234/2024».')).toEqual([
      ['number-left', '1234/2024'],
    ]);
  });

  it('says the same of texts that differ only in what is masked', () => {
    const of = (name: string) =>
      anonymise({ text: `Conduce ${name} y el «1234/2024» también.`, tokenKey }).suspects;
    expect(of('Saturnino Berrocal')).toHaveLength(1);
    expect(of('Ana Gil Ruiz de Bustamante')).toEqual(of('Saturnino Berrocal'));
  });
});

describe('stretches of the original in the anonymised text', () => {
  //            0         1         2         3
  //            0123456789012345678901234567890123456789
  // original:  aaa BBBBBBBBBB ccc DD eee
  const text = 'aaa [B] ccc [DDDDDD] eee';
  const masked = [
    { start: 4, end: 14 },
    { start: 19, end: 21 },
  ];
  const spans = [
    { start: 4, end: 7 },
    { start: 12, end: 20 },
  ];
  const written = (...found: [number, number, Residue?][]) =>
    suspectsIn(
      text,
      found.map(([start, end, kind = 'number-left']) => ({ kind, start, end })),
      masked,
      spans,
    ).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

  it.each<[string, [number, number], string]>([
    ['before every mask', [0, 3], 'aaa'],
    ['between two', [15, 18], 'ccc'],
    ['after all', [22, 25], 'eee'],
    ['over one', [15, 25], 'ccc [DDDDDD] eee'],
    ['over all', [0, 25], text],
    ['out of one', [6, 18], 'ccc'],
    ['into one', [15, 20], 'ccc'],
    ['from a mask’s first letter on', [4, 18], 'ccc'],
    ['to a mask’s last letter', [0, 14], 'aaa'],
    ['from one into the next', [5, 20], 'ccc'],
  ])('%s', (_, [start, end], expected) => {
    expect(written([start, end])).toEqual([['number-left', expected]]);
  });

  it.each<[number, number]>([
    [4, 14],
    [6, 10],
    [19, 21],
    [3, 4],
  ])('nothing is left of one that lies in a mask or in a blank: %d to %d', (start, end) => {
    expect(written([start, end])).toEqual([]);
  });

  it('those that overlap are one, the rest keep their order', () => {
    expect(written([22, 25, 'name-left'], [0, 2, 'first-person-left'], [1, 18, 'first-person-left'])).toEqual(
      [
        ['first-person-left', 'aaa [B] ccc'],
        ['name-left', 'eee'],
      ],
    );
  });

  it.each<[Residue, [number, number, Residue][]]>([
    [
      'number-left',
      [
        [0, 18, 'first-person-left'],
        [15, 18, 'number-left'],
      ],
    ],
    [
      'number-left',
      [
        [0, 3, 'number-left'],
        [1, 18, 'first-person-left'],
      ],
    ],
    [
      'name-left',
      [
        [0, 3, 'number-left'],
        [1, 18, 'name-left'],
      ],
    ],
    [
      'number-left',
      [
        [0, 18, 'number-left'],
        [15, 18, 'name-left'],
      ],
    ],
  ])('one that names somebody outright gives its name, then the longest: %s', (kind, found) => {
    expect(written(...found)).toEqual([[kind, 'aaa [B] ccc']]);
  });
});
