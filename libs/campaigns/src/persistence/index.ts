import type { Persistence } from '#kernel';
import { CampaignRow } from './campaign.entity.js';
import { CampaignPrivacy1765000000400 } from './campaign-privacy-1765000000400.js';
import { Campaigns1764000000400 } from './campaigns-1764000000400.js';
import { RetentionTerms1765000000410 } from './1765000000410-retention-terms.js';

/** After `staffPersistence`: a campaign names its units. */
export const campaignsPersistence: Persistence = {
  entities: [CampaignRow],
  migrations: [Campaigns1764000000400, CampaignPrivacy1765000000400, RetentionTerms1765000000410],
  rights: { tables: { campaign: { public: 'SELECT', portal: 'INSERT, UPDATE' } } },
};
