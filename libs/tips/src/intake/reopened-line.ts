import type { AuditFact } from '#audit';
import type { Tx } from '#kernel';
import type { Priority } from '#routing';

/**
 * A repeat of a closed tip puts its line back into the queue, and a more urgent one moves it up: a second tip filed away
 * under a closed first one is how warnings get lost. True if the line had been closed.
 */
export async function reopenLine(
  tx: Tx,
  canonicalTipId: string,
  priority: Priority,
  dueAt: Date,
): Promise<boolean> {
  const [reopened] = await tx.query<[unknown[], number]>(
    `UPDATE tip SET state = 'triaged', outcome = NULL, version = version + 1
      WHERE id = $1 AND state = 'closed' RETURNING id`,
    [canonicalTipId],
  );
  await tx.query(
    `UPDATE tip SET priority = $2, due_at = least(due_at, $3), version = version + 1
      WHERE id = $1 AND (CASE $2::text WHEN 'life' THEN 0 WHEN 'high' THEN 1 ELSE 2 END) < urgency`,
    [canonicalTipId, priority, dueAt],
  );
  return reopened.length === 1;
}

/** A repeat put a closed line back into the queue. */
export const reopenedFact = (canonicalTipId: string): AuditFact => ({
  action: 'tip.state-changed',
  subject: { kind: 'tip', id: canonicalTipId },
  reason: 'a repeat arrived after it was closed',
  details: { from: 'closed', to: 'triaged' },
});
