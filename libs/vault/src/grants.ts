import { Injectable } from '@nestjs/common';
import { type Tx, unprocessable } from '#kernel';
import { isSealedKey } from './age.js';

/** A tip's identity, sealed to a unit's key. */
export interface Grant {
  tipId: string;
  /** An age file; holds `AGE-SECRET-KEY-1…`. */
  sealedIdentity: Buffer;
}

/** Grants handed out in one go while a key is replaced: about 40 kB as JSON. */
export const GRANTS_AT_ONCE = 100;

/** Who may open which tip: what a browser that holds a unit's key can unseal, and seal anew for another key or unit. */
@Injectable()
export class Grants {
  /** A unit's grants of a tip: one, or two while its key is being replaced; the newest key's first. */
  async of(tx: Tx, tipId: string, unitId: string, currentRecipient: string): Promise<Buffer[]> {
    const grants = await tx.query<{ sealed_identity: Buffer }[]>(
      `SELECT sealed_identity FROM vault_grant WHERE tip_id = $1 AND unit_id = $2
        ORDER BY sealed_to = $3 DESC, sealed_to DESC`,
      [tipId, unitId, currentRecipient],
    );
    return grants.map(({ sealed_identity }) => sealed_identity);
  }

  /**
   * Grants tips to a unit; a second grant under the same key changes nothing.
   * @throws Problem `invalid` 422 for one that isn't a sealed key: the former grants may go when these are there.
   */
  async add(tx: Tx, unitId: string, recipient: string, grants: Grant[]): Promise<void> {
    const errors = grants.flatMap(({ sealedIdentity }, place) =>
      isSealedKey(sealedIdentity)
        ? []
        : [{ pointer: `/grants/${place}/sealedIdentity`, rule: 'not-a-sealed-key' }],
    );
    if (errors.length > 0) throw unprocessable(errors);
    await tx.query(
      `INSERT INTO vault_grant (tip_id, unit_id, sealed_to, sealed_identity)
       SELECT tip_id, $1, $2, sealed FROM unnest($3::uuid[], $4::bytea[]) AS given (tip_id, sealed)
       ON CONFLICT DO NOTHING`,
      [unitId, recipient, grants.map(({ tipId }) => tipId), grants.map((grant) => grant.sealedIdentity)],
    );
  }

  /** Takes a unit's right to tips away. */
  async revoke(tx: Tx, unitId: string, tipIds: string[]): Promise<void> {
    await tx.query('DELETE FROM vault_grant WHERE unit_id = $1 AND tip_id = ANY ($2)', [unitId, tipIds]);
  }

  /** How many tips of a unit aren't sealed to this key yet. */
  async countNotSealedTo(tx: Tx, unitId: string, recipient: string): Promise<number> {
    const [row] = await tx.query<{ left: number }[]>(
      `SELECT count(*)::int AS left FROM (${TIPS_NOT_SEALED_TO}) AS tips`,
      [unitId, recipient],
    );
    return row!.left;
  }

  /** The next of them, with all that opens them so far: after two replacements a tip may have several, for several keys. */
  async notSealedTo(tx: Tx, unitId: string, recipient: string): Promise<Grant[]> {
    return tx.query<Grant[]>(
      `SELECT tip_id AS "tipId", sealed_identity AS "sealedIdentity" FROM vault_grant
        WHERE unit_id = $1 AND tip_id IN (${TIPS_NOT_SEALED_TO} ORDER BY tip_id LIMIT ${GRANTS_AT_ONCE})
        ORDER BY tip_id, sealed_to DESC`,
      [unitId, recipient],
    );
  }

  /** Destroys what former keys open, once everything is sealed to this one. */
  async dropNotSealedTo(tx: Tx, unitId: string, recipient: string): Promise<void> {
    await tx.query('DELETE FROM vault_grant WHERE unit_id = $1 AND sealed_to <> $2', [unitId, recipient]);
  }
}

const TIPS_NOT_SEALED_TO = `
  SELECT tip_id FROM vault_grant WHERE unit_id = $1 GROUP BY tip_id HAVING NOT bool_or(sealed_to = $2)`;
