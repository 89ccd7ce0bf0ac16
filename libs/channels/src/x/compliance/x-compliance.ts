import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Clock, Database, type JobQueue, type Tx, type WorkContext } from '#kernel';
import { SourceErasure } from '#tips';
import { Rejections } from '../../incoming/rejections.js';
import { XBudget } from '../inbound/x-budget.js';
import { OurPosts } from './our-posts.js';
import { XNames } from '../inbound/x-names.js';
import { type GoneWhy, standingOfPosts } from './gone-posts.js';

/** Every day: X's terms want what was deleted gone "as soon as reasonably possible". */
export const xComplianceQueue: JobQueue<object> = {
  name: 'x-compliance',
  retries: 10,
  expireSeconds: 3 * 3_600,
};
export const X_COMPLIANCE_CRON = '10 4 * * *';

/** As many as X takes in one call. */
const AT_ONCE = 100;
/** Asked within these hours, a post isn't asked about again: a job that was cut short goes on where it stood. */
const FRESH_HOURS = 20;

export interface ComplianceRun {
  asked: number;
  gone: number;
  erased: number;
  /** Gone at X, kept here by a legal hold: that needs X's written permission, too. */
  held: number;
}

/**
 * Asks X each day whether the public posts that became tips still stand. Where one doesn't, a tombstone (when, why, the
 * keyed hash of its id) takes the place of everything the tip said. Direct messages can't be asked about: X tells of
 * their deletion by no field. Nor does it need the sender's id, which isn't kept: a suspended or protected
 * account's posts are missing from the answer.
 */
@Injectable()
export class XCompliance {
  constructor(
    private readonly database: Database,
    private readonly budget: XBudget,
    private readonly names: XNames,
    private readonly rejections: Rejections,
    private readonly erasure: SourceErasure,
    private readonly ours: OurPosts,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws XProblem where X can't be asked; what was found until then is done. */
  async run(context: WorkContext): Promise<ComplianceRun> {
    const run: ComplianceRun = { asked: 0, gone: 0, erased: 0, held: 0 };
    try {
      for (const { account_id: accountId } of await this.accountsWithPosts()) {
        await this.askAbout(accountId, run, context);
      }
      await this.ours.check();
    } finally {
      await this.eraseGone(run, context);
    }
    return run;
  }

  private async askAbout(accountId: string, run: ComplianceRun, context: WorkContext): Promise<void> {
    for (;;) {
      const posts = await this.next(accountId);
      if (posts.length === 0) return;
      const first = await this.ask(accountId, posts);
      // Erasing can't be undone: what X doesn't show is asked for once more.
      const missing = posts.filter(({ id }) => first.gone.has(id));
      const second = missing.length === 0 ? first : await this.ask(accountId, missing);
      run.asked += posts.length;
      for (const post of posts) {
        const why = first.gone.has(post.id) ? second.gone.get(post.id) : undefined;
        if (why === undefined) await this.stands(accountId, post);
        else if (await this.tombstone(accountId, post, why, context)) run.gone += 1;
      }
    }
  }

  private async ask(accountId: string, posts: StoredPost[]) {
    const { body } = await this.budget.call(
      accountId,
      {
        endpoint: 'GET tweets',
        query: { ids: posts.map(({ id }) => id).join(','), 'tweet.fields': 'id,withheld' },
      },
      'app',
    );
    return standingOfPosts(body);
  }

  private accountsWithPosts(): Promise<{ account_id: string }[]> {
    return this.database.query(`SELECT DISTINCT account_id FROM x_message WHERE ${TO_ASK}`, [this.fresh()]);
  }

  private async next(accountId: string): Promise<StoredPost[]> {
    const rows = await this.database.query<{ name: Buffer; sealed_id: Buffer; outcome: string }>(
      `SELECT name, sealed_id, outcome FROM x_message WHERE ${TO_ASK} AND account_id = $2
        ORDER BY checked_at NULLS FIRST LIMIT ${AT_ONCE}`,
      [this.fresh(), accountId],
    );
    return rows.map(({ name, sealed_id, outcome }) => ({ name, outcome, id: this.names.open(sealed_id) }));
  }

  private async stands(accountId: string, { name }: StoredPost): Promise<void> {
    await this.database.query(
      `UPDATE x_message SET checked_at = $3 WHERE account_id = $1 AND source = 'mention' AND name = $2`,
      [accountId, name, this.clock.now()],
    );
  }

  /** Notes that it is gone, once; a message that became no tip is emptied at the same time. */
  private tombstone(
    accountId: string,
    { name, id, outcome }: StoredPost,
    why: GoneWhy,
    context: WorkContext,
  ): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const [rows] = await tx.query<[{ tip_id: string | null }[], number]>(
        `UPDATE x_message SET checked_at = $3, gone_at = $3, gone_why = $4, sealed_id = ''
          WHERE account_id = $1 AND source = 'mention' AND name = $2 AND gone_at IS NULL RETURNING tip_id`,
        [accountId, name, this.clock.now(), why],
      );
      if (rows.length === 0) return false;
      if (outcome === 'rejected') {
        await this.rejections.takenBack(tx, { channel: 'x-mention', channelAccount: accountId, name: id });
      }
      await this.noteGone(tx, context, rows[0]!.tip_id, name, why);
      return true;
    });
  }

  private async noteGone(
    tx: Tx,
    context: WorkContext,
    tipId: string | null,
    name: Buffer,
    why: GoneWhy,
  ): Promise<void> {
    const [hold] =
      tipId === null
        ? []
        : await tx.query<{ reference: string }[]>(
            'SELECT reference FROM retention_hold WHERE tip_id = $1 AND released_at IS NULL',
            [tipId],
          );
    await this.audit.append(tx, context, {
      action: 'channel.gone-at-source',
      subject: { kind: 'system', id: 'x' },
      details: { post: name.toString('hex'), why, tip: tipId, keptByHold: hold !== undefined },
      ...(hold === undefined ? {} : { reason: hold.reference }),
    });
  }

  /** Also what a hold kept until now: once it is released, the next run erases. */
  private async eraseGone(run: ComplianceRun, context: WorkContext): Promise<void> {
    const tips = await this.database.query<{ tip_id: string }>(GONE_TIPS);
    for (const { tip_id: tipId } of tips) {
      const { state } = await this.database.transaction((tx) =>
        this.erasure.erase(tx, context, tipId, 'gone-at-source'),
      );
      if (state === 'erased') run.erased += 1;
      if (state === 'held') run.held += 1;
    }
  }

  private fresh(): Date {
    return new Date(this.clock.now().getTime() - FRESH_HOURS * 3_600_000);
  }
}

interface StoredPost {
  name: Buffer;
  outcome: string;
  id: string;
}

const TO_ASK = `source = 'mention' AND outcome IN ('taken', 'rejected') AND gone_at IS NULL
  AND (checked_at IS NULL OR checked_at < $1)`;

/** Tips of which X took something back, and that still say it. */
export const GONE_TIPS = `
  SELECT DISTINCT message.tip_id FROM x_message AS message JOIN tip ON tip.id = message.tip_id
   WHERE message.gone_at IS NOT NULL AND message.gone_why <> 'erased' AND tip.erased IS DISTINCT FROM 'everything'`;
