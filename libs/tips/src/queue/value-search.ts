import { Injectable } from '@nestjs/common';
import { Campaigns } from '#campaigns';
import { ServerSecret, type Tx } from '#kernel';
import { type SearchToken, tokensForSearch } from '#privacy';
import type { UnitScope } from '../unit-scope.js';

/** Letters and digits; less names nothing. */
const SHORTEST_VALUE = 3;
/** Lines that one value may find; whoever needs more narrows the search. */
const MOST_FOUND = 500;

/**
 * Finds tips by a clear value: a plate, a phone, a name or a part of one. The value becomes tokens under the key of
 * each campaign, here in memory; only tokens reach the database.
 */
@Injectable()
export class ValueSearch {
  constructor(
    private readonly secret: ServerSecret,
    private readonly campaigns: Campaigns,
  ) {}

  /** The lines (canonical tips) whose tip, or a repeat folded under it, holds the value. */
  async linesWith(tx: Tx, scope: UnitScope, value: string, campaignId?: string): Promise<string[]> {
    if (value.replace(/[^\p{L}\p{N}]/gu, '').length < SHORTEST_VALUE) return [];
    const campaigns =
      campaignId === undefined ? (await this.campaigns.list()).map(({ id }) => id) : [campaignId];
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

/** What a tip can be found by; its value stays sealed. */
export async function keepTokens(tx: Tx, tipId: string, tokens: SearchToken[]): Promise<void> {
  if (tokens.length === 0) return;
  await tx.query(
    `INSERT INTO tip_token (token, tip_id, mark)
     SELECT token, $3, mark FROM unnest($1::text[], $2::text[]) AS found (token, mark) ON CONFLICT DO NOTHING`,
    [tokens.map(({ token }) => token), tokens.map(({ mark }) => mark), tipId],
  );
}

/** A value that a person masked away finds the tip no more. Returns the whole values among what went. */
export async function forgetMarks(tx: Tx, tipId: string, marks: string[]): Promise<MarkedValue[]> {
  if (marks.length === 0) return [];
  const begins = marks.map((mark) => mark.split('·')[1]!);
  const [gone] = await tx.query<[{ token: string }[], number]>(
    `DELETE FROM tip_token
      WHERE tip_id = $1 AND (mark = ANY ($2) OR (mark = '' AND left(token, 4) = ANY ($3))) RETURNING token`,
    [tipId, marks, begins],
  );
  return marks.flatMap((mark) => {
    const [type, begin] = mark.split('·') as [string, string];
    return gone.filter(({ token }) => token.startsWith(begin)).map(({ token }) => ({ type, token }));
  });
}

interface MarkedValue {
  type: string;
  token: string;
}
