import { describe, expect, test } from '@jest/globals';
import type { MaskedSpan } from '#privacy';
import { maskByHand } from './mask-by-hand.js';

const CHIP: MaskedSpan = { type: 'PERSON', start: 4, end: 12, token: '[PERSON]', score: 1, rule: 'names' };
/** `aaa [PERSON] bb ccc dd`, with each word after the mask suspected. */
const words = {
  text: 'aaa [PERSON] bb ccc dd',
  spans: [CHIP],
  suspects: [
    { kind: 'number-left' as const, start: 0, end: 3 },
    { kind: 'name-left' as const, start: 13, end: 15 },
    { kind: 'first-person-left' as const, start: 16, end: 22 },
  ],
};
const masked = (from: number, to: number, of: Partial<typeof words> = {}) => {
  const { text, suspects } = maskByHand({ ...words, ...of }, from, to)!;
  return { text, suspected: suspects.map(({ kind, start, end }) => [kind, text.slice(start, end)]) };
};

describe('what is still suspected after a mask by hand', () => {
  test.each<[string, [number, number], string, [string, string][]]>([
    [
      'those before stay and those after move',
      [13, 15],
      'aaa [PERSON] [BY_HAND] ccc dd',
      [
        ['number-left', 'aaa'],
        ['first-person-left', 'ccc dd'],
      ],
    ],
    [
      'the first one goes',
      [0, 3],
      '[BY_HAND] [PERSON] bb ccc dd',
      [
        ['name-left', 'bb'],
        ['first-person-left', 'ccc dd'],
      ],
    ],
    ['all that are covered go', [0, 22], '[BY_HAND]', []],
    [
      'of one that is covered in part the rest stays, at its end',
      [14, 19],
      'aaa [PERSON] b[BY_HAND] dd',
      [
        ['number-left', 'aaa'],
        ['name-left', 'b'],
        ['first-person-left', 'dd'],
      ],
    ],
    [
      'at its beginning',
      [20, 22],
      'aaa [PERSON] bb ccc [BY_HAND]',
      [
        ['number-left', 'aaa'],
        ['name-left', 'bb'],
        ['first-person-left', 'ccc'],
      ],
    ],
    [
      'and on both sides, with the mask in it',
      [17, 18],
      'aaa [PERSON] bb c[BY_HAND]c dd',
      [
        ['number-left', 'aaa'],
        ['name-left', 'bb'],
        ['first-person-left', 'c[BY_HAND]c dd'],
      ],
    ],
    [
      'what a swallowed mask brings along counts',
      [10, 14],
      'aaa [BY_HAND]b ccc dd',
      [
        ['number-left', 'aaa'],
        ['name-left', 'b'],
        ['first-person-left', 'ccc dd'],
      ],
    ],
  ])('%s', (_, [from, to], text, suspected) => {
    expect(masked(from, to)).toEqual({ text, suspected });
  });

  test('a suspect that holds a mask goes only when what is readable of it does', () => {
    const suspects = [{ kind: 'first-person-left' as const, start: 0, end: 15 }];
    expect(masked(0, 3, { suspects }).suspected).toEqual([['first-person-left', '[PERSON] bb']]);
    expect(masked(0, 15, { suspects }).suspected).toEqual([]);
  });

  test('a lone at sign can be masked', () => {
    const at = { text: 'es @ y', spans: [], suspects: [] };
    expect(maskByHand(at, 3, 4)!.text).toBe('es [BY_HAND] y');
    expect(maskByHand(at, 2, 3)).toBeUndefined();
  });
});
