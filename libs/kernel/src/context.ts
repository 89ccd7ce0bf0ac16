import { uuidv7 } from './ids.js';

/** Who acts. Ids only: names live in `staff`, and a citizen has none. */
export type Actor =
  | { kind: 'citizen' }
  | { kind: 'staff'; accountId: string; sessionId: string; unitIds: string[] }
  | { kind: 'operator'; osUser: string }
  | { kind: 'system'; job: string };

/**
 * Who does something and why: passed explicitly to everything that leaves a trace
 * (LED 2016/680 art. 25, LO 7/2021 art. 33 ask for person, time and reason).
 */
export interface WorkContext {
  actor: Actor;
  /** Why, in the actor's words or the route's: `work-the-queue`, `citizen-tip`… Never content. */
  purpose: string;
  /** Ties log lines, problem documents and audit entries of one request together. */
  requestId: string;
}

export const citizenContext = (purpose: string, requestId: string = uuidv7()): WorkContext => ({
  actor: { kind: 'citizen' },
  purpose,
  requestId,
});

export const systemContext = (job: string): WorkContext => ({
  actor: { kind: 'system', job },
  purpose: job,
  requestId: uuidv7(),
});

export const operatorContext = (command: string): WorkContext => ({
  actor: { kind: 'operator', osUser: process.env['USER'] ?? 'unknown' },
  purpose: command,
  requestId: uuidv7(),
});
