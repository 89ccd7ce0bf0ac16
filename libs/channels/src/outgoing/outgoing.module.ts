import { Global, Module } from '@nestjs/common';
import { StaffModule } from '#staff';
import { TipsModule } from '#tips';
import { AuditModule } from '#audit';
import { AnswersController } from '../http/answers.controller.js';
import { OutboxController } from '../http/outbox.controller.js';
import { ChannelHealth } from '../incoming/channel-health.js';
import { Rejections } from '../incoming/rejections.js';
import { WebAdapter } from '../web/web-adapter.js';
import { ChannelAdapters } from './channel-adapters.js';
import { Dispatcher } from './dispatcher.js';

/** What all channels share: the ways out, what waits for them, what could not be read, how they are. */
@Global()
@Module({
  imports: [AuditModule, TipsModule, StaffModule],
  controllers: [AnswersController, OutboxController],
  providers: [ChannelAdapters, Dispatcher, WebAdapter, Rejections, ChannelHealth],
  exports: [ChannelAdapters, Dispatcher, Rejections, ChannelHealth],
})
export class OutgoingModule {
  constructor(adapters: ChannelAdapters, web: WebAdapter) {
    adapters.register(web);
  }
}
