import { Module } from '@nestjs/common';
import { CampaignNumbers } from './campaign-counts.js';
import { CountsController } from './http/counts.controller.js';

@Module({ controllers: [CountsController], providers: [CampaignNumbers], exports: [CampaignNumbers] })
export class InsightsModule {}
