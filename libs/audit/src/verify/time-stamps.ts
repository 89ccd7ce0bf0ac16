import type { Database } from '#kernel';
import { certificatesOf } from '../timestamp/authority.js';
import { allStamped } from '../timestamp/stamped-checkpoints.js';
import { openTimeStamp, StampRefused } from '../timestamp/time-stamp-token.js';
import type { Findings } from './log-problem.js';

/** How far an authority vouches for the log's age. */
export interface Stamped {
  /** Stamps that were verified. */
  count: number;
  /** The newest one: its authority's name, the checkpoint's size, and when it existed at the latest. */
  authority: string;
  size: number;
  at: string;
}

/** Verifies every stored time-stamp against the root certificates in `roots` (PEM). Undefined where there are none. */
export async function checkTimeStamps(
  database: Database,
  roots: string | undefined,
  findings: Findings,
): Promise<Stamped | undefined> {
  const trusted = roots === undefined ? [] : await certificatesOf(roots);
  let stamped: Stamped | undefined;
  for await (const { number, size, note, reply } of allStamped(database, Infinity)) {
    try {
      const { at, authority } = await openTimeStamp(reply, Buffer.from(note), trusted);
      stamped = { count: (stamped?.count ?? 0) + 1, authority, size, at: at.toISOString() };
    } catch (error) {
      if (!(error instanceof StampRefused)) throw error;
      const reason =
        error.fault === 'untrusted' && roots === undefined
          ? 'cannot be checked: name the authority’s certificates in COLABORA_TSA_ROOTS'
          : `is worth nothing (${error.fault})`;
      findings.add({
        kind: 'time-stamp-forged',
        what: `The time-stamp of checkpoint ${number} ${reason}.`,
        position: size,
      });
    }
  }
  return stamped;
}
