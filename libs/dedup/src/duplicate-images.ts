import type { Tx } from '#kernel';
import { readMember, repeatGroup, type MemberRecord } from './group-records.js';
import { pictureDecides } from './image/image-comparison.js';
import type { ImageFingerprint } from './image/image-fingerprint.js';
import { findPictures, keepPicture, lockPictures, type PictureCandidate } from './image/image-records.js';
import type { DuplicateLink, Grouping } from './links.js';
import { keepSuggestions } from './suggestions.js';
import { choosePlace, type Compared } from './placement.js';
import { compare } from './text/comparison.js';
import { readWords } from './text/words.js';

export interface ImageToFold {
  /** Already folded by its text. */
  tipId: string;
  campaignId: string;
  fileId: string;
  fingerprint: ImageFingerprint;
}

export interface ImageGrouping extends Grouping {
  /** True if the picture brought the tip from its own group of one into another. */
  moved: boolean;
}

const LINKS_KEPT = 8;

/** Remembers a file's picture and places its tip by it; `DuplicateGroups.foldImage` says how. */
export async function foldPicture(tx: Tx, image: ImageToFold): Promise<ImageGrouping> {
  await lockPictures(tx, image.campaignId);
  const found = await findPictures(tx, image.campaignId, image.fingerprint);
  await keepPicture(tx, image);
  const member = await readMember(tx, image.tipId);
  const others = found.filter((other) => other.tipId !== image.tipId);
  const target = mayMove(member) ? placeFor(member, others) : undefined;
  const groupId = target?.groupId ?? member.groupId;
  const links = others
    .filter((other) => other.groupId === groupId)
    .map(asLink)
    .slice(0, LINKS_KEPT);
  const related = others
    .filter((other) => other.groupId !== groupId)
    .map(asLink)
    .slice(0, LINKS_KEPT);
  await keepSuggestions(tx, image.tipId, related);
  const moved = target !== undefined;
  const placed = moved ? await repeatGroup(tx, member, groupId, links) : member;
  return {
    groupId: placed.groupId,
    canonicalTipId: placed.canonicalTipId,
    isNew: !moved && member.size === 1,
    moved,
    links,
    related,
  };
}

const mayMove = ({ size, placedBy }: MemberRecord) => size === 1 && placedBy === 'machine';

function placeFor(member: MemberRecord, others: PictureCandidate[]): PictureCandidate | undefined {
  const words = readWords(member.text ?? '');
  const compared = others
    .filter((other) => other.decides && !member.apartFrom.includes(other.groupId))
    .map((other): Compared & { picture: PictureCandidate } => {
      const theirs = readWords(other.text ?? '');
      const comparison = compare(words, theirs);
      const decides = pictureDecides(words, theirs, comparison);
      const alike = other.kind === 'file' ? 'exact' : 'near';
      const verdict = comparison.verdict === 'contradicting' ? 'contradicting' : decides ? alike : 'unlike';
      const isCanonical = other.tipId === other.canonicalTipId;
      return {
        id: other.tipId,
        groupId: other.groupId,
        isCanonical,
        verdict,
        score: other.score,
        picture: other,
      };
    });
  // Like the canonical tip's picture, or the very file of a member: from part to part a chain would lead to another picture.
  return choosePlace(compared, () => 'unlike')?.picture;
}

const asLink = ({ tipId, kind, score, evidence }: PictureCandidate): DuplicateLink => ({
  tipId,
  kind,
  score,
  evidence,
});
