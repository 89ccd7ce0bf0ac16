import { Injectable } from '@nestjs/common';
import { Clock, conflict, notFound, type Tx, unprocessable, uuidv7 } from '#kernel';
import { fingerprintText } from './text/fingerprint.js';

/** What a person's decision changed; the caller audits it and moves its own rows accordingly. */
export interface Regrouping {
  decisionId: string;
  /** Every group whose members or canonical tip changed; one that is empty was merged away. */
  groups: { groupId: string; canonicalTipId: string; tipIds: string[] }[];
}

type DecisionKind = 'split' | 'merge' | 'canonical' | 'refuse';

/**
 * What people decide about groups. Remembered, undoable in reverse order, and stronger than the machine: it never moves a tip
 * back, and it puts new repeats where the person wants them. Everything happens in the caller's transaction.
 */
@Injectable()
export class GroupDecisions {
  constructor(private readonly clock: Clock) {}

  /**
   * Takes tips out of their group into a new one of their own.
   * @throws Problem 404 `not-found`: no such group; 422: no tip, a tip of another group, or all of the group's tips.
   */
  async split(tx: Tx, { groupId, tipIds }: { groupId: string; tipIds: string[] }): Promise<Regrouping> {
    const group = await lockGroup(tx, groupId);
    const members = await membersOf(tx, groupId);
    const leaving = members.filter((tipId) => tipIds.includes(tipId));
    if (
      leaving.length !== new Set(tipIds).size ||
      leaving.length === 0 ||
      leaving.length === members.length
    ) {
      throw unprocessable([{ pointer: '/tipIds', rule: 'some-members-not-all' }]);
    }
    const newGroupId = uuidv7();
    await tx.query(
      `INSERT INTO duplicate_group (id, campaign_id, canonical_tip_id, size, first_received_at, last_received_at)
       SELECT $1, campaign_id, $2, 0, first_received_at, last_received_at FROM duplicate_group WHERE id = $3`,
      [newGroupId, leaving[0], groupId],
    );
    const decisionId = await this.remember(tx, 'split', groupId, newGroupId, leaving, group.canonicalTipId);
    await moveMembers(tx, leaving, newGroupId);
    await tx.query(
      'INSERT INTO duplicate_apart (tip_id, group_id, decision_id) SELECT tip, $2, $3 FROM unnest($1::uuid[]) AS tip',
      [leaving, groupId, decisionId],
    );
    await makeFindable(tx, leaving[0]!);
    if (leaving.includes(group.canonicalTipId)) {
      const heir = members.find((tipId) => !leaving.includes(tipId))!;
      await appoint(tx, groupId, heir);
    }
    return this.changed(tx, decisionId, [groupId, newGroupId]);
  }

  /**
   * Moves the tips of one group into another, which keeps its canonical tip; with `tipIds` only these, for whoever may not
   * decide about the others.
   * @throws Problem 404 `not-found`: no such group; 422: the same group twice, of two campaigns, or no tip to move.
   */
  async merge(
    tx: Tx,
    { fromGroupId, intoGroupId, tipIds }: { fromGroupId: string; intoGroupId: string; tipIds?: string[] },
  ): Promise<Regrouping> {
    if (fromGroupId === intoGroupId)
      throw unprocessable([{ pointer: '/intoGroupId', rule: 'another-group' }]);
    // In the order of their ids, so that two people who merge crosswise wait for each other instead of deadlocking.
    const locked = new Map<string, LockedGroup>();
    for (const id of [fromGroupId, intoGroupId].sort()) locked.set(id, await lockGroup(tx, id));
    const [from, into] = [locked.get(fromGroupId)!, locked.get(intoGroupId)!];
    if (from.campaignId !== into.campaignId)
      throw unprocessable([{ pointer: '/intoGroupId', rule: 'same-campaign' }]);
    const members = await membersOf(tx, fromGroupId);
    const moving = members.filter((tipId) => tipIds?.includes(tipId) ?? true);
    if (moving.length === 0) throw unprocessable([{ pointer: '/tipIds', rule: 'some-members' }]);
    const decisionId = await this.remember(
      tx,
      'merge',
      fromGroupId,
      intoGroupId,
      moving,
      from.canonicalTipId,
    );
    await moveMembers(tx, moving, intoGroupId);
    const heir = members.find((tipId) => !moving.includes(tipId));
    if (heir === undefined)
      await tx.query('UPDATE duplicate_group SET merged_into = $2 WHERE id = $1', [fromGroupId, intoGroupId]);
    else if (moving.includes(from.canonicalTipId)) await appoint(tx, fromGroupId, heir);
    await tx.query('DELETE FROM duplicate_apart WHERE tip_id = ANY ($1) AND group_id = $2', [
      moving,
      intoGroupId,
    ]);
    return this.changed(tx, decisionId, [fromGroupId, intoGroupId]);
  }

