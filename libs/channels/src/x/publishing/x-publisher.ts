import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Clock, Database, systemContext } from '#kernel';
import type { SendOutcome } from '#tips';
import { XAccounts } from '../accounts/x-accounts.js';
import { XProblem } from '../api/index.js';
import { PostPictures } from './post-pictures.js';
import { XBudget } from '../inbound/x-budget.js';
import { areSameWords } from '../outbound/same-words.js';
import { outcomeOf } from '../outbound/x-outcome.js';

/** A process that took a post so long ago has ended. */
const TAKEN_FOR_MS = 2 * 60_000;
/** X may show a new post a little later: before that, its absence says nothing. */
const SHOWN_AFTER_MS = 60_000;
/** Our clocks and X's differ. */
const CLOCKS_MS = 5 * 60_000;

/**
 * Publishes what is approved and due, in the worker. X knows no idempotency: a post of which nobody knows whether it
 * arrived is looked for in the account's own timeline and never written again by a machine.
 */
@Injectable()
export class XPublisher {
  constructor(
    private readonly database: Database,
    private readonly budget: XBudget,
    private readonly accounts: XAccounts,
    private readonly pictures: PostPictures,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async publishDue(): Promise<void> {
    for (let post = await this.takeNext(); post !== undefined; post = await this.takeNext()) {
      await this.settle(post, await this.publish(post));
    }
    await this.lookIntoDoubts();
  }

  /** Committed before X is asked: a process that dies meanwhile leaves a doubt, not a second post. */
  private async takeNext(): Promise<NextPost | undefined> {
    const now = this.clock.now();
    const [rows] = (await this.database.query(
      `UPDATE x_post SET state = 'publishing', published_at = $1, why = NULL
        WHERE id = (SELECT id FROM x_post WHERE state = 'approved' AND publish_at <= $1 AND (not_before IS NULL OR not_before <= $1)
                     ORDER BY publish_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING ${POST_COLUMNS}, image, image_type, image_alt`,
      [now],
    )) as unknown as [NextPost[], number];
    return rows[0];
  }

  private async publish({ account_id, text, ...post }: NextPost): Promise<SendOutcome> {
    try {
      const media = await this.bringPicture(account_id, post);
      const { body } = await this.budget.call(account_id, {
        endpoint: 'POST tweets',
        body: { text, ...(media === undefined ? {} : { media: { media_ids: [media] } }) },
      });
      const id = (body as { data?: { id?: unknown } } | undefined)?.data?.id;
      return typeof id === 'string'
        ? { state: 'sent', remoteId: id }
        : { state: 'ambiguous', detail: 'no-answer' };
    } catch (error) {
      if (error instanceof XProblem) return outcomeOf(error, this.clock.now());
      throw error;
    }
  }

  private async bringPicture(accountId: string, post: PictureRow): Promise<string | undefined> {
    if (post.image === null) return undefined;
    return this.pictures.bring(accountId, { bytes: post.image, type: post.image_type, alt: post.image_alt });
  }

  private settle({ id, campaign_id }: DuePost, outcome: SendOutcome): Promise<void> {
    return this.database.transaction(async (tx) => {
      const set = (to: string, ...values: unknown[]) =>
        tx.query(`UPDATE x_post SET ${to} WHERE id = $1 AND state IN ('publishing', 'doubtful')`, [
          id,
          ...values,
        ]);
      switch (outcome.state) {
        case 'wait':
          await set(
            `state = 'approved', published_at = NULL, not_before = $2, why = $3`,
            outcome.until,
            outcome.reason,
          );
          return;
        case 'ambiguous':
          await set(`state = 'doubtful', why = $2`, outcome.detail);
          return;
        case 'failed':
          await set(`state = 'failed', why = $2`, outcome.reason);
          return;
        case 'sent':
          await set(`state = 'published', why = NULL, remote_id = $2`, outcome.remoteId);
          await this.audit.append(tx, systemContext('x-publisher'), {
            action: 'channel.posted',
            subject: { kind: 'campaign', id: campaign_id },
            details: { post: id },
          });
      }
    });
  }

  private async lookIntoDoubts(): Promise<void> {
    const now = this.clock.now().getTime();
    const [doubtful] = (await this.database.query(
      `UPDATE x_post SET state = 'doubtful', why = coalesce(why, 'process-ended')
        WHERE state = 'doubtful' AND published_at < $1 OR state = 'publishing' AND published_at < $2
       RETURNING ${POST_COLUMNS}`,
      [new Date(now - SHOWN_AFTER_MS), new Date(now - TAKEN_FOR_MS)],
    )) as unknown as [DuePost[], number];
    for (const post of doubtful) {
      const outcome = await this.lookFor(post);
      if (outcome !== undefined) await this.settle(post, outcome);
    }
  }

  /** Undefined where X can't be asked: the doubt stays. */
  private async lookFor({
    account_id,
    text,
    has_picture,
    published_at,
  }: DuePost): Promise<SendOutcome | undefined> {
    const account = await this.accounts.byId(account_id);
    try {
      const { body } = await this.budget.call(account_id, {
        endpoint: 'GET users/:id/tweets',
        id: account!.userId,
        query: { max_results: 100, 'tweet.fields': 'id,text,created_at' },
      });
      const page = body as { data?: unknown; meta?: { result_count?: unknown } };
      if (!Array.isArray(page.data) && page.meta?.result_count !== 0) return undefined;
      const since = published_at.getTime() - CLOCKS_MS;
      for (const { id, text: shown, created_at } of (page.data ?? []) as Record<string, unknown>[]) {
        const isOurs = areSameWords(text, shown, has_picture) && Date.parse(String(created_at)) >= since;
        if (typeof id === 'string' && isOurs && !(await this.isKnown(id)))
          return { state: 'sent', remoteId: id };
      }
      return { state: 'failed', reason: 'not-seen' };
    } catch (error) {
      if (error instanceof XProblem) return undefined;
      throw error;
    }
  }

  /** Two equal posts aren't taken for each other. */
  private async isKnown(remoteId: string): Promise<boolean> {
    return (await this.database.query('SELECT FROM x_post WHERE remote_id = $1', [remoteId])).length > 0;
  }
}

const POST_COLUMNS = 'id, account_id, campaign_id, text, image IS NOT NULL AS has_picture, published_at';

interface DuePost {
  id: string;
  account_id: string;
  campaign_id: string;
  text: string;
  has_picture: boolean;
  /** When it was sent, as far as we know. */
  published_at: Date;
}

type PictureRow =
  | { image: Buffer; image_type: string; image_alt: string }
  | { image: null; image_type: null; image_alt: null };
type NextPost = DuePost & PictureRow;
