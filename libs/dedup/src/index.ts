export { dedupPersistence } from './persistence/index.js';
export { forgetTip } from './forget-tip.js';
export { DedupModule } from './dedup.module.js';
export {
  DuplicateGroups,
  type GroupMember,
  type GroupWithMembers,
  type TipToFold,
} from './duplicate-groups.js';
export type { ImageGrouping, ImageToFold } from './duplicate-images.js';
export { type Evidence, IDENTIFIER_COUNTED_AT_MOST, sayEvidence, type WordChange } from './evidence.js';
export {
  fingerprintImage,
  fingerprintVideo,
  FRAMES_AT_MOST,
  type ImageFingerprint,
} from './image/image-fingerprint.js';
export { differingBits, PDQ_SAME_PICTURE_BITS } from './image/pdq.js';
export { GroupDecisions, type Regrouping } from './group-decisions.js';
export { type IdentifierToken, type SharedIdentifier, strengthOf } from './identifier-links.js';
export {
  type DuplicateLink,
  type Grouping,
  SUSPICION_SIGNS,
  type Suspicion,
  type SuspicionSign,
} from './links.js';
export { DuplicateMatcher, type Match, type Matched } from './matcher.js';
export { recogniseSuspicion } from './suspicion/recognise-suspicion.js';
export { type Suggested, Suggestions } from './suggestions.js';
export { withdrawWords, withoutQuotes } from './withdrawn-words.js';
