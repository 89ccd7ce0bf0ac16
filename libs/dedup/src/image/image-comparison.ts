import type { Evidence } from '../evidence.js';
import type { Comparison } from '../text/comparison.js';
import { spoken } from '../text/comparison.js';
import type { Word } from '../text/words.js';
import type { ImageFingerprint } from './image-fingerprint.js';
import { Places } from './middle.js';
import { differingBits, PDQ_BITS, PDQ_SAME_MIDDLE_BITS, PDQ_SAME_PICTURE_BITS } from './pdq.js';

/** That two files show the same picture, and how that is known. */
export interface SamePicture {
  kind: 'file' | 'image';
  /** 1 for the same file; otherwise the part of the 256 bits that agree. */
  score: number;
  evidence: Evidence;
}

/** How a picture was found again. */
export interface PictureDistance {
  isSameFile: boolean;
  bits: number;
  /** Quarter-turned or mirrored. */
  isTurned: boolean;
  /** One shows only a part of the other, or is held a little askew. */
  isPart: boolean;
}

/**
 * Compares two pictures in all their views and orientations, then looks for the middle of the right one in the left one;
 * undefined where they are not the same.
 */
export function comparePictures(left: ImageFingerprint, right: ImageFingerprint): SamePicture | undefined {
  if (left.sha256 === right.sha256) return describePicture(SAME_FILE);
  let closest: PictureDistance | undefined;
  for (const { hashes, middles } of left.views) {
    for (const other of right.views) {
      hashes.forEach((hash, turn) => {
        const bits = differingBits(hash, other.hashes[0]!);
        if (
          bits < (closest?.bits ?? PDQ_SAME_PICTURE_BITS + 1) &&
          isSameMiddle(middles[turn], other.middles[0])
        )
          closest = { isSameFile: false, bits, isTurned: turn > 0, isPart: false };
      });
    }
  }
  closest ??= findMiddle(left, right);
  return closest && describePicture(closest);
}

export const SAME_FILE: PictureDistance = { isSameFile: true, bits: 0, isTurned: false, isPart: false };

/** Also where one has no middle to speak of: then the whole decides. */
export const isSameMiddle = (left: string | undefined, right: string | undefined) =>
  left === undefined || right === undefined || differingBits(left, right) <= PDQ_SAME_MIDDLE_BITS;

function findMiddle({ places }: ImageFingerprint, { views }: ImageFingerprint): PictureDistance | undefined {
  if (places === undefined) return undefined;
  const asked = new Places(places);
  const found = views.flatMap(({ middles }) => {
    const bits = middles[0] === undefined ? undefined : asked.closest(Buffer.from(middles[0], 'hex'));
    return bits === undefined ? [] : [bits];
  });
  if (found.length === 0) return undefined;
  return { isSameFile: false, bits: Math.min(...found), isTurned: false, isPart: true };
}

export function describePicture({ isSameFile, bits, isTurned, isPart }: PictureDistance): SamePicture {
  if (isSameFile) return { kind: 'file', score: 1, evidence: { code: 'same-file' } };
  return {
    kind: 'image',
    score: Math.round((1 - bits / PDQ_BITS) * 1000) / 1000,
    evidence: { code: 'same-picture', bits, ofBits: PDQ_BITS, isTurned, ...(isPart && { isPart }) },
  };
}

/** With fewer telling words than this a text is a caption: what is told is the picture. */
const CAPTION_WORDS = 6;

/**
 * Whether one picture is enough to fold. Not where the words contradict each other, and not where both tell something
 * else at length: the campaign's own poster comes with hundreds of unlike tips.
 */
export function pictureDecides(left: Word[], right: Word[], comparison: Comparison | undefined): boolean {
  if (comparison?.verdict === 'contradicting') return false;
  return comparison === undefined || isCaption(left) || isCaption(right);
}

const isCaption = (words: Word[]) =>
  spoken(words).filter((word) => word.kind !== 'link').length < CAPTION_WORDS;
