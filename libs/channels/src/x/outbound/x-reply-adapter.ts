import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import type { OutboxItem, SendOutcome } from '#tips';
import type { ChannelAdapter, ReadBack } from '../../channel-adapter.js';
import { XAccounts } from '../accounts/x-accounts.js';
import { XProblem } from '../api/index.js';
import { XBudget } from '../inbound/x-budget.js';
import { countPost } from '../publishing/count-post.js';
import { areSameWords } from './same-words.js';
import { afterDuplicate, outcomeOf } from './x-outcome.js';
import { XSent } from './x-sent.js';

/**
 * Answers in public, below the post that named us. Since February 2026 X lets an app answer only where its author named or
 * quoted the account; elsewhere a person must answer by hand, and the portal says so.
 */
@Injectable()
export class XReplyAdapter implements ChannelAdapter {
  readonly channel = 'x-mention';
  readonly capabilities = {
    private: false,
    publicReply: true,
    media: true,
    edits: true,
    deletions: true,
    longestMessage: 280,
  };

  constructor(
    private readonly budget: XBudget,
    private readonly accounts: XAccounts,
    private readonly sent: XSent,
    private readonly clock: Clock,
  ) {}

  async send(item: OutboxItem): Promise<SendOutcome> {
    const { id, to, text } = item;
    const { post, summoned } = to.thread ?? {};
    if (post === undefined) return { state: 'failed', reason: 'unknown-recipient' };
    if (summoned !== 'yes') return { state: 'failed', reason: 'not-summoned' };
    if (!countPost(text).fits) return { state: 'failed', reason: 'too-long' };
    try {
      const { body } = await this.budget.call(to.channelAccount, {
        endpoint: 'POST tweets',
        body: { text, reply: { in_reply_to_tweet_id: post } },
      });
      const remoteId = (body as { data?: { id?: unknown } } | undefined)?.data?.id;
      if (typeof remoteId !== 'string') return { state: 'ambiguous', detail: 'no-answer' };
      await this.sent.note(to.channelAccount, remoteId, id);
      return { state: 'sent', remoteId: this.sent.referenceOf(remoteId) };
    } catch (error) {
      if (!(error instanceof XProblem)) throw error;
      return afterDuplicate(outcomeOf(error, this.clock.now()), () => this.readBack(item));
    }
  }

  async readBack({ id, to, text }: OutboxItem): Promise<ReadBack> {
    const account = await this.accounts.byId(to.channelAccount);
    const post = to.thread?.['post'];
    if (account === undefined || post === undefined) return { state: 'unknown' };
    try {
      const { body } = await this.budget.call(account.id, {
        endpoint: 'GET users/:id/tweets',
        id: account.userId,
        query: { max_results: 100, 'tweet.fields': 'id,text,referenced_tweets,created_at' },
      });
      const page = body as { data?: unknown; meta?: { result_count?: unknown } };
      if (!Array.isArray(page.data)) return { state: page.meta?.result_count === 0 ? 'not-sent' : 'unknown' };
      const replies = (page.data as Record<string, unknown>[]).filter(
        (each) => answers(each, post) && areSameWords(text, each['text']),
      );
      for (const { id: remoteId } of replies) {
        if (typeof remoteId === 'string' && (await this.sent.note(account.id, remoteId, id))) {
          return { state: 'sent', remoteId: this.sent.referenceOf(remoteId) };
        }
      }
      return { state: 'not-sent' };
    } catch {
      return { state: 'unknown' };
    }
  }
}

function answers(post: Record<string, unknown>, id: string): boolean {
  const references = post['referenced_tweets'] ?? post['referenced_posts'];
  return (
    Array.isArray(references) &&
    (references as { type?: unknown; id?: unknown }[]).some(
      (each) => each.type === 'replied_to' && each.id === id,
    )
  );
}
