import { Module } from '@nestjs/common';
import { AuditModule } from '#audit';
import { StaffModule } from '#staff';
import { Campaigns } from './campaigns.js';

@Module({
  imports: [AuditModule, StaffModule],
  providers: [Campaigns],
  exports: [Campaigns],
})
export class CampaignsModule {}
