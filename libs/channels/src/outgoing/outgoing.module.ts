import { Global, Module } from '@nestjs/common';
import { StaffModule } from '#staff';
import { TipsModule } from '#tips';
import { AnswersController } from '../http/answers.controller.js';
import { WebAdapter } from '../web/web-adapter.js';
import { ChannelAdapters } from './channel-adapters.js';
import { Dispatcher } from './dispatcher.js';

/** The ways out: what staff say, what waits, and what takes it there. */
@Global()
@Module({
  imports: [TipsModule, StaffModule],
  controllers: [AnswersController],
  providers: [ChannelAdapters, Dispatcher, WebAdapter],
  exports: [ChannelAdapters, Dispatcher],
})
export class OutgoingModule {
  constructor(adapters: ChannelAdapters, web: WebAdapter) {
    adapters.register(web);
  }
}
