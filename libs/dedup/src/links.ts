import type { Evidence } from './evidence.js';

/** Why two tips belong, or may belong, together. */
export interface DuplicateLink {
  tipId: string;
  /**
   * `exact`, `near`: the text; `image`, `file`: a picture, the same bytes; `identifier`: the same plate, phone…;
   * `similar`: alike, but not enough or with a contradiction: a suggestion only.
   */
  kind: 'exact' | 'near' | 'image' | 'file' | 'identifier' | 'similar';
  /** 0…1. */
  score: number;
  evidence: Evidence;
}

/** Where a tip was placed, and why. */
export interface Grouping {
  groupId: string;
  canonicalTipId: string;
  /** True if the tip starts a group of its own. */
  isNew: boolean;
  /** Why it is in the group, best first; empty where it is new. */
  links: DuplicateLink[];
  /** Suggestions: tips elsewhere that share an identifier or are alike. Never folded by the machine. */
  related: DuplicateLink[];
  suspicion?: Suspicion;
}

/** Why a tip is set aside: out of the queue's way, reachable and reversible. */
export interface Suspicion {
  kind: 'spam' | 'abuse' | 'brigading' | 'threat-to-staff';
  /** Which sign was seen, never what was written; the portal says it in the reader's language. */
  sign: SuspicionSign;
  /** How many links, phrases, repeats, where the sign is a number of them. */
  count?: number;
}

export const SUSPICION_SIGNS = [
  'many-repeats',
  'threatens-us',
  'many-links',
  'advertising',
  'advertising-and-link',
  'insults',
  'insults-at-us',
] as const;
export type SuspicionSign = (typeof SUSPICION_SIGNS)[number];
