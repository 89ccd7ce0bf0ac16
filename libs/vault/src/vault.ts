import { Injectable } from '@nestjs/common';
import { notFound, type Tx, uuidv7 } from '#kernel';
import { newKeyPair, sealBytes } from './age.js';
import { pad } from './padding.js';

/**
 * What is sealed: `message` holds the words as received; `informant` whoever sent them (contact, sender); `reply-address`
 * a token that the server alone can turn into an address, to answer.
 */
export type RecordKind = 'message' | 'informant' | 'reply-address' | 'file-facts';

export interface SecretRecord {
  kind: RecordKind;
  /** Any JSON value; sealed as padded JSON. */
  content: unknown;
}

/** A unit that may open a tip. */
export interface Grantee {
  unitId: string;
  /** The unit's public key, `age1…`. */
  recipient: string;
}

/** Sealed originals in PostgreSQL. */
@Injectable()
export class Vault {
  /**
   * Starts a tip's vault in the caller's transaction: its own age identity, sealed to each grantee and then
   * forgotten, and its first records. Returns the tip's recipient, to which files can be sealed.
   */
  async open(tx: Tx, tipId: string, grantees: Grantee[], records: SecretRecord[]): Promise<string> {
    const { identity, recipient } = await newKeyPair();
    const grants = await Promise.all(grantees.map((grantee) => sealBytes(identity, grantee.recipient)));
    const sealed = await Promise.all(records.map((record) => sealRecord(record, recipient)));
    await tx.query(
      `WITH subject AS (INSERT INTO vault_subject (tip_id, recipient) VALUES ($1, $2)),
            granted AS (INSERT INTO vault_grant (tip_id, unit_id, sealed_identity)
                        SELECT $1, * FROM unnest($3::uuid[], $4::bytea[]))
       INSERT INTO vault_record (tip_id, id, kind, sealed) SELECT $1, * FROM unnest($5::uuid[], $6::text[], $7::bytea[])`,
      [
        tipId,
        recipient,
        grantees.map(({ unitId }) => unitId),
        grants.map((bytes) => Buffer.from(bytes)),
        ...columnsOf(records, sealed),
      ],
    );
    return recipient;
  }

  /** Adds records to a tip that exists, with its public key alone. */
  async seal(tx: Tx, tipId: string, records: SecretRecord[]): Promise<void> {
    const recipient = await this.recipientOf(tx, tipId);
    const sealed = await Promise.all(records.map((record) => sealRecord(record, recipient)));
    await tx.query(
      `INSERT INTO vault_record (tip_id, id, kind, sealed) SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::bytea[])`,
      [tipId, ...columnsOf(records, sealed)],
    );
  }

  /** The public key of a tip: whoever has it can add, nobody can read with it. */
  async recipientOf(tx: Tx, tipId: string): Promise<string> {
    const [subject] = await tx.query<{ recipient: string }[]>(
      'SELECT recipient FROM vault_subject WHERE tip_id = $1',
      [tipId],
    );
    if (subject === undefined) throw notFound('tip');
    return subject.recipient;
  }
}

const sealRecord = (record: SecretRecord, recipient: string) =>
  sealBytes(pad(JSON.stringify(record.content)), recipient);

const columnsOf = (records: SecretRecord[], sealed: Uint8Array[]) => [
  records.map(() => uuidv7()),
  records.map(({ kind }) => kind),
  sealed.map((bytes) => Buffer.from(bytes)),
];
