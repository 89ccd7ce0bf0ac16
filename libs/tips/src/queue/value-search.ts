import { Injectable } from '@nestjs/common';
import { ServerSecret, type Tx } from '#kernel';
import { tokensForSearch } from '#privacy';
import type { UnitScope } from '../unit-scope.js';

/** Lines that one value may find; whoever needs more narrows the search. */
const MOST_FOUND = 500;

/**
 * Finds tips by a clear value: a plate, a phone, a name or a part of one. The value becomes tokens under the key of
 * each campaign, here in memory; only tokens reach the database.
 */
@Injectable()
export class ValueSearch {
  constructor(private readonly secret: ServerSecret) {}

  /** The lines (canonical tips) whose tip, or a repeat folded under it, holds the value. */
  async linesWith(tx: Tx, scope: UnitScope, value: string, campaignId?: string): Promise<string[]> {
    const campaigns =
      campaignId === undefined ? await campaignsOf(tx, scope) : [campaignId];
    const tokens = campaigns.flatMap((campaign) =>
      tokensForSearch(this.secret.key('entity-token', campaign), value),
    );
    const rows = await tx.query<{ id: string }[]>(
      `SELECT DISTINCT line.id
         FROM tip_token JOIN tip AS holder ON holder.id = tip_token.tip_id
         JOIN tip AS line ON line.group_id = holder.group_id AND line.unit_id = holder.unit_id
        WHERE tip_token.token = ANY ($1) AND holder.unit_id = ANY ($2) AND (NOT line.folded OR line.id = holder.id)
        LIMIT ${MOST_FOUND}`,
      [tokens, scope.unitIds],
    );
    return rows.map(({ id }) => id);
  }
}

async function campaignsOf(tx: Tx, scope: UnitScope): Promise<string[]> {
  const rows = await tx.query<{ campaign_id: string }[]>(
    'SELECT DISTINCT campaign_id FROM tip WHERE unit_id = ANY ($1)',
    [scope.unitIds],
  );
  return rows.map(({ campaign_id }) => campaign_id);
}
