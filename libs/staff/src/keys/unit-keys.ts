import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Clock, conflict, Database, isUuid, notFound, type Tx, type WorkContext } from '#kernel';
import type { StaffRole } from '../roles.js';
import { type Challenge, KeyProof, type Proof } from './key-proof.js';

/** Who may hold a unit's key: those who work on its tips. */
export const KEY_HOLDERS: readonly StaffRole[] = ['investigator', 'lead'];

/** `no-key`: has made none yet. `waiting`: an unlocked colleague, or the paper key, must give it. `has-it`. */
export type ShareState = 'no-key' | 'waiting' | 'has-it';

export interface UnitKey {
  id: string;
  recipient: string;
  madeAt: Date;
  /** `current` seals what arrives; `former` still opens older tips, until a rotation ends. */
  state: 'current' | 'former' | 'retired';
}

export interface KeyMember {
  accountId: string;
  name: string;
  roles: StaffRole[];
  recipient: string | null;
  /** For the unit's current key. */
  state: ShareState;
}

/** The unit's key for one member, sealed to that member's key in the giver's browser. */
export interface NewShare {
  accountId: string;
  memberRecipient: string;
  sealedIdentity: Buffer;
}

/** The units' keys: who holds them. What is stored opens nothing without a member's key or the paper one. */
@Injectable()
export class UnitKeys {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly proof: KeyProof,
    private readonly clock: Clock,
  ) {}

  /** A unit's keys, the newest first, and its members with the state of their share. */
  async of(unitId: string): Promise<{ keys: UnitKey[]; members: KeyMember[] }> {
    const keys = await this.database.query<UnitKey>(
      `SELECT unit_key.id, unit_key.recipient, unit_key.made_at AS "madeAt",
              CASE WHEN unit_key.recipient = unit.recipient THEN 'current'
                   WHEN retired_at IS NULL THEN 'former' ELSE 'retired' END AS state
         FROM unit_key JOIN unit ON unit.id = unit_key.unit_id
        WHERE unit.id = $1 ORDER BY unit_key.made_at DESC, unit_key.id DESC`,
      [unitId],
    );
    const members = await this.database.query<KeyMember>(
      `SELECT account.id AS "accountId", account.name, account.roles, member_key.recipient,
              CASE WHEN member_key.recipient IS NULL THEN 'no-key'
                   WHEN share.account_id IS NULL THEN 'waiting' ELSE 'has-it' END AS state
         FROM membership
         JOIN account ON account.id = membership.account_id
         JOIN unit ON unit.id = membership.unit_id
         LEFT JOIN member_key ON member_key.account_id = account.id
         LEFT JOIN unit_key ON unit_key.unit_id = unit.id AND unit_key.recipient = unit.recipient
         LEFT JOIN unit_key_share AS share ON share.unit_key_id = unit_key.id AND share.account_id = account.id
                                          AND share.member_recipient = member_key.recipient
        WHERE unit.id = $1 AND account.state <> 'disabled' AND account.roles && $2
        ORDER BY account.name, account.id`,
      [unitId, KEY_HOLDERS],
    );
    return { keys, members };
  }

  /** @throws Problem `not-found` also for a key of another unit. */
  async challenge(unitId: string, keyId: string, accountId: string): Promise<Challenge> {
    const { recipient } = await liveKey(this.database.reader, unitId, keyId);
    return this.proof.challenge(recipient, accountId);
  }

  /**
   * Gives the unit's key to members, by somebody who proved to hold it. A member who has it already keeps what they
   * have. @throws Problem `key-not-proved` 403, `member-key-changed` 409 for somebody who isn't a member or has
   * another key now.
   */
  async give(
    tx: Tx,
    context: WorkContext,
    unitId: string,
    keyId: string,
    gift: { proof: Proof; fromPaper: boolean; shares: NewShare[] },
  ): Promise<void> {
    const giver = giverOf(context);
    const { recipient } = await liveKey(tx, unitId, keyId);
    this.proof.demand(recipient, giver, gift.proof);
    await this.keepShares(tx, unitId, keyId, giver, gift.shares);
    await this.audit.append(
      tx,
      context,
      ...gift.shares.map(({ accountId }) => ({
        action: 'unit-key.given' as const,
        subject: { kind: 'unit' as const, id: unitId },
        details: { to: accountId, key: recipient, from: gift.fromPaper ? 'paper' : 'member' },
      })),
    );
  }

  /** Keeps shares without asking for a proof: for a key that the caller has just made. */
  async keepShares(tx: Tx, unitId: string, keyId: string, giver: string, shares: NewShare[]): Promise<void> {
    for (const { accountId, memberRecipient, sealedIdentity } of shares) {
      const kept = await tx.query<unknown[]>(
        `WITH member AS (
           SELECT account.id FROM membership
             JOIN account ON account.id = membership.account_id
             JOIN member_key ON member_key.account_id = account.id
            WHERE unit_id = $1 AND account.id = $3 AND member_key.recipient = $4
              AND account.state <> 'disabled' AND account.roles && $8
         ), kept AS (
           INSERT INTO unit_key_share (unit_key_id, account_id, member_recipient, sealed_identity, given_by, given_at)
           SELECT $2, id, $4, $5, $6, $7 FROM member
           ON CONFLICT (unit_key_id, account_id) DO UPDATE
              SET (member_recipient, sealed_identity, given_by, given_at) =
                  (EXCLUDED.member_recipient, EXCLUDED.sealed_identity, EXCLUDED.given_by, EXCLUDED.given_at)
            WHERE unit_key_share.member_recipient <> EXCLUDED.member_recipient
         ) SELECT id FROM member`,
        [unitId, keyId, accountId, memberRecipient, sealedIdentity, giver, this.clock.now(), KEY_HOLDERS],
      );
      if (kept.length === 0) throw conflict('member-key-changed', 'A member has another key now, or left.');
    }
  }
}

/** The names of shares that no longer have a right: run in the transaction that took the right away. */
export async function dropSharesWithoutRight(tx: Tx, accountId: string): Promise<string[]> {
  const dropped = await tx.query<{ unit_id: string }[]>(
    `WITH dropped AS (
       DELETE FROM unit_key_share AS share USING unit_key, account
        WHERE unit_key.id = share.unit_key_id AND account.id = share.account_id AND account.id = $1
          AND (account.state = 'disabled' OR NOT account.roles && $2
               OR NOT EXISTS (SELECT 1 FROM membership WHERE membership.account_id = account.id
                                                         AND membership.unit_id = unit_key.unit_id))
       RETURNING unit_key.unit_id
     ) SELECT DISTINCT unit_id FROM dropped`,
    [accountId, KEY_HOLDERS],
  );
  return dropped.map(({ unit_id }) => unit_id);
}

async function liveKey(tx: Tx, unitId: string, keyId: string): Promise<{ recipient: string }> {
  const [key] = isUuid(keyId)
    ? await tx.query<{ recipient: string }[]>(
        'SELECT recipient FROM unit_key WHERE id = $1 AND unit_id = $2 AND retired_at IS NULL',
        [keyId, unitId],
      )
    : [];
  if (key === undefined) throw notFound('unit key');
  return key;
}

export function giverOf({ actor }: WorkContext): string {
  if (actor.kind !== 'staff') throw new Error('Only staff hold unit keys');
  return actor.accountId;
}
