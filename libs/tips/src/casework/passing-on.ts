import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { conflict, Database, isUuid, type Tx, unprocessable, type WorkContext } from '#kernel';
import { Units } from '#staff';
import { Grants } from '#vault';
import { Denials } from '../denials.js';
import { lockTip, type LockedTip, scopeOf } from '../unit-scope.js';

/** A tip's secret key as the browser sees it: grants of the unit that has the tip, to be sealed anew. */
export interface PassableTip {
  tipId: string;
  grants: Buffer[];
}

export interface Passing {
  unitId: string;
  reason: string;
  version: number;
  /** The other unit's key as the browser knows it. */
  recipient: string;
  /** The secret key of each tip that moves, sealed to that key. */
  grants: { tipId: string; sealedIdentity: Buffer }[];
}

/**
 * Passes a line of the queue to another unit: the tip, its repeats and the right to open them. The former unit's grants
 * go, so that from the next request on it is a tip of the other unit and of nobody else.
 */
@Injectable()
export class PassingOn {
  constructor(
    private readonly database: Database,
    private readonly units: Units,
    private readonly grants: Grants,
    private readonly denials: Denials,
    private readonly audit: AuditLog,
  ) {}

  /** What moves along, with the grants that an unlocked browser seals to the other unit. */
  async prepare(tipId: string, context: WorkContext): Promise<PassableTip[]> {
    return this.denials.recorded(tipId, context, () =>
      this.database.transaction(async (tx) => {
        const tip = await lockTip(tx, scopeOf(context), tipId);
        const unit = await this.units.byId(tip.unit_id, tx);
        const { whole } = await movingWith(tx, tip);
        await this.audit.append(
          tx,
          context,
          ...whole.map((id) => ({
            action: 'tip.passing-prepared' as const,
            subject: { kind: 'tip' as const, id },
          })),
        );
        return Promise.all(
          whole.map(async (id) => ({
            tipId: id,
            grants: await this.grants.of(tx, id, tip.unit_id, unit!.recipient),
          })),
        );
      }),
    );
  }

  /**
   * @throws Problem `not-found`, `changed-meanwhile` 409 (also where a repeat came in meanwhile), `unit-key-changed` 409 (the
   *   other unit has another key by now, which would not open the grants), `invalid` 422.
   */
  async pass(tipId: string, passing: Passing, context: WorkContext): Promise<void> {
    await this.denials.recorded(tipId, context, () =>
      this.database.transaction(async (tx) => {
        const tip = await lockTip(tx, scopeOf(context), tipId);
        const receiver = isUuid(passing.unitId) ? await this.units.toSealFor(tx, passing.unitId) : undefined;
        if (receiver === undefined || receiver.id === tip.unit_id) {
          throw unprocessable([{ pointer: '/unitId', rule: 'unknown' }]);
        }
        const { moving, whole } = await movingWith(tx, tip);
        const given = new Set(passing.grants.map((grant) => grant.tipId));
        if (tip.version !== passing.version || !sameMembers(whole, given)) {
          throw conflict('changed-meanwhile', 'Somebody changed this tip meanwhile.');
        }
        if (receiver.recipient !== passing.recipient) {
          throw conflict('unit-key-changed', 'The other unit has another key now.');
        }
        await this.grants.add(tx, receiver.id, receiver.recipient, passing.grants);
        await this.grants.revoke(tx, tip.unit_id, moving);
        await tx.query(
          `UPDATE tip SET unit_id = $2, folded = folded AND id <> $3, version = version + 1 WHERE id = ANY ($1)`,
          [moving, receiver.id, tip.id],
        );
        await this.audit.append(
          tx,
          context,
          ...moving.map((id) => ({
            action: 'tip.passed' as const,
            subject: { kind: 'tip' as const, id },
            reason: passing.reason,
            details: { from: tip.unit_id, to: receiver.id, withTip: tip.id },
          })),
        );
      }),
    );
  }
}

/** A tip, and the repeats that lie folded under it in the same unit; of the erased ones nothing is left to be opened. */
async function movingWith(tx: Tx, tip: LockedTip): Promise<{ moving: string[]; whole: string[] }> {
  const rows = await tx.query<{ id: string; erased: string | null }[]>(
    `SELECT id, erased FROM tip WHERE id = $1 OR (NOT $2 AND group_id = $3 AND folded AND unit_id = $4) ORDER BY id FOR UPDATE`,
    [tip.id, tip.folded, tip.group_id, tip.unit_id],
  );
  return {
    moving: rows.map(({ id }) => id),
    whole: rows.flatMap(({ id, erased }) => (erased === null ? [id] : [])),
  };
}

const sameMembers = (ids: string[], given: Set<string>): boolean =>
  ids.length === given.size && ids.every((id) => given.has(id));
