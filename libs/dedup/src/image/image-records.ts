import type { Tx } from '#kernel';
import { hash64 } from '../text/hash64.js';
import { chunkKeys, CHUNKS, neighbourKeys } from './chunk-index.js';
import {
  describePicture,
  isSameMiddle,
  type PictureDistance,
  SAME_FILE,
  type SamePicture,
} from './image-comparison.js';
import type { ImageFingerprint, ImageView } from './image-fingerprint.js';
import { MIDDLES_LOOKED_AT, Places } from './middle.js';

/** A tip of the campaign that came with the same picture. */
export interface PictureCandidate extends SamePicture {
  tipId: string;
  /** Enough to fold; false for a picture that is only part of a video, or a video that shares little. */
  decides: boolean;
  /** Null where only the file is known: it came before its tip was grouped. */
  text: string | null;
  groupId: string;
  canonicalTipId: string;
}

/**
 * A chunk value that so many pictures have (all dark, all even, one photo sent by hundreds) gets no more: whoever comes later is
 * found by its other fifteen, or by those before it.
 */
const HOLDERS_PER_KEY = 256;
const FOUND_AT_MOST = 50;

/** Alike pictures of one campaign are placed one after the other, each seeing those before it. */
export async function lockPictures(tx: Tx, campaignId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [String(hash64(`${campaignId}\u0005`))]);
}

/**
 * Tips of the campaign with the same file or the same picture; the pictures as they are first, then turned and mirrored, then
 * those of which one shows a part.
 */
export async function findPictures(
  tx: Tx,
  campaignId: string,
  print: ImageFingerprint,
): Promise<PictureCandidate[]> {
  const found = new Hits();
  for (const number of await sameFiles(tx, campaignId, print)) found.add(number, SAME_FILE, undefined);
  for (const turns of [[0], [1, 2, 3, 4, 5, 6, 7]]) {
    if (found.size > 0) break;
    for (const view of turns[0] === 0 ? print.views : print.views.slice(0, VIEWS_TURNED_AT_MOST)) {
      for (const { number, turn, bits, middle } of await nearPictures(tx, campaignId, view, turns)) {
        if (isSameMiddle(view.middles[turns[turn - 1]!], middle?.toString('hex')))
          found.add(number, { ...SAME_FILE, isSameFile: false, bits, isTurned: turns[0] !== 0 }, view.frame);
      }
    }
  }
  if (found.size === 0) {
    for (const { number, bits } of await shownInPart(tx, campaignId, print))
      found.add(number, { isSameFile: false, bits, isTurned: false, isPart: true }, undefined);
  }
  return found.size === 0 ? [] : withGroups(tx, print, found);
}

/** A picture has three views at most; of a video, the first frames are enough to see that somebody mirrored it. */
const VIEWS_TURNED_AT_MOST = 3;

/** Stored views that were found, each with its closest distance and the asked frames that it was found by. */
class Hits extends Map<string, { distance: PictureDistance; frames: Set<number> }> {
  add(number: string, distance: PictureDistance, frame: number | undefined): void {
    const known = this.get(number);
    const frames = known?.frames ?? new Set();
    if (frame !== undefined) frames.add(frame);
    const isCloser =
      known === undefined || (!known.distance.isSameFile && distance.bits < known.distance.bits);
    this.set(number, { distance: isCloser ? distance : known.distance, frames });
  }
}

async function sameFiles(tx: Tx, campaignId: string, print: ImageFingerprint): Promise<string[]> {
  const rows = await tx.query<{ number: string }[]>(
    'SELECT number FROM duplicate_image WHERE file_key = $1 ORDER BY number LIMIT $2',
    [String(fileKey(campaignId, print)), FOUND_AT_MOST],
  );
  return rows.map((row) => row.number);
}

/** So many chunks of a turned picture's hash are asked for with each bit turned over. */
const CHUNKS_OF_TURNED = 6;

interface NearRow {
  number: string;
  /** Which of the asked ones, from 1. */
  turn: number;
  bits: number;
  middle: Buffer | null;
}

