import { Injectable } from '@nestjs/common';
import type { OutboxItem, SendOutcome } from '#tips';
import { TEXT_LENGTH } from './form/limits.js';
import type { ChannelAdapter } from '../channel-adapter.js';

/** Whoever wrote by the form is nowhere: an answer is sent once it stands on the page that the receipt opens. */
@Injectable()
export class WebAdapter implements ChannelAdapter {
  readonly channel = 'web';
  readonly capabilities = {
    private: true,
    publicReply: false,
    media: true,
    edits: false,
    deletions: false,
    longestMessage: TEXT_LENGTH.max,
  };

  /** The dialogue holds the words since the transaction that queued this. */
  async send(item: OutboxItem): Promise<SendOutcome> {
    return { state: 'sent', remoteId: item.id };
  }
}
