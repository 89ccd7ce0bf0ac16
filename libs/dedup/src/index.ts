export { dedupPersistence } from './persistence/index.js';
export { DedupModule } from './dedup.module.js';
export {
  DuplicateGroups,
  type GroupMember,
  type GroupWithMembers,
  type TipToFold,
} from './duplicate-groups.js';
export type { ImageGrouping, ImageToFold } from './duplicate-images.js';
export { fingerprintImage, type ImageFingerprint } from './image/image-fingerprint.js';
export { differingBits, PDQ_SAME_PICTURE_BITS } from './image/pdq.js';
export { GroupDecisions, type Regrouping } from './group-decisions.js';
export type { IdentifierToken } from './identifier-links.js';
export type { DuplicateLink, Grouping, Suspicion } from './links.js';
export { DuplicateMatcher, type Match, type Matched } from './matcher.js';
export { recogniseSuspicion } from './suspicion/recognise-suspicion.js';
