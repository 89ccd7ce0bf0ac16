import { Module } from '@nestjs/common';
import { CampaignsModule } from '#campaigns';
import type { Persistence } from '#kernel';
import { StaffModule } from '#staff';
import { Channels1764000000900 } from './persistence/1764000000900-channels.js';
import { PreviewController } from './web/http/preview.controller.js';
import { WebChannelModule } from './web/web-channel.module.js';

export const channelsPersistence: Persistence = { entities: [], migrations: [Channels1764000000900] };

/** How words arrive and leave: what the `public` role plays. */
@Module({ imports: [WebChannelModule] })
export class ChannelsModule {}

/** The citizen's page shown to managers before a launch: what the `portal` role plays. */
@Module({ imports: [CampaignsModule, StaffModule], controllers: [PreviewController] })
export class CampaignPreviewModule {}
