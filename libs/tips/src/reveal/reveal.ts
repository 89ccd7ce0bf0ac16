import type { MaskedSpan } from '#privacy';

/**
 * What can be opened. `text`: the words as received. `entity`: one masked value. `informant`: who sent it and their
 * contact. `file-facts`: what a file's metadata said. `file`: a file as it was sent. `mail`: an e-mail as it came, with its
 * headers.
 */
export const REVEAL_KINDS = ['text', 'entity', 'informant', 'file-facts', 'file', 'mail'] as const;
export type RevealKind = (typeof REVEAL_KINDS)[number];

/** What a reveal can rest on; `other` has to be said in words. LO 7/2021 art. 11, LECrim art. 282 and 588 bis. */
export const LEGAL_BASES = [
  'police-investigation',
  'judicial-order',
  'prosecutor',
  'danger-to-life',
  'rights-of-the-person',
  'other',
] as const;
export type LegalBasis = (typeof LEGAL_BASES)[number];

/** `single`: the asker alone. `four-eyes`: a lead decides. `break-glass`: alone at once, announced, reviewed after. */
export const REVEAL_PATHS = ['single', 'four-eyes', 'break-glass'] as const;
export type RevealPath = (typeof REVEAL_PATHS)[number];

/** `expired`: nobody decided in time. `ended`: the time to open it is over. */
export const REVEAL_STATES = ['waiting', 'approved', 'refused', 'expired', 'ended'] as const;
export type RevealState = (typeof REVEAL_STATES)[number];

/** How long an approved reveal can be opened. */
export const OPEN_MINUTES = 15;
/** How long a request waits for its second person. */
export const WAIT_HOURS = 72;
/** Within this a break-glass reveal should have been reviewed (privacy.md 6.3). */
export const REVIEW_HOURS = 24;

/** What a person asks for, and why. */
export interface RevealRequest {
  kind: RevealKind;
  /** The mark of the entity (`PERSON·7f3a`), the id of the file or of the inbound message. */
  target?: string;
  reason: string;
  legalBasis: LegalBasis;
  /** The order's number, the article: free words. */
  basisWords: string;
  caseReference: string;
  /** No time for a second person. */
  emergency: boolean;
}

export interface Reveal {
  id: string;
  tipId: string;
  unitId: string;
  kind: RevealKind;
  target: string | null;
  path: RevealPath;
  state: RevealState;
  askedBy: string;
  askedAt: Date;
  reason: string;
  legalBasis: LegalBasis;
  basisWords: string;
  caseReference: string;
  decidedBy: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
  openUntil: Date | null;
  firstOpenedAt: Date | null;
  openings: number;
  review: 'justified' | 'unjustified' | null;
  reviewedBy: string | null;
  reviewedAt: Date | null;
  reviewWords: string | null;
}

/** Kinds of which a tip has several. */
export const needsTarget = (kind: RevealKind): boolean => kind !== 'text' && kind !== 'informant';

/** What the masking leaves of the informant's own traces (`#privacy`). */
const INFORMANT = '[INFORMANT]';

/**
 * Whether it would show who the informant is: then two people are needed whatever the unit has set. An e-mail's headers
 * name its sender. The original text
 * is that too where the masking took the informant's own traces out, which leave `[INFORMANT]`.
 */
export const showsInformant = (kind: RevealKind, spans: Pick<MaskedSpan, 'token'>[]): boolean =>
  kind === 'informant' ||
  kind === 'mail' ||
  (kind === 'text' && spans.some(({ token }) => token === INFORMANT));

export function pathOf(showsWho: boolean, unitWantsFourEyes: boolean, emergency: boolean): RevealPath {
  if (!showsWho && !unitWantsFourEyes) return 'single';
  return emergency ? 'break-glass' : 'four-eyes';
}
