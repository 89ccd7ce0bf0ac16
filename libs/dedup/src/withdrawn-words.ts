import type { Tx } from '#kernel';
import { identifierKey, type IdentifierToken } from './identifier-links.js';

/** SQL: links without the words that their evidence quotes. */
export const withoutQuotes = (links: string): string =>
  `(SELECT coalesce(jsonb_agg(jsonb_set(link, '{evidence}', (link->'evidence') - 'changes' - 'here' - 'there')), '[]')
      FROM jsonb_array_elements(${links}) AS link)`;

/**
 * A person masked more of a tip's text: later tips are compared with the new text, no longer linked by the things that
 * went with it (`named`), and no evidence quotes the old one.
 * Folds and suggestions stay, with their scores.
 */
export async function withdrawWords(
  tx: Tx,
  tipId: string,
  text: string,
  named: { campaignId: string; tokens: IdentifierToken[] },
): Promise<void> {
  await tx.query('UPDATE duplicate_fingerprint SET text = $2 WHERE tip_id = $1', [tipId, text]);
  await tx.query('DELETE FROM duplicate_identifier WHERE tip_id = $1 AND key = ANY ($2::bigint[])', [
    tipId,
    named.tokens.map((token) => identifierKey(named.campaignId, token)),
  ]);
  await tx.query(
    `UPDATE duplicate_member SET links = ${withoutQuotes('links')}
      WHERE group_id = (SELECT group_id FROM duplicate_member WHERE tip_id = $1)`,
    [tipId],
  );
  await tx.query(
    `UPDATE duplicate_suggestion SET evidence = evidence - 'changes' - 'here' - 'there'
      WHERE tip_id = $1 OR other_tip_id = $1`,
    [tipId],
  );
}
