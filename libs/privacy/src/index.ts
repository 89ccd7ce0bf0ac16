export {
  anonymise,
  type Anonymised,
  type AnonymisedText,
  type AnonymiseRequest,
  BY_HAND,
  type MaskedSpan,
  readableMarks,
  type SearchToken,
} from './anonymise.js';
export { policyOfCampaign } from './campaign-policy.js';
export { detect, type DetectOptions } from './detect.js';
export { type Entity, ENTITY_TYPES, type EntityType, type KnownSender } from './entity.js';
export { type ListedWord, listedWord } from './gazetteer/listed-words.js';
export { DEFAULT_POLICY, policyWith, type PrivacyPolicy, type Treatment } from './policy.js';
export { blindIndex, tokensForSearch } from './pseudonyms/token.js';
export type { Residue, Suspect } from './residue.js';
export { redact } from './redact.js';
export * from './files/index.js';
