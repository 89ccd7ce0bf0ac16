import { Module } from '@nestjs/common';
import { CampaignsModule } from '#campaigns';
import { TipsModule } from '#tips';
import { CampaignNumbers } from './campaign-counts.js';
import { CountsController } from './http/counts.controller.js';
import { OversightController } from './http/oversight.controller.js';
import { AlertRules } from './oversight/alert-rules.js';
import { AlertWatch } from './oversight/alert-watch.js';
import { CourtBundles } from './oversight/court-bundles.js';
import { LookedAt } from './oversight/looked-at.js';
import { OpenedWords } from './oversight/opened-words.js';

@Module({
  imports: [CampaignsModule, TipsModule],
  controllers: [CountsController, OversightController],
  providers: [CampaignNumbers, LookedAt, AlertRules, AlertWatch, OpenedWords, CourtBundles],
  exports: [CampaignNumbers, AlertWatch],
})
export class InsightsModule {}