/**
 * As it is, a picture is found whatever 31 bits differ. Turned or mirrored, seven hashes are asked for, each by 112 keys and not by 272:
 * of copies that differ in 24 bits 99.9 % are found, of those in 31 99.2 %.
 */
function nearPictures(
  tx: Tx,
  campaignId: string,
  { hashes }: ImageView,
  turns: number[],
): Promise<NearRow[]> {
  const base = pictureKeyBase(campaignId);
  const asked = turns.map((turn) => hashes[turn]!);
  const chunks = turns[0] === 0 ? CHUNKS : CHUNKS_OF_TURNED;
  const keys = asked.map((hash) => neighbourKeys(hash, chunks).map((key) => String(base + BigInt(key))));
  return tx.query(
    `SELECT near.number, near.turn, near.bits, i.middle
       FROM duplicate_images_near($1::bit(256)[], $2, $3, $4, $5) AS near JOIN duplicate_image AS i ON i.number = near.number`,
    [
      asked.map(asBits),
      keys.flat(),
      keys.flatMap((each, at) => each.map(() => at + 1)),
      HOLDERS_PER_KEY,
      FOUND_AT_MOST,
    ],
  );
}

/** Pictures whose middle lies somewhere in the asked one, among the newest of the campaign. */
async function shownInPart(
  tx: Tx,
  campaignId: string,
  { places }: ImageFingerprint,
): Promise<{ number: string; bits: number }[]> {
  if (places === undefined) return [];
  const rows = await tx.query<{ number: string; middle: Buffer }[]>(
    `SELECT number, middle FROM duplicate_image
      WHERE campaign_key = $1 AND middle IS NOT NULL ORDER BY number DESC LIMIT $2`,
    [String(pictureKeyBase(campaignId)), MIDDLES_LOOKED_AT],
  );
  const asked = new Places(places);
  return rows
    .flatMap(({ number, middle }) => {
      const bits = asked.closest(middle);
      return bits === undefined ? [] : [{ number, bits }];
    })
    .slice(0, FOUND_AT_MOST);
}

async function withGroups(tx: Tx, asked: ImageFingerprint, found: Hits): Promise<PictureCandidate[]> {
  const rows = await tx.query<CandidateRow[]>(
    `SELECT i.number, i.tip_id, i.file_id, i.frame, f.text, m.group_id, g.canonical_tip_id,
            (SELECT count(*)::integer FROM duplicate_image AS other
              WHERE other.tip_id = i.tip_id AND other.file_id = i.file_id AND other.frame IS NOT NULL) AS frames
       FROM duplicate_image AS i
       JOIN duplicate_member AS m ON m.tip_id = i.tip_id
       JOIN duplicate_group AS g ON g.id = m.group_id
       LEFT JOIN duplicate_fingerprint AS f ON f.tip_id = i.tip_id
      WHERE i.number = ANY ($1) ORDER BY i.number`,
    [[...found.keys()]],
  );
  const byFile = Map.groupBy(rows, (row) => `${row.tip_id} ${row.file_id}`);
  return [...byFile.values()].map((views) => ({
    ...describeFile(asked, views, found),
    tipId: views[0]!.tip_id,
    text: views[0]!.text,
    groupId: views[0]!.group_id,
    canonicalTipId: views[0]!.canonical_tip_id,
  }));
}

interface CandidateRow {
  number: string;
  tip_id: string;
  file_id: string;
  frame: number | null;
  /** Of its file; 0 where that is a picture. */
  frames: number;
  text: string | null;
  group_id: string;
  canonical_tip_id: string;
}

