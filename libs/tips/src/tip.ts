/** Where a tip stands; `closed` always has an outcome. */
export const TIP_STATES = ['new', 'triaged', 'in-case', 'closed'] as const;
export type TipState = (typeof TIP_STATES)[number];

export const OUTCOMES = ['useful', 'not-actionable', 'unfounded', 'referred', 'abusive'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * `queue`: to be worked on. `review`: those with a text or a message that a person must look at first. `set-aside`: spam, abuse
 * and the like, kept, reachable and reversible. `closed`: done.
 */
export const LANES = ['queue', 'review', 'set-aside', 'closed'] as const;
export type Lane = (typeof LANES)[number];
