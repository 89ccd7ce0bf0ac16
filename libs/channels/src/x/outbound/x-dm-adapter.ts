import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import type { OutboxItem, SendOutcome } from '#tips';
import type { ChannelAdapter, ReadBack } from '../../channel-adapter.js';
import { XAccounts } from '../accounts/x-accounts.js';
import { XProblem } from '../api/index.js';
import { readDmPage } from '../api/x-event.js';
import { XBudget } from '../inbound/x-budget.js';
import { areSameWords } from './same-words.js';
import { afterDuplicate, outcomeOf } from './x-outcome.js';
import { XSent } from './x-sent.js';

/** X's clock and ours may differ by so much. */
const CLOCKS_APART_MS = 120_000;

/** Answers by direct message. X has no key against repetition: what is in doubt is looked for, never sent blindly again. */
@Injectable()
export class XDmAdapter implements ChannelAdapter {
  readonly channel = 'x-dm';
  readonly capabilities = {
    private: true,
    publicReply: false,
    media: true,
    edits: false,
    deletions: false,
    longestMessage: 10_000,
  };

  constructor(
    private readonly budget: XBudget,
    private readonly accounts: XAccounts,
    private readonly sent: XSent,
    private readonly clock: Clock,
  ) {}

  async send(item: OutboxItem): Promise<SendOutcome> {
    const { id, to, text } = item;
    try {
      const { body } = await this.budget.call(to.channelAccount, {
        endpoint: 'POST dm_conversations/with/:id/messages',
        id: to.address,
        body: { text },
      });
      // The library types this as the inner object; X wraps it in `data`.
      const remoteId = (body as { data?: { dm_event_id?: unknown } } | undefined)?.data?.dm_event_id;
      if (typeof remoteId !== 'string') return { state: 'ambiguous', detail: 'no-answer' };
      await this.sent.note(to.channelAccount, remoteId, id);
      return { state: 'sent', remoteId: this.sent.referenceOf(remoteId) };
    } catch (error) {
      if (!(error instanceof XProblem)) throw error;
      return afterDuplicate(outcomeOf(error, this.clock.now()), () => this.readBack(item));
    }
  }

  async readBack({ id, to, text, queuedAt }: OutboxItem): Promise<ReadBack> {
    const account = await this.accounts.byId(to.channelAccount);
    if (account === undefined) return { state: 'unknown' };
    try {
      const { body } = await this.budget.call(account.id, {
        endpoint: 'GET dm_conversations/with/:id/dm_events',
        id: to.address,
        query: { max_results: 100, 'dm_event.fields': 'id,event_type,text,sender_id,created_at' },
      });
      const page = readDmPage(body);
      const earliest = new Date(queuedAt.getTime() - CLOCKS_APART_MS);
      const ours = page.events.filter(
        (event) =>
          event.senderId === account.userId && event.sentAt >= earliest && areSameWords(text, event.text),
      );
      for (const event of ours) {
        if (await this.sent.note(account.id, event.id, id)) {
          return { state: 'sent', remoteId: this.sent.referenceOf(event.id) };
        }
      }
      // A page with something unreadable on it, or with nothing and more to come, proves no absence.
      const isWhole =
        page.unreadable.length === 0 && (page.events.length > 0 || page.nextToken === undefined);
      return { state: isWhole ? 'not-sent' : 'unknown' };
    } catch {
      return { state: 'unknown' };
    }
  }
}
