import { Global, Module } from '@nestjs/common';
import { StaffModule } from '#staff';
import { TipsModule } from '#tips';
import { AuditModule } from '#audit';
import { AnswersController } from '../http/answers.controller.js';
import { OutboxController } from '../http/outbox.controller.js';
import { RejectionsController } from '../http/rejections.controller.js';
import { WebAdapter } from '../web/web-adapter.js';
import { ChannelAdapters } from './channel-adapters.js';
import { Dispatcher } from './dispatcher.js';

/** What all channels share on the way out: the adapters and what waits for them; and where staff see what came of it. */
@Global()
@Module({
  imports: [AuditModule, TipsModule, StaffModule],
  controllers: [AnswersController, OutboxController, RejectionsController],
  providers: [ChannelAdapters, Dispatcher, WebAdapter],
  exports: [ChannelAdapters, Dispatcher],
})
export class OutgoingModule {
  constructor(adapters: ChannelAdapters, web: WebAdapter) {
    adapters.register(web);
  }
}
