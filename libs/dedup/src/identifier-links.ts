import type { Tx } from '#kernel';
import { IDENTIFIER_COUNTED_AT_MOST } from './evidence.js';
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

/** Something that a tip names, and which other tips name it. */
export interface SharedIdentifier {
  type: string;
  /** Newest first, at most `IDENTIFIER_COUNTED_AT_MOST`. */
  tipIds: string[];
}

/** Older and later tips are another story. */
const WINDOW_DAYS = 90;
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
    keys.set(identifierKey(question.campaignId, { type, token }), type);
  }
  if (keys.size === 0) return [];
  await tx.query(
    `INSERT INTO duplicate_identifier (key, type, received_at, tip_id)
     SELECT token.key, token.type, $3, $4 FROM unnest($1::bigint[], $2::text[]) AS token (key, type) ON CONFLICT DO NOTHING`,
    [[...keys.keys()], [...keys.values()], question.receivedAt, question.tipId],
  );
  return strongestPerTip((await sharersOf(tx, question.tipId)).flatMap(linksOf));
}

/** The number under which a campaign's tips that name the same thing meet. */
export function identifierKey(campaignId: string, { type, token }: IdentifierToken): string {
  return String(hash64(`${campaignId}\u0004${type}\u0000${token}`));
}

/** The things that a tip names and others of its campaign name too, within the window around its arrival. */
export async function sharersOf(tx: Tx, tipId: string): Promise<SharedIdentifier[]> {
  return tx.query<SharedIdentifier[]>(
    `SELECT own.type, array_agg(holder.tip_id ORDER BY holder.received_at DESC) AS "tipIds"
       FROM duplicate_identifier AS own,
            LATERAL (SELECT i.tip_id, i.received_at FROM duplicate_identifier AS i
                      WHERE i.key = own.key AND i.tip_id <> own.tip_id
                        AND i.received_at > own.received_at - make_interval(days => $2)
                        AND i.received_at < own.received_at + make_interval(days => $2)
                      ORDER BY i.received_at DESC LIMIT $3) AS holder
      WHERE own.tip_id = $1
      GROUP BY own.key, own.type ORDER BY count(*), own.key`,
    [tipId, WINDOW_DAYS, IDENTIFIER_COUNTED_AT_MOST],
  );
}

/** The links of one shared thing to the newest tips that name it. */
export function linksOf({ type, tipIds }: SharedIdentifier): DuplicateLink[] {
  const tips = tipIds.length + 1;
  return tipIds.slice(0, SHOWN_PER_TOKEN).map((tipId) => ({
    tipId,
    kind: 'identifier',
    score: strengthOf(tips),
    evidence: { code: 'same-identifier', type, tips },
  }));
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
