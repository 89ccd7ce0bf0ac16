import { expect, test } from '@jest/globals';
import { outcomeOf, REFUSALS } from './x-outcome.js';
import { type XForbidden, XProblem, type XTrouble } from '../api/index.js';
import { messages as enMessages } from '../../../../../apps/portal/src/words/en/messages.js';
import { x as enX } from '../../../../../apps/portal/src/words/en/x.js';
import { messages as esMessages } from '../../../../../apps/portal/src/words/es/messages.js';
import { x as esX } from '../../../../../apps/portal/src/words/es/x.js';

const TROUBLES: XTrouble[] = [
  'rate-limited',
  'unauthorized',
  'not-found',
  'invalid',
  'unavailable',
  'unreadable',
  'out-of-credit',
];
/** What our own code says besides what X's answers mean. */
const OURS = {
  outbox: ['too-long', 'process-ended'],
  posts: ['not-seen', 'process-ended', 'deletion-refused'],
};

const reasonsOf = (problem: XProblem): string[] => {
  const outcome = outcomeOf(problem, new Date());
  if (outcome.state === 'wait' || outcome.state === 'failed') return [outcome.reason];
  return outcome.state === 'ambiguous' ? [outcome.detail] : [];
};

test('whatever X answers has words in both languages, in the outbox and at the posts', () => {
  const reasons = [
    ...TROUBLES.flatMap((trouble) => [
      ...reasonsOf(new XProblem(trouble)),
      ...reasonsOf(new XProblem(trouble, { wroteMaybe: true })),
    ]),
    ...(Object.keys(REFUSALS) as XForbidden[]).flatMap((forbidden) =>
      reasonsOf(new XProblem('forbidden', { forbidden })),
    ),
  ];
  expect(new Set(reasons).size).toBeGreaterThan(10);
  for (const { why } of [esMessages, enMessages])
    expect(Object.keys(why)).toEqual(expect.arrayContaining([...reasons, ...OURS.outbox]));
  for (const { whys } of [esX, enX])
    expect(Object.keys(whys)).toEqual(expect.arrayContaining([...reasons, ...OURS.posts]));
});
