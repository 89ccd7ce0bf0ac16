import { describe, expect, it } from '@jest/globals';
import { furtherTips, type LabelledTip } from '../../../../test/fixtures/tips/labelled-tips.js';
import { anonymise } from '../anonymise.js';
import type { EntityType } from '../entity.js';
import { suspectedIn } from './suspected.js';

const tokenKey = Buffer.alloc(32, 9);
const IDENTITY = new Set<EntityType>(['SELF_IDENTIFICATION', 'AGE_KINSHIP']);

/** Of three sets whose tips nothing was learned from: in a hundred traces, or in a hundred tips. */
const LEAST_MASKED_WHOLE = 77;
const LEAST_MASKED_OR_HELD = 88;
const MOST_HELD = 21;

describe('tips by people who did not know the rules, and from whom nothing was learned', () => {
  const tips = (['other-hand-sealed', 'third-hand-sealed', 'fourth-hand-sealed'] as const)
    .flatMap((name) => [...furtherTips(name)])
    .map(outcome);
  const sum = (of: (tip: ReturnType<typeof outcome>) => number): number =>
    tips.reduce((total, tip) => total + of(tip), 0);
  const traces = sum((tip) => tip.traces);

  it('are masked wherever they tell who wrote, or wait for a person’s look', () => {
    expect((100 * sum(({ whole }) => whole)) / traces).toBeGreaterThanOrEqual(LEAST_MASKED_WHOLE);
    expect((100 * sum((tip) => (tip.isHeld ? tip.traces : tip.whole))) / traces).toBeGreaterThanOrEqual(
      LEAST_MASKED_OR_HELD,
    );
  });

  it('wait for a person no more often than a person has time for', () => {
    expect((100 * sum(({ isHeld }) => Number(isHeld))) / tips.length).toBeLessThanOrEqual(MOST_HELD);
  });
});

function outcome({ text, informant }: LabelledTip): { traces: number; whole: number; isHeld: boolean } {
  const { entities, isHeld } = anonymise({ text, tokenKey });
  const identity = entities.filter(({ type }) => IDENTITY.has(type));
  const isUnder = (at: number): boolean => identity.some(({ start, end }) => start <= at && at < end);
  const whole = informant.filter(([start, end]) => {
    for (let at = start; at < end; at++) if (/[\p{L}\p{N}]/u.test(text[at]!) && !isUnder(at)) return false;
    return true;
  });
  return { traces: informant.length, whole: whole.length, isHeld };
}

describe('what a person is shown of the doubtful words', () => {
  const text = 'uno dos tres, cuatro cinco';
  const doubt = (word: string, chance: number) => {
    const start = text.indexOf(word);
    return { start, end: start + word.length, chance };
  };
  const shown = (doubts: ReturnType<typeof doubt>[], masked: { start: number; end: number }[] = []) =>
    suspectedIn(text, doubts, masked).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

  it.each([
    [
      'words in a row are one where one of them is doubtful enough',
      [doubt('uno', 0.2), doubt('dos', 0.06)],
      [['writer-suspected', 'uno dos']],
    ],
    [
      'many that are hardly doubtful say little',
      [doubt('uno', 0.09), doubt('dos', 0.09), doubt('tres', 0.09)],
      [],
    ],
    ['a comma parts', [doubt('tres', 0.2), doubt('cuatro', 0.09)], [['writer-suspected', 'tres']]],
    ['a word between parts', [doubt('uno', 0.09), doubt('tres', 0.2)], [['writer-suspected', 'tres']]],
  ])('%s', (_, doubts, expected) => {
    expect(shown(doubts)).toEqual(expected);
  });

  it('holds nothing that is masked already', () => {
    expect(shown([doubt('uno', 0.6), doubt('cuatro', 0.6)], [{ start: 0, end: 3 }])).toEqual([
      ['writer-suspected', 'cuatro'],
    ]);
    expect(shown([doubt('uno', 0.6), doubt('cuatro', 0.6)], [doubt('cuatro', 1)])).toEqual([
      ['writer-suspected', 'uno'],
    ]);
  });
});
