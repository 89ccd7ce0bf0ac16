import { notFound, type Tx, uuidv7 } from '#kernel';
import type { DuplicateLink } from './links.js';
import type { TextFingerprint } from './text/fingerprint.js';

/** An earlier tip that may say the same, with the group it is in. */
export interface Candidate {
  tipId: string;
  text: string;
  groupId: string;
  canonicalTipId: string;
}

/** Of a key that many tips have, only the newest so many are looked at: it tells little anyway. */
const HOLDERS_PER_KEY = 128;
/** The most alike so many tips, by shared keys, are compared word by word. */
export const COMPARED_AT_MOST = 32;

/** Waits until whoever places an alike tip right now has committed, then finds the tips to compare with. */
export async function findCandidates(tx: Tx, print: TextFingerprint): Promise<Candidate[]> {
  const rows = await tx.query<CandidateRow[]>('SELECT * FROM duplicate_candidates($1, $2, $3, $4, $5)', [
    print.lockKeys.map(String),
    String(print.exactKey),
    print.sketch.map(String),
    HOLDERS_PER_KEY,
    COMPARED_AT_MOST,
  ]);
  return rows.map((row) => ({
    tipId: row.tip_id,
    text: row.text,
    groupId: row.group_id,
    canonicalTipId: row.canonical_tip_id,
  }));
}

interface CandidateRow {
  tip_id: string;
  text: string;
  group_id: string;
  canonical_tip_id: string;
}

export interface NewFingerprint {
  tipId: string;
  campaignId: string;
  text: string;
  exactKey: bigint;
  /** Only keys under which the group can't be found yet: 400 copies cost the postings of one. */
  keys: bigint[];
  receivedAt: Date;
}

export async function keepFingerprint(tx: Tx, print: NewFingerprint): Promise<void> {
  await tx.query(
    `WITH kept AS (
       INSERT INTO duplicate_fingerprint (tip_id, campaign_id, exact_key, text, received_at)
       VALUES ($1, $2, $3, $4, $5) RETURNING number)
     INSERT INTO duplicate_posting (key, number) SELECT key, number FROM kept, unnest($6::bigint[]) AS key`,
    [
      print.tipId,
      print.campaignId,
      String(print.exactKey),
      print.text,
      print.receivedAt,
      print.keys.map(String),
    ],
  );
}

export interface Joining {
  tipId: string;
  groupId: string;
  links: DuplicateLink[];
  receivedAt: Date;
}

/** Adds a new tip to a group, or to the one that it was merged into since it was looked up. */
export async function joinGroup(
  tx: Tx,
  { tipId, groupId, links, receivedAt }: Joining,
): Promise<{ groupId: string; canonicalTipId: string }> {
  const [joined] = await tx.query<GrownGroup[]>('SELECT * FROM duplicate_join($1, $2, $3, $4)', [
    tipId,
    groupId,
    JSON.stringify(links),
    receivedAt,
  ]);
  return { groupId: joined!.group_id, canonicalTipId: joined!.canonical_tip_id };
}

interface GrownGroup {
  group_id: string;
  canonical_tip_id: string;
}

/** Counts one more, following the group where it was merged into another since it was looked up. */
async function growGroup(
  tx: Tx,
  groupId: string,
  receivedAt: Date,
): Promise<{ groupId: string; canonicalTipId: string }> {
  const [grown] = await tx.query<GrownGroup[]>('SELECT * FROM duplicate_grow($1, $2)', [groupId, receivedAt]);
  return { groupId: grown!.group_id, canonicalTipId: grown!.canonical_tip_id };
}

/** Starts a group of one. */
export async function startGroup(
  tx: Tx,
  campaignId: string,
  tipId: string,
  receivedAt: Date,
): Promise<string> {
  const groupId = uuidv7();
  await tx.query(
    `WITH started AS (
       INSERT INTO duplicate_group (id, campaign_id, canonical_tip_id, first_received_at, last_received_at)
       VALUES ($1, $2, $3, $4, $4))
     INSERT INTO duplicate_member (tip_id, group_id, placed_by, received_at) VALUES ($3, $1, 'machine', $4)`,
    [groupId, campaignId, tipId, receivedAt],
  );
  return groupId;
}

/** A tip as it stands in its group. */
export interface MemberRecord {
  tipId: string;
  groupId: string;
  canonicalTipId: string;
  size: number;
  placedBy: 'machine' | 'person';
  text: string | null;
  /** Groups that a person took it out of. */
  apartFrom: string[];
  receivedAt: Date;
}

/** @throws Problem `not-found`: the tip was never folded. */
export async function readMember(tx: Tx, tipId: string): Promise<MemberRecord> {
  const [row] = await tx.query<MemberRow[]>(
    `SELECT m.group_id, g.canonical_tip_id, g.size, m.placed_by, f.text, m.received_at,
            ARRAY(SELECT a.group_id FROM duplicate_apart AS a WHERE a.tip_id = m.tip_id) AS apart_from
       FROM duplicate_member AS m
       JOIN duplicate_group AS g ON g.id = m.group_id
       LEFT JOIN duplicate_fingerprint AS f ON f.tip_id = m.tip_id
      WHERE m.tip_id = $1 FOR UPDATE OF m, g`,
    [tipId],
  );
  if (row === undefined) throw notFound('tip among the duplicate groups');
  return {
    tipId,
    groupId: row.group_id,
    canonicalTipId: row.canonical_tip_id,
    size: row.size,
    placedBy: row.placed_by,
    text: row.text,
    apartFrom: row.apart_from,
    receivedAt: row.received_at,
  };
}

interface MemberRow {
  group_id: string;
  canonical_tip_id: string;
  size: number;
  placed_by: 'machine' | 'person';
  text: string | null;
  received_at: Date;
  apart_from: string[];
}

/** Lets a group of one, found to repeat another, go up in it. */
export async function repeatGroup(
  tx: Tx,
  { tipId, groupId, receivedAt }: MemberRecord,
  targetId: string,
  links: DuplicateLink[],
): Promise<{ groupId: string; canonicalTipId: string }> {
  const joined = await growGroup(tx, targetId, receivedAt);
  await tx.query('UPDATE duplicate_group SET size = 0, merged_into = $2 WHERE id = $1', [
    groupId,
    joined.groupId,
  ]);
  await tx.query('UPDATE duplicate_member SET group_id = $2, links = $3 WHERE tip_id = $1', [
    tipId,
    joined.groupId,
    JSON.stringify(links),
  ]);
  return joined;
}
