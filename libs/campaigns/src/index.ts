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
export { campaignsPersistence } from './persistence/index.js';
export type { CampaignProposal } from './proposal.js';
export { DEFAULT_RETENTION, RETENTION_BOUNDS, type RetentionTerms } from './retention-terms.js';
