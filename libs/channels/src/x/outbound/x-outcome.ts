import type { SendOutcome } from '#tips';
import type { ReadBack } from '../../channel-adapter.js';
import { type XForbidden, XProblem } from '../api/index.js';

const WAIT_FOR_SIGN_IN_MS = 10 * 60_000;
const WAIT_FOR_CREDIT_MS = 60 * 60_000;
const WAIT_FOR_NETWORK_MS = 30_000;

/** X's refusals as the outbox names them; each has words in the portal (`x-words.spec.ts`). */
export const REFUSALS: Record<XForbidden, string> = {
  'dm-closed': 'dm-closed',
  'duplicate-content': 'duplicate-content',
  'not-summoned': 'not-summoned',
  'post-gone': 'post-gone',
  'missing-permission': 'missing-permission',
  'not-enrolled': 'not-enrolled',
  other: 'forbidden',
};

/** What a failed write means for the outbox. Only what surely wasn't written is tried again by itself. */
export function outcomeOf(problem: XProblem, now: Date): SendOutcome {
  const wait = (milliseconds: number, reason: string): SendOutcome => ({
    state: 'wait',
    until: new Date(now.getTime() + milliseconds),
    reason,
  });
  switch (problem.trouble) {
    case 'rate-limited':
      return { state: 'wait', until: problem.more.until ?? now, reason: 'rate-limited' };
    case 'unauthorized':
      return wait(WAIT_FOR_SIGN_IN_MS, 'needs-sign-in');
    case 'out-of-credit':
      return wait(WAIT_FOR_CREDIT_MS, 'out-of-credit');
    case 'forbidden':
      // X refuses the same words twice: most likely the first of them arrived.
      return problem.more.forbidden === 'duplicate-content'
        ? { state: 'ambiguous', detail: 'duplicate-content' }
        : { state: 'failed', reason: REFUSALS[problem.more.forbidden ?? 'other'] };
    case 'not-found':
      return { state: 'failed', reason: 'unknown-recipient' };
    case 'invalid':
      return { state: 'failed', reason: 'not-accepted' };
    case 'unavailable':
    case 'unreadable':
      return problem.more.wroteMaybe === true
        ? { state: 'ambiguous', detail: 'no-answer' }
        : wait(WAIT_FOR_NETWORK_MS, 'unreachable');
  }
}

/** When and why a step that does no harm twice is asked of X again, whatever became of the last try. */
export const triedAgain = (outcome: SendOutcome, now: Date): { until: Date; why: string } =>
  outcome.state === 'wait'
    ? { until: outcome.until, why: outcome.reason }
    : { until: new Date(now.getTime() + WAIT_FOR_NETWORK_MS), why: 'unreachable' };

/**
 * X refuses the same words twice. Either the first of them are this line's own (a try whose answer never came): then it was
 * sent. Or they are another line's: then X will never take these, and trying again would go on for ever.
 */
export async function afterDuplicate(
  outcome: SendOutcome,
  readBack: () => Promise<ReadBack>,
): Promise<SendOutcome> {
  if (outcome.state !== 'ambiguous' || outcome.detail !== 'duplicate-content') return outcome;
  const found = await readBack();
  if (found.state === 'sent') return found;
  return found.state === 'not-sent' ? { state: 'failed', reason: 'duplicate-content' } : outcome;
}
