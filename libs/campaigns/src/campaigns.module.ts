import { Module } from '@nestjs/common';
import { AuditModule } from '#audit';
import { StaffModule } from '#staff';
import { Campaigns } from './campaigns.js';
import { CampaignsController } from './http/campaigns.controller.js';

@Module({
  imports: [AuditModule, StaffModule],
  controllers: [CampaignsController],
  providers: [Campaigns],
  exports: [Campaigns],
})
export class CampaignsModule {}
