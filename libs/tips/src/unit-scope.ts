import { notFound, type Tx, type WorkContext } from '#kernel';
import type { TalkedAbout } from './dialogue/informant-words.js';

/**
 * The units whose tips the actor may see (product.md, promise 5: need to know). Every query for staff takes one, so that
 * a forgotten filter is a compile error and not a leak.
 */
export interface UnitScope {
  readonly unitIds: readonly string[];
}

/** The scope of whoever acts; only staff have one. */
export function scopeOf(context: WorkContext): UnitScope {
  return { unitIds: context.actor.kind === 'staff' ? context.actor.unitIds : [] };
}

/**
 * Locks the tip for a change. A tip of another unit is answered like one that doesn't exist.
 * @throws Problem `not-found` 404.
 */
export async function lockTip(tx: Tx, scope: UnitScope, tipId: string): Promise<LockedTip> {
  const [tip] = await tx.query<LockedTip[]>(
    `SELECT id, group_id, folded, state, outcome, unit_id, campaign_id, version
       FROM tip WHERE id = $1 AND unit_id = ANY ($2) FOR UPDATE`,
    [tipId, scope.unitIds],
  );
  if (tip === undefined) throw notFound('tip');
  return tip;
}

export interface LockedTip {
  id: string;
  group_id: string;
  folded: boolean;
  state: string;
  outcome: string | null;
  unit_id: string;
  campaign_id: string;
  version: number;
}

/** Locks the tip that an informant goes on with. */
export async function tipToTalkAbout(tx: Tx, tipId: string): Promise<TalkedAbout> {
  const [tip] = await tx.query<TalkedAbout[]>(
    'SELECT id, campaign_id, state FROM tip WHERE id = $1 FOR UPDATE',
    [tipId],
  );
  if (tip === undefined) throw notFound('tip');
  return tip;
}
