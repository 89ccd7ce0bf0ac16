import { expect, test } from '@jest/globals';
import { repeatedPairs } from '../../../test/fixtures/dedup/tip-pairs.js';
import { DuplicateMatcher } from './matcher.js';

test('of 2,000 tips in one stream nearly every repeat finds its original, and almost none another', () => {
  const pairs = repeatedPairs(1_000, 311);
  const matcher = new DuplicateMatcher();
  const originals = new Map(
    pairs.map(({ left }, at) => [matcher.add({ id: `original ${at}`, text: left }).group, left]),
  );
  const found = pairs.map(({ left, right }, at) => {
    const { group } = matcher.add({ id: `repeat ${at}`, text: right });
    return { isFolded: originals.has(group), isRight: originals.get(group) === left };
  });
  const folded = found.filter(({ isFolded }) => isFolded).length;
  const right = found.filter(({ isRight }) => isRight).length;
  expect(right / pairs.length).toBeGreaterThan(0.95);
  expect(right / folded).toBeGreaterThan(0.99);
});

test('an item is answered with the group that its first like started', () => {
  const matcher = new DuplicateMatcher();
  expect(matcher.add({ id: 'a', text: 'Venden droga en el parque de la calle Mayor' })).toEqual({
    group: 'a',
    matches: [],
  });
  expect(matcher.add({ id: 'b', text: 'VENDEN DROGA en el parque de la calle Mayor!!' })).toEqual({
    group: 'a',
    matches: [
      {
        id: 'a',
        score: 1,
        kind: 'exact',
        evidence: 'same text (case, accents, signs and greetings apart)',
        why: { code: 'same-words' },
      },
    ],
  });
  expect(matcher.add({ id: 'c', text: 'Venden droga en el parque de la calle Luna' }).group).toBe('c');
});

test('a message cut so short that it fits two tips that contradict each other is folded into neither', () => {
  const matcher = new DuplicateMatcher();
  const start =
    'Desde mi ventana veo cómo descargan cajas de una furgoneta blanca por la noche en un almacén con matrícula';
  matcher.add({ id: 'a', text: `${start} 1234 BCD` });
  matcher.add({ id: 'b', text: `${start} 9876 XYZ` });
  expect(matcher.add({ id: 'c', text: `${start}…` })).toEqual({ group: 'c', matches: [] });
});
