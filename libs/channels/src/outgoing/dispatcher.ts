import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock, Configuration, discreetError } from '#kernel';
import { type OutboxItem, Outbox, type SendOutcome } from '#tips';
import type { ChannelAdapter } from '../channel-adapter.js';
import { ChannelAdapters } from './channel-adapters.js';

/** How often an idle channel looks for something to send. */
const IDLE_MS = 1_000;
/** How often a channel looks for messages in doubt. */
const DOUBT_MS = 30_000;

/**
 * Takes from the outbox and gives to the channels, in the worker role: one line a channel, so that a slow one holds up no
 * other. What was being sent when a process died is in doubt: looked for where the channel can, else left to a person.
 */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger(Dispatcher.name);
  readonly #stop = new AbortController();
  #lines: Promise<void>[] = [];

  constructor(
    private readonly configuration: Configuration,
    private readonly adapters: ChannelAdapters,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.configuration.plays('worker')) return;
    this.#lines = this.adapters.all().map((adapter) => this.run(adapter));
  }

  /** What is under way ends; nothing new is taken. */
  async onModuleDestroy(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#lines);
  }

  /** Sends everything that is due on one channel; returns how many it took. */
  async drain(adapter: ChannelAdapter): Promise<number> {
    let taken = 0;
    while (!this.#stop.signal.aborted) {
      const item = await this.outbox.take(adapter.channel);
      if (item === undefined) break;
      taken += 1;
      await this.outbox.settle(item, await this.send(adapter, item));
    }
    return taken;
  }

  /** Finds what a dead process was sending, and asks the channel about everything in doubt. */
  async lookIntoDoubts(adapter: ChannelAdapter): Promise<void> {
    await this.outbox.doubtAbandoned();
    if (adapter.readBack === undefined) return;
    for (const item of await this.outbox.inDoubt(adapter.channel)) {
      const found = await adapter.readBack(item);
      if (found.state === 'sent') await this.outbox.settle(item, found);
      if (found.state === 'not-sent')
        await this.outbox.settle(item, {
          state: 'wait',
          until: this.clock.now(),
          reason: 'not-arrived',
        });
    }
  }

  private async run(adapter: ChannelAdapter): Promise<void> {
    let doubtsAt = 0;
    while (!this.#stop.signal.aborted) {
      try {
        if (Date.now() >= doubtsAt) {
          await this.lookIntoDoubts(adapter);
          doubtsAt = Date.now() + DOUBT_MS;
        }
        await this.drain(adapter);
      } catch (error) {
        this.#log.warn({ err: discreetError(error), channel: adapter.channel }, 'outbox: trouble');
      }
      await pause(IDLE_MS, this.#stop.signal);
    }
  }

  private async send(adapter: ChannelAdapter, item: OutboxItem): Promise<SendOutcome> {
    try {
      return await adapter.send(item);
    } catch (error) {
      // Nobody knows how far it came: the only safe word is doubt.
      this.#log.warn(
        { err: discreetError(error), channel: adapter.channel },
        'a channel broke while sending',
      );
      return { state: 'ambiguous', detail: 'channel-broke' };
    }
  }
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
