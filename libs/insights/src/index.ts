export { type CampaignCounts, CampaignNumbers } from './campaign-counts.js';
export { AlertWatch } from './oversight/alert-watch.js';
export { insightsPersistence } from './persistence/index.js';
export { InsightsModule } from './insights.module.js';
