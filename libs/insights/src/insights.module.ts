import { Module } from '@nestjs/common';
import { CampaignsModule } from '#campaigns';
import { CampaignNumbers } from './campaign-counts.js';
import { CountsController } from './http/counts.controller.js';

@Module({
  imports: [CampaignsModule],
  controllers: [CountsController],
  providers: [CampaignNumbers],
  exports: [CampaignNumbers],
})
export class InsightsModule {}
