import { Injectable } from '@nestjs/common';
import { type AuditAction, type AuditFact, AuditLog } from '#audit';
import { GroupDecisions, type Regrouping } from '#dedup';
import { Database, notFound, type Tx, unprocessable, type WorkContext } from '#kernel';
import { Denials } from '../denials.js';
import { lockTip, type LockedTip, scopeOf, type UnitScope } from '../unit-scope.js';
import { followGroups } from './group-lines.js';
import { visibleTips } from './visible-links.js';

/**
 * What people decide about which tips say the same. Each decision is remembered, holds against the machine, can be taken
 * back, and reaches only tips of the actor's units. Each method is one transaction with its audit entries.
 */
@Injectable()
export class Grouping {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly denials: Denials,
    private readonly decisions: GroupDecisions,
  ) {}

  /** Takes tips out of the group of `tipId` into one of their own. @throws Problem `not-found` 404, `invalid` 422. */
  async split(tipId: string, tipIds: string[], context: WorkContext): Promise<{ decisionId: string }> {
    return this.decide(tipId, context, 'tip.ungrouped', async (tx, tip, scope) => {
      await mustSee(tx, scope, tipIds);
      return { about: tipIds, regrouping: await this.decisions.split(tx, { groupId: tip.group_id, tipIds }) };
    });
  }

  /**
   * Brings the group of another tip into that of `tipId`: those of its tips that the actor may decide about.
   * @throws Problem `not-found` 404, `invalid` 422: both are in one group already.
   */
  async merge(tipId: string, otherTipId: string, context: WorkContext): Promise<{ decisionId: string }> {
    return this.decide(tipId, context, 'tip.grouped', async (tx, tip, scope) => {
      const other = await lockTip(tx, scope, otherTipId);
      if (other.campaign_id !== tip.campaign_id)
        throw unprocessable([{ pointer: '/tipId', rule: 'same-campaign' }]);
      const tipIds = await tipsOfGroup(tx, scope, other.group_id);
      const groups = { fromGroupId: other.group_id, intoGroupId: tip.group_id, tipIds };
      return { about: tipIds, regrouping: await this.decisions.merge(tx, groups) };
    });
  }

  /** Lets `tipId` stand for its group. @throws Problem `not-found` 404. */
  async setCanonical(tipId: string, context: WorkContext): Promise<{ decisionId: string }> {
    return this.decide(tipId, context, 'tip.grouped', async (tx, tip) => ({
      about: [tipId],
      regrouping: await this.decisions.setCanonical(tx, { groupId: tip.group_id, tipId }),
    }));
  }

  /** Says that two tips are not the same: not suggested again. @throws Problem `not-found` 404, `invalid` 422. */
  async refuse(tipId: string, otherTipId: string, context: WorkContext): Promise<{ decisionId: string }> {
    return this.decide(tipId, context, 'tip.ungrouped', async (tx, _, scope) => {
      await mustSee(tx, scope, [otherTipId]);
      return {
        about: [tipId, otherTipId],
        regrouping: await this.decisions.refuse(tx, { tipId, otherTipId }),
      };
    });
  }

  /**
   * Takes a decision about the tip's group back.
   * @throws Problem `not-found` 404, `already-undone` 409, `decided-since` 409.
   */
  async undo(tipId: string, decisionId: string, context: WorkContext): Promise<{ decisionId: string }> {
    return this.decide(tipId, context, 'tip.grouped', async (tx, _, scope) => {
      const about = await this.decisions.tipsOf(tx, decisionId);
      if (about === undefined) throw notFound('decision');
      await mustSee(tx, scope, about);
      return { about, regrouping: await this.decisions.undo(tx, decisionId) };
    });
  }

  private async decide(
    tipId: string,
    context: WorkContext,
    action: Extract<AuditAction, 'tip.grouped' | 'tip.ungrouped'>,
    work: (tx: Tx, tip: LockedTip, scope: UnitScope) => Promise<{ about: string[]; regrouping: Regrouping }>,
  ): Promise<{ decisionId: string }> {
    return this.denials.recorded(tipId, context, () =>
      this.database.transaction(async (tx) => {
        const scope = scopeOf(context);
        const { about, regrouping } = await work(tx, await lockTip(tx, scope, tipId), scope);
        const cameBack = await followGroups(tx, regrouping.groups);
        const { decisionId } = regrouping;
        const facts = about.map((id): AuditFact => ({
          action,
          subject: { kind: 'tip', id },
          details: { decision: decisionId, withTip: tipId },
        }));
        await this.audit.append(tx, context, ...facts, ...cameBack);
        return { decisionId };
      }),
    );
  }
}

/** @throws Problem `not-found` 404: one of the tips is another unit's, or doesn't exist. */
async function mustSee(tx: Tx, scope: UnitScope, tipIds: string[]): Promise<void> {
  const seen = await visibleTips(tx, scope, tipIds);
  if (!tipIds.every((id) => seen.has(id))) throw notFound('tip');
}

async function tipsOfGroup(tx: Tx, scope: UnitScope, groupId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    'SELECT id FROM tip WHERE group_id = $1 AND unit_id = ANY ($2)',
    [groupId, scope.unitIds],
  );
  return rows.map(({ id }) => id);
}
