import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { conflict, Clock, Database, notFound, type Tx, type WorkContext } from '#kernel';
import { type Grant, Grants } from '#vault';
import { Units } from '../units.js';
import { KeyProof, type Proof } from './key-proof.js';
import { giverOf, type NewShare, UnitKeys } from './unit-keys.js';

/**
 * Replaces a unit's key, after somebody left or a key was lost: new tips are sealed to the new key at once; an unlocked
 * member's browser seals the older tips' identities anew, batch by batch, whenever it likes; then the former keys are
 * retired, and a copy of them opens nothing of ours any more.
 */
@Injectable()
export class KeyRotation {
  constructor(
    private readonly database: Database,
    private readonly units: Units,
    private readonly keys: UnitKeys,
    private readonly proof: KeyProof,
    private readonly grants: Grants,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Puts a key made in a lead's browser in the current one's place. Answers the new key's id. */
  async replace(
    tx: Tx,
    context: WorkContext,
    unitId: string,
    wanted: { recipient: string; shares: NewShare[] },
  ): Promise<string> {
    const keyId = await this.units.replaceKey(tx, context, unitId, wanted.recipient);
    await this.keys.keepShares(tx, unitId, keyId, giverOf(context), wanted.shares);
    await this.audit.append(tx, context, {
      action: 'unit-key.replaced',
      subject: { kind: 'unit', id: unitId },
      details: { key: wanted.recipient, shares: wanted.shares.length },
    });
    return keyId;
  }

  /** Tips whose grants are sealed to a former key only. */
  async left(unitId: string): Promise<number> {
    return this.grants.countNotSealedTo(this.database.reader, unitId, await this.current(unitId));
  }

  /** The next batch to seal anew. */
  async nextBatch(tx: Tx, context: WorkContext, unitId: string): Promise<Grant[]> {
    const batch = await this.grants.notSealedTo(tx, unitId, await this.current(unitId, tx));
    await this.audit.append(tx, context, {
      action: 'unit-key.grants-handed-out',
      subject: { kind: 'unit', id: unitId },
      details: { tips: new Set(batch.map(({ tipId }) => tipId)).size },
    });
    return batch;
  }

  /** Keeps what was sealed anew; the former grants stay until the former keys are retired. */
  async keepBatch(tx: Tx, context: WorkContext, unitId: string, proof: Proof, batch: Grant[]): Promise<void> {
    const recipient = await this.current(unitId, tx);
    this.proof.demand(recipient, giverOf(context), proof);
    const known = await tx.query<{ tip_id: string }[]>(
      'SELECT DISTINCT tip_id FROM vault_grant WHERE unit_id = $1 AND tip_id = ANY ($2)',
      [unitId, batch.map(({ tipId }) => tipId)],
    );
    const theirs = new Set(known.map(({ tip_id }) => tip_id));
    if (!batch.every(({ tipId }) => theirs.has(tipId))) throw notFound('grant');
    await this.grants.add(tx, unitId, recipient, batch);
    await this.audit.append(tx, context, {
      action: 'unit-key.resealed',
      subject: { kind: 'unit', id: unitId },
      details: { tips: batch.length, key: recipient },
    });
  }

  /** Ends a replacement: former grants and shares are destroyed. @throws Problem `grants-left` 409. */
  async retireFormer(tx: Tx, context: WorkContext, unitId: string, proof: Proof): Promise<void> {
    // Another lead's newer key would otherwise come in between, and what is sealed to it would go with the former ones.
    await this.units.holdKey(tx, unitId);
    const recipient = await this.current(unitId, tx);
    this.proof.demand(recipient, giverOf(context), proof);
    if ((await this.grants.countNotSealedTo(tx, unitId, recipient)) > 0) {
      throw conflict('grants-left', 'Some tips are not sealed to the new key yet.');
    }
    await this.grants.dropNotSealedTo(tx, unitId, recipient);
    await tx.query(
      `DELETE FROM unit_key_share USING unit_key
        WHERE unit_key.id = unit_key_share.unit_key_id AND unit_key.unit_id = $1 AND unit_key.recipient <> $2`,
      [unitId, recipient],
    );
    await tx.query(
      'UPDATE unit_key SET retired_at = $3 WHERE unit_id = $1 AND recipient <> $2 AND retired_at IS NULL',
      [unitId, recipient, this.clock.now()],
    );
    await this.audit.append(tx, context, {
      action: 'unit-key.retired',
      subject: { kind: 'unit', id: unitId },
      details: { key: recipient },
    });
  }

  private async current(unitId: string, tx?: Tx): Promise<string> {
    const unit = await this.units.byId(unitId, tx);
    if (unit === undefined) throw notFound('unit');
    return unit.recipient;
  }
}