/** One shared picture is not the same video: two clips of one programme share its opening. */
function describeFile(
  asked: ImageFingerprint,
  views: CandidateRow[],
  found: Hits,
): SamePicture & { decides: boolean } {
  const hits = views.map(({ number }) => found.get(number)!);
  const [closest] = hits.map(({ distance }) => distance).sort((left, right) => left.bits - right.bits);
  const isVideo = asked.views.some(({ frame }) => frame !== undefined);
  if (hits.some(({ distance }) => distance.isSameFile))
    return { ...describePicture(SAME_FILE), decides: true };
  if (!isVideo && views[0]!.frames === 0) return { ...describePicture(closest!), decides: true };
  const here = new Set(hits.flatMap(({ frames }) => [...frames])).size;
  const there = new Set(views.map(({ frame }) => frame)).size;
  const frames = Math.min(isVideo ? here : 1, there);
  const ofFrames = Math.max(1, Math.min(isVideo ? asked.views.length : 1, views[0]!.frames || 1));
  return {
    kind: 'image',
    score: Math.round((frames / ofFrames) * 1000) / 1000,
    evidence: { code: 'shared-frames', frames, ofFrames },
    decides: isVideo && views[0]!.frames > 0 && frames >= ofFrames * SAME_VIDEO_PART,
  };
}

const SAME_VIDEO_PART = 0.5;

export interface PictureToKeep {
  tipId: string;
  campaignId: string;
  fileId: string;
  fingerprint: ImageFingerprint;
}

/** One row for each view, and one without a hash for a picture with too few features. Repeating it does no harm. */
export async function keepPicture(
  tx: Tx,
  { tipId, campaignId, fileId, fingerprint }: PictureToKeep,
): Promise<void> {
  const known = await tx.query<unknown[]>(
    'SELECT 1 FROM duplicate_image WHERE tip_id = $1 AND file_id = $2 LIMIT 1',
    [tipId, fileId],
  );
  if (known.length > 0) return;
  const base = pictureKeyBase(campaignId);
  const views: Partial<ImageView>[] = fingerprint.views.length > 0 ? fingerprint.views : [{}];
  for (const { hashes: [hash] = [], middles: [middle] = [], frame } of views) {
    await tx.query(
      `WITH kept AS (
         INSERT INTO duplicate_image (tip_id, file_id, file_key, hash, frame, campaign_key, middle)
         VALUES ($1, $2, $3, $4::bit(256), $6, $8, $9) RETURNING number)
       INSERT INTO duplicate_image_posting (key, number, hash)
       SELECT wanted.key, kept.number, $4::bit(256) FROM kept, unnest($5::bigint[]) AS wanted (key)
        WHERE (SELECT count(*) FROM (SELECT 1 FROM duplicate_image_posting AS p WHERE p.key = wanted.key LIMIT $7) AS held) < $7`,
      [
        tipId,
        fileId,
        String(fileKey(campaignId, fingerprint)),
        hash === undefined ? null : asBits(hash),
        hash === undefined ? [] : chunkKeys(hash).map((key) => String(base + BigInt(key))),
        frame ?? null,
        HOLDERS_PER_KEY,
        String(base),
        middle === undefined || frame !== undefined ? null : Buffer.from(middle, 'hex'),
      ],
    );
  }
}

const fileKey = (campaignId: string, { sha256 }: ImageFingerprint) => hash64(`${campaignId}\u0006${sha256}`);

/** The keys under which the pictures of a tip are posted. */
export async function pictureKeysOf(tx: Tx, tipId: string, campaignId: string): Promise<bigint[]> {
  const rows = await tx.query<{ hash: string }[]>(
    'SELECT hash::text AS hash FROM duplicate_image WHERE tip_id = $1 AND hash IS NOT NULL',
    [tipId],
  );
  const base = pictureKeyBase(campaignId);
  return rows.flatMap(({ hash }) => chunkKeys(asHex(hash)).map((key) => base + BigInt(key)));
}

/** Leaves the lowest 20 bits free for chunk and value. */
export const pictureKeyBase = (campaignId: string) =>
  BigInt.asIntN(64, hash64(`${campaignId}\u0007`) & ~0xfffffn);

const asHex = (bits: string) => bits.replace(/[01]{4}/g, (nibble) => Number.parseInt(nibble, 2).toString(16));

const asBits = (hash: string) =>
  [...hash].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
