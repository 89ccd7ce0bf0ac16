import { type DynamicModule, Module } from '@nestjs/common';
import { CampaignsModule } from '#campaigns';
import type { Configuration } from '#kernel';
import { StaffModule } from '#staff';
import { EmailChannelModule } from './email/email-channel.module.js';
import { IncomingModule } from './incoming/incoming.module.js';
import { OutgoingModule } from './outgoing/outgoing.module.js';
import { PreviewController } from './web/http/preview.controller.js';
import { XChannelModule } from './x/x-channel.module.js';
import { WebChannelModule } from './web/web-channel.module.js';

@Module({
  imports: [CampaignsModule, StaffModule],
  controllers: [PreviewController],
})
class PreviewModule {}

/** How words arrive and leave, as far as this process plays the part. */
@Module({})
export class ChannelsModule {
  static of(configuration: Configuration): DynamicModule {
    return {
      module: ChannelsModule,
      imports: [
        IncomingModule,
        ...(configuration.plays('portal') || configuration.plays('worker')
          ? [OutgoingModule, EmailChannelModule]
          : []),
        XChannelModule.of(configuration),
        ...(configuration.plays('public') ? [WebChannelModule] : []),
        ...(configuration.plays('portal') ? [PreviewModule] : []),
      ],
    };
  }
}
