export { dedupPersistence } from './persistence/index.js';
export { DedupModule } from './dedup.module.js';
export {
  DuplicateGroups,
  type GroupMember,
  type GroupWithMembers,
  type TipToFold,
} from './duplicate-groups.js';
export { GroupDecisions, type Regrouping } from './group-decisions.js';
export type { IdentifierToken } from './identifier-links.js';
export type { DuplicateLink, Grouping, Suspicion } from './links.js';
export { DuplicateMatcher, type Match, type Matched } from './matcher.js';
