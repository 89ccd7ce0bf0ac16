export { type CampaignCounts, CampaignNumbers } from './campaign-counts.js';
export { InsightsModule } from './insights.module.js';