  /**
   * Makes a member stand for its group.
   * @throws Problem 404 `not-found`: no such group; 422: the tip is not in it.
   */
  async setCanonical(tx: Tx, { groupId, tipId }: { groupId: string; tipId: string }): Promise<Regrouping> {
    const group = await lockGroup(tx, groupId);
    if (!(await membersOf(tx, groupId)).includes(tipId))
      throw unprocessable([{ pointer: '/tipId', rule: 'a-member' }]);
    const decisionId = await this.remember(tx, 'canonical', groupId, null, [tipId], group.canonicalTipId);
    await appoint(tx, groupId, tipId);
    return this.changed(tx, decisionId, [groupId]);
  }

  /**
   * Remembers that two tips are not the same, however alike: they are not suggested again, and no picture folds them.
   * @throws Problem 404 `not-found`: one of them was never folded; 422: the same tip twice, or both in one group.
   */
  async refuse(tx: Tx, { tipId, otherTipId }: { tipId: string; otherTipId: string }): Promise<Regrouping> {
    const [here, there] = [await groupOf(tx, tipId), await groupOf(tx, otherTipId)];
    if (here === there) throw unprocessable([{ pointer: '/otherTipId', rule: 'another-group' }]);
    const { canonicalTipId } = await lockGroup(tx, here);
    const decisionId = await this.remember(tx, 'refuse', here, there, [tipId, otherTipId], canonicalTipId);
    await tx.query(
      `INSERT INTO duplicate_refusal (tip_id, other_tip_id, decision_id)
       VALUES (least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), $3) ON CONFLICT DO NOTHING`,
      [tipId, otherTipId, decisionId],
    );
    await tx.query(
      'INSERT INTO duplicate_apart (tip_id, group_id, decision_id) VALUES ($1, $2, $3), ($4, $5, $3) ON CONFLICT DO NOTHING',
      [tipId, there, decisionId, otherTipId, here],
    );
    return this.changed(tx, decisionId, [here, there]);
  }

  /** The tips that a decision was about, so that the caller can see whether the actor may take it back; `undefined`: none such. */
  async tipsOf(tx: Tx, decisionId: string): Promise<string[] | undefined> {
    const [decision] = await tx.query<{ tip_ids: string[] }[]>(
      'SELECT tip_ids FROM duplicate_decision WHERE id = $1',
      [decisionId],
    );
    return decision?.tip_ids;
  }

