import { Injectable } from '@nestjs/common';
import type { Tx } from '#kernel';
import { sharersOf, type SharedIdentifier } from './identifier-links.js';
import type { DuplicateLink } from './links.js';

/** What may belong with a tip and was not folded: for a person to judge. Knows no units: the caller filters. */
export interface Suggested {
  /** Alike in words or picture, in another group, and not refused. */
  alike: DuplicateLink[];
  /** Things that the tip names, with the other tips that name them, newest first. */
  identifiers: SharedIdentifier[];
  /** Tips that a person said are not the same as this one. */
  refused: string[];
}

const SUGGESTED_AT_MOST = 50;

/** Keeps what the machine found alike without folding it. */
export async function keepSuggestions(tx: Tx, tipId: string, links: DuplicateLink[]): Promise<void> {
  const alike = links.filter(({ kind }) => kind !== 'identifier');
  if (alike.length === 0) return;
  await tx.query('SELECT duplicate_suggest($1, $2, $3, $4, $5)', [
    tipId,
    alike.map((link) => link.tipId),
    alike.map(({ kind }) => kind),
    alike.map(({ score }) => score),
    alike.map(({ evidence }) => JSON.stringify(evidence)),
  ]);
}

/** Reads what may belong with a tip. */
@Injectable()
export class Suggestions {
  async of(tx: Tx, tipId: string): Promise<Suggested> {
    const refused = await refusedFor(tx, tipId);
    const alike = await tx.query<SuggestionRow[]>(
      `SELECT pair.other AS "tipId", pair.kind, pair.score, pair.evidence, pair.turned
         FROM (SELECT other_tip_id AS other, kind, score, evidence, false AS turned FROM duplicate_suggestion WHERE tip_id = $1
               UNION ALL
               SELECT tip_id, kind, score, evidence, true FROM duplicate_suggestion WHERE other_tip_id = $1) AS pair
         JOIN duplicate_member AS here ON here.tip_id = $1
         JOIN duplicate_member AS there ON there.tip_id = pair.other
        WHERE there.group_id <> here.group_id AND NOT pair.other = ANY ($2)
        ORDER BY pair.score DESC, pair.other DESC LIMIT $3`,
      [tipId, refused, SUGGESTED_AT_MOST],
    );
    const identifiers = await sharersOf(tx, tipId);
    return { alike: alike.map(seenFromHere), identifiers, refused };
  }
}

type SuggestionRow = DuplicateLink & { turned: boolean };

/** Evidence is kept as seen from the newer tip; the older one has the words on the other side. */
function seenFromHere({ turned, ...link }: SuggestionRow): DuplicateLink {
  const { evidence } = link;
  if (!turned) return link;
  if (evidence.code === 'contradiction') {
    return { ...link, evidence: { ...evidence, here: evidence.there, there: evidence.here } };
  }
  if (evidence.code !== 'shared-words') return link;
  const changes = evidence.changes.map(({ here, there }) => ({ here: there, there: here }));
  return { ...link, evidence: { ...evidence, changes } };
}

async function refusedFor(tx: Tx, tipId: string): Promise<string[]> {
  const rows = await tx.query<{ other: string }[]>(
    `SELECT other_tip_id AS other FROM duplicate_refusal WHERE tip_id = $1
      UNION ALL SELECT tip_id FROM duplicate_refusal WHERE other_tip_id = $1`,
    [tipId],
  );
  return rows.map(({ other }) => other);
}
