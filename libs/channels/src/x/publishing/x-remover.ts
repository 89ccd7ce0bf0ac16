import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Clock, Database, systemContext } from '#kernel';
import { XProblem } from '../api/index.js';
import { standingOfPosts } from '../compliance/gone-posts.js';
import { XBudget } from '../inbound/x-budget.js';
import { outcomeOf, triedAgain } from '../outbound/x-outcome.js';

/** So long one process has a deletion for itself. */
const TAKEN_FOR_MS = 2 * 60_000;

/**
 * Takes our posts down at X, in the worker, outside of any transaction. Deleting twice does no harm: whatever broke, it is
 * asked again, and what isn't there any more is deleted.
 */
@Injectable()
export class XRemover {
  constructor(
    private readonly database: Database,
    private readonly budget: XBudget,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async removeDue(): Promise<void> {
    for (let post = await this.takeNext(); post !== undefined; post = await this.takeNext()) {
      await this.remove(post);
    }
  }

  private async takeNext(): Promise<LeavingPost | undefined> {
    const now = this.clock.now();
    const [rows] = (await this.database.query(
      `UPDATE x_post SET not_before = $2
        WHERE id = (SELECT id FROM x_post WHERE state = 'deleting' AND (not_before IS NULL OR not_before <= $1)
                     ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id, account_id, campaign_id, remote_id`,
      [now, new Date(now.getTime() + TAKEN_FOR_MS)],
    )) as unknown as [LeavingPost[], number];
    return rows[0];
  }

  private async remove(post: LeavingPost): Promise<void> {
    try {
      await this.budget.call(post.account_id, { endpoint: 'DELETE tweets/:id', id: post.remote_id });
      return await this.removed(post);
    } catch (error) {
      if (!(error instanceof XProblem)) throw error;
      if (error.trouble === 'not-found') return this.removed(post);
      if (error.trouble === 'forbidden') return this.refused(post);
      const now = this.clock.now();
      await this.later(post, triedAgain(outcomeOf(error, now), now));
    }
  }

  /** X also refuses to delete what is gone: it is asked which of both it is. */
  private async refused(post: LeavingPost): Promise<void> {
    try {
      const { body } = await this.budget.call(post.account_id, {
        endpoint: 'GET tweets',
        query: { ids: post.remote_id },
      });
      if (standingOfPosts(body).gone.has(post.remote_id)) return await this.removed(post);
    } catch (error) {
      if (!(error instanceof XProblem)) throw error;
    }
    await this.database.query(
      `UPDATE x_post SET state = 'published', why = 'deletion-refused', not_before = NULL WHERE id = $1 AND state = 'deleting'`,
      [post.id],
    );
  }

  private async later({ id }: LeavingPost, { until, why }: { until: Date; why: string }): Promise<void> {
    await this.database.query(
      `UPDATE x_post SET not_before = $2, why = $3 WHERE id = $1 AND state = 'deleting'`,
      [id, until, why],
    );
  }

  private removed({ id, campaign_id }: LeavingPost): Promise<void> {
    return this.database.transaction(async (tx) => {
      const [rows] = await tx.query<[unknown[], number]>(
        `UPDATE x_post SET state = 'deleted', why = NULL, not_before = NULL, deleted_at = $2
          WHERE id = $1 AND state = 'deleting' RETURNING id`,
        [id, this.clock.now()],
      );
      if (rows.length === 0) return;
      await this.audit.append(tx, systemContext('x-publisher'), {
        action: 'channel.post-deleted',
        subject: { kind: 'campaign', id: campaign_id },
        details: { post: id },
      });
    });
  }
}

interface LeavingPost {
  id: string;
  account_id: string;
  campaign_id: string;
  remote_id: string;
}