  /**
   * Takes a decision back: who has come into a group since then stays there.
   * @throws Problem 404 `not-found`; 409 `already-undone`; 409 `decided-since`: a later decision about the same groups
   *   must be undone first.
   */
  async undo(tx: Tx, decisionId: string): Promise<Regrouping> {
    const decision = await lockDecision(tx, decisionId);
    const groups = [decision.group_id, ...(decision.other_group_id ? [decision.other_group_id] : [])];
    await tx.query('SELECT 1 FROM duplicate_group WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [groups]);
    const later = await tx.query<unknown[]>(
      `SELECT 1 FROM duplicate_decision WHERE id > $1 AND undone_at IS NULL AND kind <> 'refuse'
          AND (group_id = ANY ($2) OR other_group_id = ANY ($2)) LIMIT 1`,
      [decisionId, groups],
    );
    if (later.length > 0 && decision.kind !== 'refuse')
      throw conflict('decided-since', 'A later decision about these groups comes first.');
    await tx.query('UPDATE duplicate_decision SET undone_at = $2 WHERE id = $1', [
      decisionId,
      this.clock.now(),
    ]);
    await takeBack(tx, decision);
    return this.changed(tx, decisionId, groups);
  }

  private async remember(
    tx: Tx,
    kind: DecisionKind,
    groupId: string,
    otherGroupId: string | null,
    tipIds: string[],
    canonicalBefore: string,
  ): Promise<string> {
    const now = this.clock.now();
    const id = uuidv7(now.getTime());
    await tx.query(
      `INSERT INTO duplicate_decision (id, kind, group_id, other_group_id, tip_ids, canonical_before, decided_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, kind, groupId, otherGroupId, tipIds, canonicalBefore, now],
    );
    return id;
  }

  private async changed(tx: Tx, decisionId: string, groupIds: string[]): Promise<Regrouping> {
    const rows = await tx.query<{ id: string; canonical_tip_id: string; tip_ids: string[] }[]>(
      `SELECT g.id, g.canonical_tip_id,
              ARRAY(SELECT m.tip_id FROM duplicate_member AS m WHERE m.group_id = g.id ORDER BY m.received_at, m.tip_id) AS tip_ids
         FROM duplicate_group AS g WHERE g.id = ANY ($1) ORDER BY g.id`,
      [groupIds],
    );
    return {
      decisionId,
      groups: rows.map((row) => ({
        groupId: row.id,
        canonicalTipId: row.canonical_tip_id,
        tipIds: row.tip_ids,
      })),
    };
  }
}

interface LockedGroup {
  campaignId: string;
  canonicalTipId: string;
}

async function lockGroup(tx: Tx, groupId: string): Promise<LockedGroup> {
  const [row] = await tx.query<{ campaign_id: string; canonical_tip_id: string }[]>(
    'SELECT campaign_id, canonical_tip_id FROM duplicate_group WHERE id = $1 AND merged_into IS NULL FOR UPDATE',
    [groupId],
  );
  if (row === undefined) throw notFound('duplicate group');
  return { campaignId: row.campaign_id, canonicalTipId: row.canonical_tip_id };
}

async function groupOf(tx: Tx, tipId: string): Promise<string> {
  const [row] = await tx.query<{ group_id: string }[]>(
    'SELECT group_id FROM duplicate_member WHERE tip_id = $1',
    [tipId],
  );
  if (row === undefined) throw notFound('tip among the duplicate groups');
  return row.group_id;
}

async function membersOf(tx: Tx, groupId: string): Promise<string[]> {
  const rows = await tx.query<{ tip_id: string }[]>(
    'SELECT tip_id FROM duplicate_member WHERE group_id = $1 ORDER BY received_at, tip_id',
    [groupId],
  );
  return rows.map((row) => row.tip_id);
}

/** Moves members and keeps both groups' sizes and times true. */
async function moveMembers(tx: Tx, tipIds: string[], groupId: string): Promise<void> {
  await tx.query(
    `WITH moved AS (
       UPDATE duplicate_member AS m SET group_id = $2, placed_by = 'person'
         FROM duplicate_member AS before
        WHERE m.tip_id = ANY ($1) AND before.tip_id = m.tip_id
       RETURNING before.group_id AS from_id, m.received_at),
     change AS (
       SELECT from_id AS id, -count(*)::integer AS by, NULL::timestamptz AS newest, NULL::timestamptz AS oldest FROM moved GROUP BY from_id
       UNION ALL SELECT $2, count(*)::integer, max(received_at), min(received_at) FROM moved)
     UPDATE duplicate_group AS g
        SET size = g.size + change.by,
            first_received_at = least(g.first_received_at, change.oldest),
            last_received_at = greatest(g.last_received_at, change.newest)
       FROM change WHERE g.id = change.id`,
    [tipIds, groupId],
  );
}

async function appoint(tx: Tx, groupId: string, tipId: string): Promise<void> {
  await tx.query('UPDATE duplicate_group SET canonical_tip_id = $2 WHERE id = $1', [groupId, tipId]);
  await makeFindable(tx, tipId);
}

/** A tip folded as a repeat has no postings of its own; as the canonical tip of a group it needs them. */
async function makeFindable(tx: Tx, tipId: string): Promise<void> {
  const [row] = await tx.query<{ number: string; campaign_id: string; text: string }[]>(
    'SELECT number, campaign_id, text FROM duplicate_fingerprint WHERE tip_id = $1',
    [tipId],
  );
  if (row === undefined) return;
  const { sketch } = fingerprintText(row.text, row.campaign_id);
  await tx.query(
    'INSERT INTO duplicate_posting (key, number) SELECT key, $2 FROM unnest($1::bigint[]) AS key ON CONFLICT DO NOTHING',
    [sketch.map(String), row.number],
  );
}

interface DecisionRow {
  id: string;
  kind: DecisionKind;
  group_id: string;
  other_group_id: string | null;
  tip_ids: string[];
  canonical_before: string;
  undone_at: Date | null;
}

async function lockDecision(tx: Tx, decisionId: string): Promise<DecisionRow> {
  const [decision] = await tx.query<DecisionRow[]>(
    'SELECT * FROM duplicate_decision WHERE id = $1 FOR UPDATE',
    [decisionId],
  );
  if (decision === undefined) throw notFound('decision');
  if (decision.undone_at !== null) throw conflict('already-undone', 'This decision was undone before.');
  return decision;
}

async function takeBack(tx: Tx, decision: DecisionRow): Promise<void> {
  const {
    kind,
    group_id: groupId,
    other_group_id: otherGroupId,
    canonical_before: canonicalBefore,
  } = decision;
  if (kind === 'split') {
    const since = await membersOf(tx, otherGroupId!);
    await moveMembers(tx, since, groupId); // repeats that came meanwhile followed the tips taken out, and follow them back
    await tx.query('UPDATE duplicate_group SET merged_into = $2 WHERE id = $1', [otherGroupId, groupId]);
    await tx.query('DELETE FROM duplicate_apart WHERE decision_id = $1', [decision.id]);
  }
  if (kind === 'merge') {
    await tx.query('UPDATE duplicate_group SET merged_into = NULL WHERE id = $1', [groupId]);
    await moveMembers(tx, decision.tip_ids, groupId);
  }
  if (kind === 'refuse') {
    await tx.query('DELETE FROM duplicate_refusal WHERE decision_id = $1', [decision.id]);
    await tx.query('DELETE FROM duplicate_apart WHERE decision_id = $1', [decision.id]);
    return;
  }
  await tx.query('UPDATE duplicate_group SET canonical_tip_id = $2 WHERE id = $1', [
    groupId,
    canonicalBefore,
  ]);
}
