import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Database, type WorkContext } from '#kernel';

/** What a campaign brought, in numbers only. */
export interface CampaignCounts {
  /** All tips, repeats included. */
  received: number;
  /** Different tips: lines of the queue once repeats are folded. */
  lines: number;
  setAside: number;
  /** Tips set aside, by why: `spam`, `abuse`, `brigading`, `threat-to-staff`, `automatic`, `by-hand`. */
  setAsideByKind: Record<string, number>;
  /** Lines by state. */
  byState: Record<'new' | 'triaged' | 'in-case' | 'closed', number>;
  byChannel: Record<string, number>;
  /** Tips per day of the Spanish calendar, oldest first, days without tips left out. */
  byDay: { day: string; tips: number }[];
}

@Injectable()
export class CampaignNumbers {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** Counts of one campaign; all zero for one without tips. Numbers about tips are looked at with a trace too. */
  async of(campaignId: string, context: WorkContext): Promise<CampaignCounts> {
    await this.database.transaction((tx) =>
      this.audit.append(tx, context, {
        action: 'campaign.counted',
        subject: { kind: 'campaign', id: campaignId },
      }),
    );
    const [totals] = await this.database.query<{ received: number; lines: number; set_aside: number }>(
      `SELECT count(*)::int AS received, count(*) FILTER (WHERE NOT folded)::int AS lines,
              count(*) FILTER (WHERE set_aside IS NOT NULL)::int AS set_aside
         FROM tip WHERE campaign_id = $1`,
      [campaignId],
    );
    const states = await this.counted('state', 'campaign_id = $1 AND NOT folded', campaignId);
    const asides = await this.counted(
      `set_aside->>'kind'`,
      'campaign_id = $1 AND set_aside IS NOT NULL',
      campaignId,
    );
    const channels = await this.counted('channel', 'campaign_id = $1', campaignId);
    const days = await this.counted(
      `(received_at AT TIME ZONE 'Europe/Madrid')::date::text`,
      'campaign_id = $1',
      campaignId,
    );
    return {
      received: totals!.received,
      lines: totals!.lines,
      setAside: totals!.set_aside,
      setAsideByKind: asides,
      byState: { new: 0, triaged: 0, 'in-case': 0, closed: 0, ...states },
      byChannel: channels,
      byDay: Object.entries(days).map(([day, tips]) => ({ day, tips })),
    };
  }

  private async counted(what: string, where: string, campaignId: string): Promise<Record<string, number>> {
    const rows = await this.database.query<{ key: string; tips: number }>(
      `SELECT ${what} AS key, count(*)::int AS tips FROM tip WHERE ${where} GROUP BY 1 ORDER BY 1`,
      [campaignId],
    );
    return Object.fromEntries(rows.map(({ key, tips }) => [key, tips]));
  }
}
