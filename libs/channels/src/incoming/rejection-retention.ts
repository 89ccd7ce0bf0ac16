import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AuditLog } from '#audit';
import { DEFAULT_RETENTION } from '#campaigns';
import {
  Clock,
  Configuration,
  Database,
  type JobQueue,
  Jobs,
  systemContext,
  type WorkContext,
} from '#kernel';
import { removeBlobsQueue } from '#tips';
import { rejectionSubject } from './rejections.js';

/** Every night, after the tips. */
export const rejectionRetentionQueue: JobQueue<object> = {
  name: 'rejection-retention',
  retries: 3,
  expireSeconds: 3_600,
};
const CRON = '45 3 * * *';

/**
 * What became no tip is kept no longer than a tip on which nobody acts (decision 21): then its bytes and what would be
 * tried again are destroyed, and that something came, when and why it was no tip stays. Nobody can put a hold on it:
 * what a court wants kept is opened and taken into its case in time.
 */
@Injectable()
export class RejectionRetention implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly configuration: Configuration,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.configuration.plays('worker')) return;
    await this.jobs.work(rejectionRetentionQueue, async () => {
      await this.run(systemContext('retention'));
    });
    await this.jobs.repeat(rejectionRetentionQueue, CRON, {});
  }

  /** How many are due. Changes nothing. */
  async due(at = this.clock.now()): Promise<number> {
    const [row] = await this.database.query<{ due: number }>(
      `SELECT count(*)::int AS due FROM (${DUE}) AS due`,
      termsAt(at),
    );
    return row!.due;
  }

  /** Destroys what is due, each in a transaction of its own; answers how many. */
  async run(context: WorkContext): Promise<number> {
    const due = await this.database.query<{ id: string }>(DUE, termsAt(this.clock.now()));
    for (const { id } of due) await this.forget(id, context);
    return due.length;
  }

  private forget(id: string, context: WorkContext): Promise<void> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ blob: string | null; campaign_id: string | null }[]>(
        'SELECT blob, campaign_id FROM channel_rejection WHERE id = $1 FOR UPDATE',
        [id],
      );
      await tx.query(
        `UPDATE channel_rejection SET blob = NULL, sealed = NULL, settled_at = coalesce(settled_at, $2),
                state = CASE WHEN state IN ('open', 'again') THEN 'settled' ELSE state END
          WHERE id = $1`,
        [id, this.clock.now()],
      );
      if (row?.blob != null) await this.jobs.enqueue(tx, removeBlobsQueue, { keys: [row.blob] });
      await this.audit.append(tx, context, {
        action: 'channel.rejection-erased',
        subject: rejectionSubject(row?.campaign_id),
        details: { rejection: id },
      });
    });
  }
}

/** `$1` is the moment, `$2` the days where no campaign says how many. */
const DUE = `
  SELECT rejection.id FROM channel_rejection AS rejection
    LEFT JOIN campaign ON campaign.id = rejection.campaign_id
   WHERE (rejection.blob IS NOT NULL OR rejection.sealed IS NOT NULL)
     AND rejection.received_at
         <= $1::timestamptz - make_interval(days => coalesce((campaign.retention ->> 'idleDays')::int, $2))`;

const termsAt = (at: Date): unknown[] => [at, DEFAULT_RETENTION.idleDays];
