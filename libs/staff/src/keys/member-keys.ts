import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import {
  Clock,
  conflict,
  Database,
  notFound,
  type Tx,
  unprocessable,
  uuidv7,
  type WorkContext,
} from '#kernel';
import { isRecipient } from '#vault';

export const WRAP_KINDS = ['passphrase', 'passkey'] as const;
export type WrapKind = (typeof WRAP_KINDS)[number];

/** One way to unlock a member's key: an age file that only a passphrase or a passkey opens, made in the browser. */
export interface NewWrap {
  kind: WrapKind;
  /** What its owner calls it ("YubiKey del cajón"). */
  label: string;
  /** For a passkey: which one (`AGE-PLUGIN-FIDO2PRF-1…`); no secret. */
  credential?: string;
  sealedIdentity: Buffer;
}

export interface Wrap {
  id: string;
  kind: WrapKind;
  label: string;
  madeAt: Date;
}

/** All that a person's browser needs to unlock: their own wrapped key, and the unit keys sealed to it. */
export interface KeyRing {
  recipient: string;
  wraps: (Wrap & { credential: string | null; sealedIdentity: Buffer })[];
  unitKeys: HeldUnitKey[];
}

export interface HeldUnitKey {
  id: string;
  unitId: string;
  recipient: string;
  sealedIdentity: Buffer;
}

/** The key of each person: its secret part is made in their browser and comes here only wrapped. */
@Injectable()
export class MemberKeys {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Whether a person has a key and how it can be unlocked; nothing that opens it. */
  async stateOf(accountId: string): Promise<{ recipient: string; wraps: Wrap[] } | undefined> {
    const recipient = await recipientOf(this.database.reader, accountId);
    if (recipient === undefined) return undefined;
    const wraps = await this.database.query<Wrap>(
      `SELECT id, kind, label, made_at AS "madeAt" FROM member_key_wrap WHERE account_id = $1 ORDER BY made_at, id`,
      [accountId],
    );
    return { recipient, wraps };
  }

  /** Hands a person their own wrapped keys, for unlocking. @throws Problem `not-found` where there is no key yet. */
  async handOut(tx: Tx, context: WorkContext, accountId: string): Promise<KeyRing> {
    const recipient = await recipientOf(tx, accountId);
    if (recipient === undefined) throw notFound('key');
    const wraps = await tx.query<KeyRing['wraps']>(
      `SELECT id, kind, label, credential, sealed_identity AS "sealedIdentity", made_at AS "madeAt"
         FROM member_key_wrap WHERE account_id = $1 ORDER BY made_at, id`,
      [accountId],
    );
    const unitKeys = await tx.query<HeldUnitKey[]>(
      `SELECT unit_key.id, unit_key.unit_id AS "unitId", unit_key.recipient, share.sealed_identity AS "sealedIdentity"
         FROM unit_key_share AS share
         JOIN unit_key ON unit_key.id = share.unit_key_id AND unit_key.retired_at IS NULL
         JOIN membership USING (account_id, unit_id)
        WHERE share.account_id = $1 AND share.member_recipient = $2
        ORDER BY unit_key.made_at DESC`,
      [accountId, recipient],
    );
    await this.record(tx, context, accountId, 'key.handed-out', { unitKeys: unitKeys.length });
    return { recipient, wraps, unitKeys };
  }

  /**
   * Takes a person's first key. A second one is `key-exists` 409 unless it replaces the first: what was sealed to the
   * lost one is then of no use, so its unit keys go, and an unlocked colleague or the paper key gives them again.
   */
  async make(
    tx: Tx,
    context: WorkContext,
    accountId: string,
    key: { recipient: string; wrap: NewWrap; replaces: boolean },
  ): Promise<void> {
    if (!isRecipient(key.recipient)) {
      throw unprocessable([{ pointer: '/recipient', rule: 'not-an-age-recipient' }]);
    }
    if (key.replaces) {
      await tx.query('DELETE FROM unit_key_share WHERE account_id = $1', [accountId]);
      await tx.query('DELETE FROM member_key WHERE account_id = $1', [accountId]);
    }
    const made = await tx.query<unknown[]>(
      `INSERT INTO member_key (account_id, recipient, made_at) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING account_id`,
      [accountId, key.recipient, this.clock.now()],
    );
    if (made.length === 0) throw conflict('key-exists', 'This account has a key already.');
    await this.keepWrap(tx, accountId, key.wrap);
    await this.record(tx, context, accountId, key.replaces ? 'key.replaced' : 'key.made', {
      recipient: key.recipient,
      by: key.wrap.kind,
    });
  }

  /** Another way to unlock the same key. */
  async addWrap(tx: Tx, context: WorkContext, accountId: string, wrap: NewWrap): Promise<string> {
    if ((await recipientOf(tx, accountId)) === undefined) throw notFound('key');
    const id = await this.keepWrap(tx, accountId, wrap);
    await this.record(tx, context, accountId, 'key.wrap-added', { by: wrap.kind });
    return id;
  }

  /** Takes a way to unlock away; the last one is `last-wrap` 409. */
  async removeWrap(tx: Tx, context: WorkContext, accountId: string, wrapId: string): Promise<void> {
    await tx.query('SELECT 1 FROM member_key WHERE account_id = $1 FOR UPDATE', [accountId]);
    const wraps = await tx.query<{ id: string; kind: WrapKind }[]>(
      'SELECT id, kind FROM member_key_wrap WHERE account_id = $1',
      [accountId],
    );
    const wrap = wraps.find(({ id }) => id === wrapId);
    if (wrap === undefined) throw notFound('way to unlock');
    if (wraps.length === 1) throw conflict('last-wrap', 'The last way to unlock a key stays.');
    await tx.query('DELETE FROM member_key_wrap WHERE id = $1', [wrapId]);
    await this.record(tx, context, accountId, 'key.wrap-removed', { by: wrap.kind });
  }

  private async keepWrap(tx: Tx, accountId: string, wrap: NewWrap): Promise<string> {
    if ((wrap.kind === 'passkey') !== (wrap.credential !== undefined)) {
      const rule = wrap.kind === 'passkey' ? 'required' : 'not-allowed';
      throw unprocessable([{ pointer: '/credential', rule }]);
    }
    const id = uuidv7();
    await tx.query(
      `INSERT INTO member_key_wrap (id, account_id, kind, label, credential, sealed_identity, made_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, accountId, wrap.kind, wrap.label, wrap.credential ?? null, wrap.sealedIdentity, this.clock.now()],
    );
    return id;
  }

  private async record(
    tx: Tx,
    context: WorkContext,
    accountId: string,
    action: 'key.made' | 'key.replaced' | 'key.handed-out' | 'key.wrap-added' | 'key.wrap-removed',
    details: Record<string, string | number>,
  ): Promise<void> {
    await this.audit.append(tx, context, { action, subject: { kind: 'account', id: accountId }, details });
  }
}

async function recipientOf(tx: Tx, accountId: string): Promise<string | undefined> {
  const [key] = await tx.query<{ recipient: string }[]>(
    'SELECT recipient FROM member_key WHERE account_id = $1',
    [accountId],
  );
  return key?.recipient;
}
