import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#kernel';
import { foldPicture, type ImageGrouping, type ImageToFold } from './duplicate-images.js';
import { joinGroup, keepFingerprint, startGroup } from './group-records.js';
import { linkByIdentifiers, type IdentifierToken } from './identifier-links.js';
import type { DuplicateLink, Grouping } from './links.js';
import { recogniseBrigading } from './suspicion/brigading.js';
import { recogniseSuspicion } from './suspicion/recognise-suspicion.js';
import { SIMILAR_SCORE } from './text/comparison.js';
import { keepSuggestions } from './suggestions.js';
import { keysToPost, linksInGroup, lookUpText, type TextLookup } from './text-lookup.js';

export interface TipToFold {
  tipId: string;
  campaignId: string;
  /** Anonymised. */
  text: string;
  tokens: IdentifierToken[];
  receivedAt: Date;
}

export interface GroupMember {
  tipId: string;
  /** Why it is here; empty for the first, and for whom a person placed. */
  links: DuplicateLink[];
  placedBy: 'machine' | 'person';
}

export interface GroupWithMembers {
  groupId: string;
  canonicalTipId: string;
  size: number;
  firstReceivedAt: Date;
  lastReceivedAt: Date;
  members: GroupMember[];
}

interface GroupRow {
  canonical_tip_id: string;
  size: number;
  first_received_at: Date;
  last_received_at: Date;
  members: GroupMember[];
}

const LINKS_KEPT = 8;

/** Puts tips that say the same together, inside the transaction that takes them in. Deletes nothing, ever. */
@Injectable()
export class DuplicateGroups {
  constructor(private readonly database: Database) {}

  /**
   * Finds the group of a new tip, or starts one, and remembers the tip's fingerprints. Of two alike tips at the
   * same moment on two servers, the second waits for the first to commit and then finds it.
   */
  async fold(tx: Tx, tip: TipToFold): Promise<Grouping> {
    const lookup = await lookUpText(tx, tip.campaignId, tip.text);
    const placed = await place(tx, tip, lookup);
    const named = await linkByIdentifiers(tx, tip);
    const suggested = lookup.compared
      .filter((other) => other.groupId !== placed.groupId && other.score >= SIMILAR_SCORE)
      .map((other): DuplicateLink => ({
        tipId: other.id,
        kind: 'similar',
        score: other.score,
        evidence: other.evidence,
      }));
    const folded = new Set(placed.links.map((link) => link.tipId));
    const related = [...named, ...suggested].filter((link) => !folded.has(link.tipId)).slice(0, LINKS_KEPT);
    await keepSuggestions(tx, tip.tipId, related);
    const suspicion =
      recogniseSuspicion(tip.text) ??
      (placed.isNew ? undefined : await recogniseBrigading(tx, placed.groupId, tip.receivedAt));
    return { ...placed, related, ...(suspicion && { suspicion }) };
  }

  /**
   * Remembers a file's picture. Where the same picture came before, a tip that is alone in its group, that no person
   * placed, and whose words don't say otherwise moves to the other's group; else the others are suggested.
   * Call it in a transaction of its own (the file's job), not in the intake's: it takes one picture after the other.
   * @throws Problem `not-found`: the tip was never folded.
   */
  foldImage(tx: Tx, image: ImageToFold): Promise<ImageGrouping> {
    return foldPicture(tx, image);
  }

  /** A group and everything in it, first received first. */
  async members(groupId: string): Promise<GroupWithMembers | undefined> {
    const [group] = await this.database.query<GroupRow>(
      `SELECT canonical_tip_id, size, first_received_at, last_received_at,
              ARRAY(SELECT jsonb_build_object('tipId', tip_id, 'links', links, 'placedBy', placed_by)
                      FROM duplicate_member WHERE group_id = $1 ORDER BY received_at, tip_id) AS members
         FROM duplicate_group WHERE id = $1 AND merged_into IS NULL`,
      [groupId],
    );
    if (group === undefined) return undefined;
    const {
      canonical_tip_id: canonicalTipId,
      first_received_at: firstReceivedAt,
      last_received_at: lastReceivedAt,
    } = group;
    return {
      groupId,
      canonicalTipId,
      size: group.size,
      firstReceivedAt,
      lastReceivedAt,
      members: group.members,
    };
  }
}

async function place(tx: Tx, tip: TipToFold, lookup: TextLookup): Promise<Omit<Grouping, 'related'>> {
  const { tipId, campaignId, text, receivedAt } = tip;
  const links = linksInGroup(lookup.compared, lookup.place?.groupId).slice(0, LINKS_KEPT);
  const keys = keysToPost(lookup, campaignId);
  await keepFingerprint(tx, { tipId, campaignId, text, receivedAt, exactKey: lookup.print.exactKey, keys });
  if (lookup.place === undefined) {
    const groupId = await startGroup(tx, campaignId, tipId, receivedAt);
    return { groupId, canonicalTipId: tipId, isNew: true, links };
  }
  const joined = await joinGroup(tx, { tipId, groupId: lookup.place.groupId, links, receivedAt });
  return { ...joined, isNew: false, links };
}
