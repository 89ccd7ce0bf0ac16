import { Global, Module } from '@nestjs/common';
import { AuditModule } from '#audit';
import { StaffModule } from '#staff';
import { ChannelHealth } from './channel-health.js';
import { RejectionList } from './rejection-list.js';
import { RejectionRetention } from './rejection-retention.js';
import { Rejections } from './rejections.js';

/** What the channels share on the way in, in every process: what became no tip, and how the doors are. */
@Global()
@Module({
  imports: [AuditModule, StaffModule],
  providers: [Rejections, RejectionList, RejectionRetention, ChannelHealth],
  exports: [Rejections, RejectionList, RejectionRetention, ChannelHealth],
})
export class IncomingModule {}
