import type { DuplicateLink } from '#dedup';
import type { Tx } from '#kernel';
import type { UnitScope } from '../unit-scope.js';

/**
 * Keeps of links only those to tips that the actor may see: the evidence quotes the other tip's words, and even that
 * there is another tip is nothing for other units.
 */
export async function visibleIn(
  tx: Tx,
  scope: UnitScope,
  links: DuplicateLink[][],
): Promise<(links: DuplicateLink[]) => DuplicateLink[]> {
  const asked = [...new Set(links.flat().map(({ tipId }) => tipId))];
  const seen = asked.length === 0 ? new Set() : await visibleTips(tx, scope, asked);
  return (some) => some.filter(({ tipId }) => seen.has(tipId));
}

/** Which of these tips the actor may see. */
export async function visibleTips(tx: Tx, scope: UnitScope, tipIds: string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }[]>(
    'SELECT id FROM tip WHERE id = ANY ($1) AND unit_id = ANY ($2)',
    [tipIds, scope.unitIds],
  );
  return new Set(rows.map(({ id }) => id));
}
