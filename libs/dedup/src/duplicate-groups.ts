import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#kernel';
import { foldPicture, type ImageGrouping, type ImageToFold } from './duplicate-images.js';
import { type Candidate, findCandidates, joinGroup, keepFingerprint, startGroup } from './group-records.js';
import { linkByIdentifiers, type IdentifierToken } from './identifier-links.js';
import type { DuplicateLink, Grouping } from './links.js';
import { choosePlace, type Compared, isAlike } from './placement.js';
import { compare, SIMILAR_SCORE } from './text/comparison.js';
import { explainText } from './text/evidence.js';
import { fingerprintText, type TextFingerprint } from './text/fingerprint.js';
import { readWords, type Word } from './text/words.js';

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
    const print = fingerprintText(tip.text, tip.campaignId);
    const compared = (await findCandidates(tx, print)).map((candidate) =>
      compareWith(print.words, candidate),
    );
    const place = choosePlace(
      compared,
      (left, right) => compare(left.words, right.words).verdict === 'contradicting',
    );
    const placed = await this.place(tx, tip, print, compared, place);
    const named = await linkByIdentifiers(tx, tip);
    const folded = new Set(placed.links.map((link) => link.tipId));
    const suggested = compared.filter(
      (other) => other.groupId !== placed.groupId && other.score >= SIMILAR_SCORE,
    );
    const related = [...named, ...suggested.map(asSuggestion)].filter((link) => !folded.has(link.tipId));
    return { ...placed, related: related.slice(0, LINKS_KEPT) };
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

  private async place(
    tx: Tx,
    tip: TipToFold,
    print: TextFingerprint,
    compared: ComparedTip[],
    place: ComparedTip | undefined,
  ): Promise<Omit<Grouping, 'related'>> {
    const links = compared
      .filter((other) => other.groupId === place?.groupId && isAlike(other))
      .sort((left, right) => right.score - left.score)
      .map(asLink)
      .slice(0, LINKS_KEPT);
    await keepFingerprint(tx, {
      ...tip,
      exactKey: print.exactKey,
      keys: keysToPost(print, place, tip.campaignId),
    });
    if (place === undefined) {
      const groupId = await startGroup(tx, tip.campaignId, tip.tipId, tip.receivedAt);
      return { groupId, canonicalTipId: tip.tipId, isNew: true, links };
    }
    return { ...(await joinGroup(tx, { ...tip, groupId: place.groupId, links })), isNew: false, links };
  }
}

interface ComparedTip extends Compared {
  words: Word[];
  text: string;
  evidence: string;
}

function compareWith(words: Word[], candidate: Candidate): ComparedTip {
  const theirs = readWords(candidate.text);
  const comparison = compare(words, theirs);
  return {
    id: candidate.tipId,
    groupId: candidate.groupId,
    isCanonical: candidate.tipId === candidate.canonicalTipId,
    verdict: comparison.verdict,
    score: Math.round(comparison.score * 1000) / 1000,
    words: theirs,
    text: candidate.text,
    evidence: explainText(comparison),
  };
}

/** The keys that lead to this tip and not yet to the one it repeats. */
function keysToPost(print: TextFingerprint, repeated: ComparedTip | undefined, campaignId: string): bigint[] {
  if (repeated === undefined) return print.sketch;
  if (repeated.verdict === 'exact') return [];
  const posted = new Set(fingerprintText(repeated.text, campaignId).sketch);
  return print.sketch.filter((key) => !posted.has(key));
}

const asLink = ({ id, verdict, score, evidence }: ComparedTip): DuplicateLink => ({
  tipId: id,
  kind: verdict === 'exact' ? 'exact' : 'near',
  score,
  evidence,
});

const asSuggestion = ({ id, score, evidence }: ComparedTip): DuplicateLink => ({
  tipId: id,
  kind: 'similar',
  score,
  evidence,
});
