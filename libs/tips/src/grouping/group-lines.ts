import type { AuditFact } from '#audit';
import type { Tx } from '#kernel';

/** A group as the duplicate engine has it now. */
export interface PlacedGroup {
  groupId: string;
  canonicalTipId: string;
  /** The tips that came into it, or all of its tips. */
  tipIds: string[];
}

/**
 * Lets the queue follow the groups. Each unit sees one line of a group: the canonical tip where it has it, else its own
 * earliest, so that a group over two units hides no tip from either. An open tip that comes to lie under a closed or
 * set-aside line brings that line back into the queue, with its urgency: nothing is filed away unread.
 * Returns the facts of lines that came back, for the caller's audit entry.
 */
export async function followGroups(tx: Tx, groups: PlacedGroup[]): Promise<AuditFact[]> {
  const placed = groups.flatMap(({ groupId, tipIds }) => tipIds.map((tipId) => ({ groupId, tipId })));
  await tx.query(
    `UPDATE tip SET group_id = placed.group_id, version = version + 1
       FROM unnest($1::uuid[], $2::uuid[]) AS placed (id, group_id)
      WHERE tip.id = placed.id AND tip.group_id <> placed.group_id`,
    [placed.map(({ tipId }) => tipId), placed.map(({ groupId }) => groupId)],
  );
  const [changed] = await tx.query<[{ id: string; folded: boolean }[], number]>(FOLD_UNDER_LEADERS, [
    groups.map(({ groupId }) => groupId),
    groups.map(({ canonicalTipId }) => canonicalTipId),
  ]);
  const [lines] = await tx.query<[{ id: string }[], number]>(BRING_BACK, [
    changed.filter(({ folded }) => folded).map(({ id }) => id),
  ]);
  return lines.map(({ id }) => ({
    action: 'tip.state-changed',
    subject: { kind: 'tip', id },
    reason: 'an open tip was folded under it',
    details: { to: 'queue' },
  }));
}

const FOLD_UNDER_LEADERS = `
  UPDATE tip SET folded = NOT member.leads, version = version + 1
    FROM (SELECT tip.id, tip.id = first_value(tip.id) OVER (
                   PARTITION BY tip.group_id, tip.unit_id
                   ORDER BY tip.id = line.canonical_id DESC, tip.received_at, tip.id) AS leads
            FROM tip JOIN unnest($1::uuid[], $2::uuid[]) AS line (group_id, canonical_id) USING (group_id)) AS member
   WHERE tip.id = member.id AND tip.folded = member.leads
  RETURNING tip.id, tip.folded`;

const BRING_BACK = `
  UPDATE tip SET state = CASE state WHEN 'closed' THEN 'triaged' ELSE state END, outcome = NULL, set_aside = NULL,
                 priority = CASE WHEN hidden.urgency < tip.urgency THEN (ARRAY['life', 'high', 'normal'])[hidden.urgency + 1]
                                 ELSE priority END,
                 due_at = least(tip.due_at, hidden.due_at), version = version + 1
    FROM (SELECT group_id, unit_id, min(urgency) AS urgency, min(due_at) AS due_at FROM tip
           WHERE id = ANY ($1) AND state <> 'closed' AND set_aside IS NULL GROUP BY group_id, unit_id) AS hidden
   WHERE tip.group_id = hidden.group_id AND tip.unit_id = hidden.unit_id AND NOT tip.folded
     AND (tip.state = 'closed' OR tip.set_aside IS NOT NULL OR hidden.urgency < tip.urgency)
  RETURNING tip.id`;
