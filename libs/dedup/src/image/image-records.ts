import type { Tx } from '#kernel';
import { hash64 } from '../text/hash64.js';
import { chunkKeys, neighbourKeys } from './chunk-index.js';
import { describePicture, type SamePicture } from './image-comparison.js';
import type { ImageFingerprint, ImageView } from './image-fingerprint.js';

/** A tip of the campaign that came with the same picture. */
export interface PictureCandidate extends SamePicture {
  tipId: string;
  /** Null where only the file is known: it came before its tip was grouped. */
  text: string | null;
  groupId: string;
  canonicalTipId: string;
}

/** A chunk value that so many pictures have (all dark, all even) tells little; only its newest holders are looked at. */
const HOLDERS_PER_KEY = 64;
const FOUND_AT_MOST = 50;

/** Alike pictures of one campaign are placed one after the other, each seeing those before it. */
export async function lockPictures(tx: Tx, campaignId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [String(hash64(`${campaignId}\u0005`))]);
}

/** Tips of the campaign with the same file or the same picture; the pictures as they are first, then turned and mirrored. */
export async function findPictures(
  tx: Tx,
  campaignId: string,
  print: ImageFingerprint,
): Promise<PictureCandidate[]> {
  const found = new Map<string, SamePicture>();
  for (const number of await sameFiles(tx, campaignId, print)) {
    found.set(number, describePicture({ isSameFile: true, bits: 0, isTurned: false }));
  }
  for (const turns of [[0], [1, 2, 3, 4, 5, 6, 7]]) {
    if (found.size > 0) break;
    for (const view of print.views) {
      for (const near of await nearPictures(tx, campaignId, view, turns)) {
        const picture = describePicture({ isSameFile: false, bits: near.bits, isTurned: turns[0] !== 0 });
        if (picture.score > (found.get(near.number)?.score ?? 0)) found.set(near.number, picture);
      }
    }
  }
  return found.size === 0 ? [] : withGroups(tx, found);
}

async function sameFiles(tx: Tx, campaignId: string, print: ImageFingerprint): Promise<string[]> {
  const rows = await tx.query<{ number: string }[]>(
    'SELECT number FROM duplicate_image WHERE file_key = $1 ORDER BY number LIMIT $2',
    [String(fileKey(campaignId, print)), FOUND_AT_MOST],
  );
  return rows.map((row) => row.number);
}

interface NearRow {
  number: string;
  bits: number;
}

function nearPictures(
  tx: Tx,
  campaignId: string,
  { hashes }: ImageView,
  turns: number[],
): Promise<NearRow[]> {
  const base = pictureKeyBase(campaignId);
  const asked = turns.map((turn) => hashes[turn]!);
  const keys = asked.map((hash) => neighbourKeys(hash).map((key) => String(base + BigInt(key))));
  return tx.query('SELECT number, bits FROM duplicate_images_near($1::bit(256)[], $2, $3, $4, $5)', [
    asked.map(asBits),
    keys.flat(),
    keys.flatMap((each, at) => each.map(() => at + 1)),
    HOLDERS_PER_KEY,
    FOUND_AT_MOST,
  ]);
}

async function withGroups(tx: Tx, found: Map<string, SamePicture>): Promise<PictureCandidate[]> {
  const rows = await tx.query<CandidateRow[]>(
    `SELECT i.number, i.tip_id, f.text, m.group_id, g.canonical_tip_id
       FROM duplicate_image AS i
       JOIN duplicate_member AS m ON m.tip_id = i.tip_id
       JOIN duplicate_group AS g ON g.id = m.group_id
       LEFT JOIN duplicate_fingerprint AS f ON f.tip_id = i.tip_id
      WHERE i.number = ANY ($1) ORDER BY i.number`,
    [[...found.keys()]],
  );
  return rows.map((row) => ({
    ...found.get(row.number)!,
    tipId: row.tip_id,
    text: row.text,
    groupId: row.group_id,
    canonicalTipId: row.canonical_tip_id,
  }));
}

interface CandidateRow {
  number: string;
  tip_id: string;
  text: string | null;
  group_id: string;
  canonical_tip_id: string;
}

export interface PictureToKeep {
  tipId: string;
  campaignId: string;
  fileId: string;
  fingerprint: ImageFingerprint;
}

/** One row for each view, and one without a hash for a picture with too few features. */
export async function keepPicture(
  tx: Tx,
  { tipId, campaignId, fileId, fingerprint }: PictureToKeep,
): Promise<void> {
  const base = pictureKeyBase(campaignId);
  const hashes = fingerprint.views.map((view) => view.hashes[0]!);
  for (const hash of hashes.length > 0 ? hashes : [undefined]) {
    await tx.query(
      `WITH kept AS (
         INSERT INTO duplicate_image (tip_id, file_id, file_key, hash) VALUES ($1, $2, $3, $4::bit(256)) RETURNING number)
       INSERT INTO duplicate_image_posting (key, number) SELECT key, number FROM kept, unnest($5::bigint[]) AS key`,
      [
        tipId,
        fileId,
        String(fileKey(campaignId, fingerprint)),
        hash === undefined ? null : asBits(hash),
        hash === undefined ? [] : chunkKeys(hash).map((key) => String(base + BigInt(key))),
      ],
    );
  }
}

const fileKey = (campaignId: string, { sha256 }: ImageFingerprint) => hash64(`${campaignId}\u0006${sha256}`);

/** Leaves the lowest 20 bits free for chunk and value. */
export const pictureKeyBase = (campaignId: string) =>
  BigInt.asIntN(64, hash64(`${campaignId}\u0007`) & ~0xfffffn);

const asBits = (hash: string) =>
  [...hash].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
