import { type DynamicModule, Module } from '@nestjs/common';
import { CampaignsModule } from '#campaigns';
import type { Configuration, Persistence } from '#kernel';
import { StaffModule } from '#staff';
import { Channels1764000000900 } from './persistence/1764000000900-channels.js';
import { OutgoingModule } from './outgoing/outgoing.module.js';
import { PreviewController } from './web/http/preview.controller.js';
import { WebChannelModule } from './web/web-channel.module.js';

export const channelsPersistence: Persistence = {
  entities: [],
  migrations: [Channels1764000000900],
  rights: { tables: { web_code_attempt: { public: 'SELECT, INSERT, UPDATE, DELETE' } } },
};

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
        ...(configuration.plays('portal') || configuration.plays('worker') ? [OutgoingModule] : []),
        ...(configuration.plays('public') ? [WebChannelModule] : []),
        ...(configuration.plays('portal') ? [PreviewModule] : []),
      ],
    };
  }
}
