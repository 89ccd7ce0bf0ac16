import { Injectable } from '@nestjs/common';
import type { Channel } from '#tips';
import type { ChannelAdapter } from '../channel-adapter.js';

/** The ways out of this process. A channel's module puts its adapter in when it starts. */
@Injectable()
export class ChannelAdapters {
  readonly #adapters = new Map<Channel, ChannelAdapter>();

  register(adapter: ChannelAdapter): void {
    this.#adapters.set(adapter.channel, adapter);
  }

  all(): ChannelAdapter[] {
    return [...this.#adapters.values()];
  }

  of(channel: Channel): ChannelAdapter | undefined {
    return this.#adapters.get(channel);
  }
}
