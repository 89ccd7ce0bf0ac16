import { expect, test } from '@jest/globals';
import { DIFFERENT, REPEATS } from '../../../test/fixtures/dedup/held-out/hand-written.js';
import { WAYS_OF_PASSING_ON } from '../../../test/fixtures/dedup/held-out/passing-on.js';
import { slotsOf, STORIES, writeStory } from '../../../test/fixtures/dedup/held-out/stories.js';
import { Random } from '../../../test/fixtures/dedup/random.js';
import { DuplicateMatcher } from './matcher.js';

/** As `colabora match` does: two items, one group or two. */
function isFolded(left: string, right: string): boolean {
  const matcher = new DuplicateMatcher();
  matcher.add({ id: 'left', text: left });
  return matcher.add({ id: 'right', text: right }).group === 'left';
}

const random = new Random(4_711);

test.each(Object.entries(WAYS_OF_PASSING_ON))('passed on as "%s", at least 95 %% are found', (_, passOn) => {
  const pairs = STORIES.flatMap((story) => {
    const text = writeStory(story);
    return [passOn(text, random), passOn(text, random)].map((repeat) => isFolded(text, repeat));
  });
  expect(pairs.filter(Boolean).length / pairs.length).toBeGreaterThanOrEqual(0.95);
});

test('fewer than 0.5 % of the stories with one other fact are folded, in whatever spelling', () => {
  const spellings = ['all capitals', 'no accents, no signs', 'sms spelling', 'greeting and thanks'];
  const folded = STORIES.flatMap((story) =>
    slotsOf(story).flatMap((_, slot) => {
      const [one, other] = [writeStory(story), writeStory(story, slot)];
      return [other, ...spellings.map((way) => WAYS_OF_PASSING_ON[way]!(other, random))].map((right) =>
        isFolded(one, right),
      );
    }),
  );
  expect(folded.length).toBeGreaterThan(300);
  expect(folded.filter(Boolean).length / folded.length).toBeLessThan(0.005);
});

test('of the pairs written by hand nearly all repeats are found and nothing else', () => {
  const found = REPEATS.filter(({ left, right }) => isFolded(left, right));
  expect(found.length / REPEATS.length).toBeGreaterThanOrEqual(0.95);
  expect(DIFFERENT.filter(({ left, right }) => isFolded(left, right))).toEqual([]);
});
