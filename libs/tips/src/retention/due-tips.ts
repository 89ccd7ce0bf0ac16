import type { AuditAction } from '#audit';
import type { RetentionTerms } from '#campaigns';
import type { Tx } from '#kernel';

/**
 * What a tip is due for. `identity`: nobody acted on it in time, so who sent it and the original go. `everything`: its
 * last day has come. `review`: it is kept whole because somebody works on it, and must be looked at again.
 */
export const DUE_FOR = ['identity', 'everything', 'review'] as const;
export type DueFor = (typeof DUE_FOR)[number];

export interface DueTip {
  tipId: string;
  unitId: string;
  campaignId: string;
  dueFor: DueFor;
  lastActionAt: Date;
  /** A legal hold keeps it. */
  held: boolean;
}

/** What counts as acting on a tip. Looking at it doesn't: a tip that is only read is not being investigated. */
const ACTIONS: AuditAction[] = [
  'tip.state-changed',
  'tip.assigned',
  'tip.note-added',
  'tip.asked',
  'tip.answered',
  'tip.informant-replied',
  'tip.reveal-asked',
  'tip.revealed',
  'tip.released',
  'case.tip-linked',
  'tip.passed',
];

/** The tips of one campaign that are due at a moment, oldest first; of `unitIds` only, where given. */
export async function dueTips(
  tx: Tx,
  campaign: CampaignTerms,
  now: Date,
  { unitIds, atMost = 1_000_000 }: { unitIds?: readonly string[]; atMost?: number } = {},
): Promise<DueTip[]> {
  return tx.query<DueTip[]>(
    `${dueWhere('$6::uuid[] IS NULL OR tip.unit_id = ANY ($6)')} ORDER BY "lastActionAt", "tipId" LIMIT $7`,
    [...termsOf(campaign, now), unitIds ?? null, atMost],
  );
}

/** Whether a tip may still be erased for this reason, asked again once it is locked: somebody may have acted meanwhile. */
export async function isStillDue(
  tx: Tx,
  campaign: CampaignTerms,
  now: Date,
  { tipId, dueFor }: Pick<DueTip, 'tipId' | 'dueFor'>,
): Promise<boolean> {
  const rows = await tx.query<DueTip[]>(dueWhere('tip.id = $6'), [...termsOf(campaign, now), tipId]);
  return rows.some((row) => row.dueFor === dueFor && !row.held);
}

interface CampaignTerms {
  id: string;
  retention: RetentionTerms;
}

function termsOf({ id, retention }: CampaignTerms, now: Date): unknown[] {
  const { idleDays, reviewMonths, keepYears } = retention;
  return [
    id,
    daysBefore(now, idleDays),
    monthsBefore(now, reviewMonths),
    monthsBefore(now, keepYears * 12),
    ACTIONS,
  ];
}

/**
 * The last action is found in the audit log, whose ids begin with their millisecond (RFC 9562, 5.7); what was done to
 * the line under which a tip is folded was done to the tip.
 */
const ACTED_AT = `
  greatest(tip.received_at, tip.reviewed_at, (
    SELECT max(to_timestamp(('x' || left(replace(last.id::text, '-', ''), 12))::bit(48)::bigint / 1000.0))
      FROM (SELECT tip.id UNION SELECT line.id FROM tip AS line
             WHERE line.group_id = tip.group_id AND NOT line.folded) AS of_line,
           LATERAL (SELECT entry.id FROM audit_entry AS entry
                     WHERE entry.subject_id = of_line.id::text AND entry.subject_kind = 'tip'
                       AND entry.action = ANY ($5)
                     ORDER BY entry.id DESC LIMIT 1) AS last))`;

/**
 * Two stretches of the campaign, each with an index: what is past its last day, and what is still whole (`tip_whole`).
 * Of most tips of a desk that runs for years only numbers or the text are left; no night walks through them, or asks
 * the log about them.
 */
const dueWhere = (condition: string) => `
  SELECT due.id AS "tipId", due.unit_id AS "unitId", due.campaign_id AS "campaignId", due.for AS "dueFor",
         due.acted_at AS "lastActionAt",
         EXISTS (SELECT FROM retention_hold AS hold WHERE hold.tip_id = due.id AND hold.released_at IS NULL) AS held
    FROM (
      SELECT tip.id, tip.unit_id, tip.campaign_id, ${ACTED_AT} AS acted_at, 'everything' AS for
        FROM tip
       WHERE tip.campaign_id = $1 AND tip.received_at <= $4 AND tip.erased IS DISTINCT FROM 'everything'
         AND (${condition})
       UNION ALL
      SELECT tip.id, tip.unit_id, tip.campaign_id, acted.acted_at,
             CASE WHEN tip.state <> 'in-case' AND acted.acted_at <= $2 THEN 'identity'
                  WHEN greatest(tip.received_at, tip.reviewed_at) <= $3 THEN 'review' END AS for
        FROM tip, LATERAL (SELECT ${ACTED_AT} AS acted_at) AS acted
       WHERE tip.campaign_id = $1 AND tip.erased IS NULL
         AND tip.received_at > $4 AND tip.received_at <= greatest($2::timestamptz, $3::timestamptz)
         AND (${condition})) AS due
   WHERE due.for IS NOT NULL`;

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * 86_400_000);

/** The same day so many months before; a month that is too short gives its last day. */
function monthsBefore(now: Date, months: number): Date {
  const date = new Date(now);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date;
}
