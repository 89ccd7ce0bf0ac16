import { Injectable } from '@nestjs/common';
import { Clock, Database } from '#kernel';
import { XBudget } from '../inbound/x-budget.js';
import { standingOfPosts } from './gone-posts.js';

const AT_ONCE = 100;

/** Our own posts that somebody deleted in the app, or that X took down: the list must not say that they stand. */
@Injectable()
export class OurPosts {
  constructor(
    private readonly database: Database,
    private readonly budget: XBudget,
    private readonly clock: Clock,
  ) {}

  /** @throws XProblem where X can't be asked. */
  async check(): Promise<void> {
    const posts = await this.database.query<{ id: string; account_id: string; remote_id: string }>(
      `SELECT id, account_id, remote_id FROM x_post WHERE state = 'published' ORDER BY account_id, published_at DESC`,
    );
    for (const accountId of new Set(posts.map(({ account_id }) => account_id))) {
      const own = posts.filter(({ account_id }) => account_id === accountId);
      for (let from = 0; from < own.length; from += AT_ONCE) {
        await this.ask(accountId, own.slice(from, from + AT_ONCE));
      }
    }
  }

  private async ask(accountId: string, posts: { id: string; remote_id: string }[]): Promise<void> {
    const query = { ids: posts.map(({ remote_id }) => remote_id).join(','), 'tweet.fields': 'id,withheld' };
    const { body } = await this.budget.call(accountId, { endpoint: 'GET tweets', query }, 'app');
    const { gone } = standingOfPosts(body);
    const missing = posts.filter(({ remote_id }) => gone.has(remote_id)).map(({ id }) => id);
    if (missing.length === 0) return;
    await this.database.query(
      `UPDATE x_post SET state = 'gone', deleted_at = $2 WHERE id = ANY ($1) AND state = 'published'`,
      [missing, this.clock.now()],
    );
  }
}

/** What X no longer shows of what citizens wrote: tombstones, and tips that a hold keeps all the same. */
export async function tombstones(database: Database): Promise<{ gone: number; kept: number }> {
  const [row] = await database.query<{ gone: number; kept: number }>(
    `SELECT count(*)::int AS gone,
            (count(DISTINCT tip.id) FILTER (WHERE tip.erased IS DISTINCT FROM 'everything'))::int AS kept
       FROM x_message AS message LEFT JOIN tip ON tip.id = message.tip_id
      WHERE message.gone_at IS NOT NULL AND message.gone_why NOT IN ('erased', 'purged')`,
  );
  return row!;
}
