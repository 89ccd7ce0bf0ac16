export {
  type Campaign,
  CAMPAIGN_KINDS,
  CAMPAIGN_STATES,
  type CampaignKind,
  type CampaignState,
  type CampaignWording,
  isOpen,
  wordingIn,
} from './campaign.js';
export { Campaigns } from './campaigns.js';
export { CampaignsModule } from './campaigns.module.js';
export { type Language, LANGUAGES } from './languages.js';
export { PrivacyChoicesBody } from './http/campaigns.dto.js';
export { campaignsPersistence } from './persistence/index.js';
export {
  type PrivacyChoice,
  PRIVACY_CHOICES,
  type PrivacyChoices,
  PRIVACY_SUBJECTS,
  type PrivacySubject,
  USUAL_CHOICES,
  isChoosable,
  tidyChoices,
} from './privacy-choices.js';
export type { CampaignProposal } from './proposal.js';
export { DEFAULT_RETENTION, RETENTION_BOUNDS, type RetentionTerms } from './retention-terms.js';
