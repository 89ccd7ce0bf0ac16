import type { Tx } from '#kernel';
import type { DuplicateLink } from './links.js';
import { hash64 } from './text/hash64.js';

/** A keyed pseudonym of a plate, phone, account… as privacy's blind index gives it: never the value. */
export interface IdentifierToken {
  type: string;
  token: string;
}

export interface IdentifierQuestion {
  tipId: string;
  campaignId: string;
  tokens: IdentifierToken[];
  receivedAt: Date;
}

/** Older tips are another story. */
const WINDOW_DAYS = 90;
/** Counting stops here: so many share it that it links nothing. */
const COUNTED_AT_MOST = 500;
const SHOWN_PER_TOKEN = 5;
/** A text full of numbers must not make the lookup slow. */
const TOKENS_AT_MOST = 20;

/**
 * Earlier tips of the campaign that name the same thing, with how strong a hint that is: something that two tips
 * share is rare and strong, what 500 share is the campaign's own number. Remembers the tip's tokens for later ones.
 */
export async function linkByIdentifiers(tx: Tx, question: IdentifierQuestion): Promise<DuplicateLink[]> {
  const keys = new Map<string, string>();
  for (const { type, token } of question.tokens.slice(0, TOKENS_AT_MOST)) {
    keys.set(String(hash64(`${question.campaignId}\u0004${type}\u0000${token}`)), type);
  }
  if (keys.size === 0) return [];
  const rows = await tx.query<SharingRow[]>(
    `WITH kept AS (
       INSERT INTO duplicate_identifier (key, received_at, tip_id)
       SELECT key, $2, $3 FROM unnest($1::bigint[]) AS key ON CONFLICT DO NOTHING)
     SELECT wanted.key, array_agg(holder.tip_id ORDER BY holder.received_at DESC) AS tip_ids
       FROM unnest($1::bigint[]) AS wanted (key),
            LATERAL (SELECT i.tip_id, i.received_at FROM duplicate_identifier AS i
                      WHERE i.key = wanted.key AND i.tip_id <> $3
                        AND i.received_at > $2::timestamptz - make_interval(days => $4)
                      ORDER BY i.received_at DESC LIMIT $5) AS holder
      GROUP BY wanted.key`,
    [[...keys.keys()], question.receivedAt, question.tipId, WINDOW_DAYS, COUNTED_AT_MOST],
  );
  return strongestPerTip(rows.flatMap((row) => linksOf(keys.get(row.key)!, row.tip_ids)));
}

interface SharingRow {
  key: string;
  tip_ids: string[];
}

function linksOf(type: string, tipIds: string[]): DuplicateLink[] {
  const sharedBy = tipIds.length + 1;
  const evidence = `same ${type.toLowerCase().replaceAll('_', ' ')}, named by ${sharedBy > COUNTED_AT_MOST ? `more than ${COUNTED_AT_MOST}` : sharedBy} tips`;
  return tipIds
    .slice(0, SHOWN_PER_TOKEN)
    .map((tipId) => ({ tipId, kind: 'identifier', score: strengthOf(sharedBy), evidence }));
}

/** 1 where two share it, about 0.5 for 4, 0.11 for 500. */
export function strengthOf(sharedBy: number): number {
  return Math.round(100 / Math.max(1, Math.log2(sharedBy))) / 100;
}

function strongestPerTip(links: DuplicateLink[]): DuplicateLink[] {
  const strongest = new Map<string, DuplicateLink>();
  for (const link of links.sort((left, right) => right.score - left.score)) {
    if (!strongest.has(link.tipId)) strongest.set(link.tipId, link);
  }
  return [...strongest.values()];
}
