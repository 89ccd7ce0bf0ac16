import { Injectable } from '@nestjs/common';
import { Campaigns } from '#campaigns';
import { Clock, Database, type JobQueue, type WorkContext } from '#kernel';
import { DUE_FOR, type DueFor, dueTips, type DueTip, isStillDue } from './due-tips.js';
import { Erasure } from './erasure.js';

/** Every night, at a quiet hour. */
export const retentionQueue: JobQueue<object> = { name: 'retention', retries: 3, expireSeconds: 6 * 3_600 };
export const RETENTION_CRON = '30 3 * * *';

/** What is due, by campaign: what a run would do, before it does. */
export interface RetentionPlan {
  at: Date;
  campaigns: { campaignId: string; slug: string; counts: Record<DueFor | 'held', number> }[];
  tips: DueTip[];
}

export interface RetentionRun {
  at: Date;
  identity: number;
  everything: number;
  held: number;
  review: number;
}

/** Keeps tips no longer than the law and their campaign say. */
@Injectable()
export class Retention {
  constructor(
    private readonly database: Database,
    private readonly campaigns: Campaigns,
    private readonly erasure: Erasure,
    private readonly clock: Clock,
  ) {}

  /** The dry run: what is due at a moment (now, or a day to come), of some units or of all. Changes nothing. */
  async plan(
    options: { at?: Date; unitIds?: readonly string[]; atMost?: number } = {},
  ): Promise<RetentionPlan> {
    const at = options.at ?? this.clock.now();
    const plan: RetentionPlan = { at, campaigns: [], tips: [] };
    for (const campaign of await this.campaigns.list()) {
      const tips = await dueTips(this.database.reader, campaign, at, options);
      if (tips.length === 0) continue;
      const count = (dueFor: DueFor) => tips.filter((tip) => tip.dueFor === dueFor && !tip.held).length;
      const counts = Object.fromEntries(DUE_FOR.map((dueFor) => [dueFor, count(dueFor)]));
      plan.campaigns.push({
        campaignId: campaign.id,
        slug: campaign.slug,
        counts: { ...(counts as Record<DueFor, number>), held: tips.filter(({ held }) => held).length },
      });
      plan.tips.push(...tips);
    }
    return plan;
  }

  /**
   * Does what is due: each tip in a transaction of its own, asked again once it is locked. What a hold keeps stays, and
   * what is due for a review waits for a person.
   */
  async run(context: WorkContext, onProgress?: (done: number, total: number) => void): Promise<RetentionRun> {
    const { at, tips } = await this.plan();
    const run: RetentionRun = { at, identity: 0, everything: 0, held: 0, review: 0 };
    for (const [place, tip] of tips.entries()) {
      if (tip.held) run.held += 1;
      else if (tip.dueFor === 'review') run.review += 1;
      else if (await this.eraseIfDue(tip, at, context)) run[tip.dueFor] += 1;
      onProgress?.(place + 1, tips.length);
    }
    await this.database.query(
      `INSERT INTO retention_run (at, identity, everything, held, review) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [run.at, run.identity, run.everything, run.held, run.review],
    );
    return run;
  }

  async lastRun(): Promise<RetentionRun | undefined> {
    const [row] = await this.database.query<RetentionRun>(
      'SELECT at, identity, everything, held, review FROM retention_run ORDER BY at DESC LIMIT 1',
    );
    return row;
  }

  private eraseIfDue(tip: DueTip, at: Date, context: WorkContext): Promise<boolean> {
    const { dueFor } = tip;
    if (dueFor === 'review') return Promise.resolve(false);
    return this.database.transaction(async (tx) => {
      await tx.query('SELECT FROM tip WHERE id = $1 FOR UPDATE', [tip.tipId]);
      const campaign = await this.campaigns.byId(tip.campaignId);
      if (campaign === undefined || !(await isStillDue(tx, campaign, at, tip))) return false;
      await this.erasure.erase(tx, context, tip.tipId, dueFor, dueFor === 'identity' ? 'idle' : 'age');
      return true;
    });
  }
}
