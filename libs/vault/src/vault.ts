import { Injectable } from '@nestjs/common';
import { notFound, type Tx, uuidv7 } from '#kernel';
import { newKeyPair, sealBytes } from './age.js';
import { pad } from './padding.js';

/**
 * What is sealed: `message` holds the words as received; `entity` one masked value; `informant` whoever sent them (contact,
 * sender); `file-facts` what a file's metadata said; `reply-address` how a channel reaches the sender, sealed once more
 * under the server's key.
 */
export const RECORD_KINDS = ['message', 'entity', 'informant', 'file-facts', 'reply-address'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export interface SecretRecord {
  kind: RecordKind;
  /** Which one of its kind, where there can be several: in clear, so never a content. */
  name?: string;
  /** Any JSON value; sealed as padded JSON. */
  content: unknown;
}

/** A record as it is kept: an age file that the tip's identity opens. */
export interface SealedRecord {
  id: string;
  kind: RecordKind;
  name: string | null;
  sealed: Buffer;
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
    await tx.query('SELECT vault_open($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      tipId,
      recipient,
      grantees.map(({ unitId }) => unitId),
      grantees.map((grantee) => grantee.recipient),
      grants.map((bytes) => Buffer.from(bytes)),
      ...columnsOf(records, sealed),
    ]);
    return recipient;
  }

  /** Adds records to a tip that exists, with its public key alone. */
  async seal(tx: Tx, tipId: string, records: SecretRecord[]): Promise<void> {
    const recipient = await this.recipientOf(tx, tipId);
    const sealed = await Promise.all(records.map((record) => sealRecord(record, recipient)));
    await tx.query(
      `INSERT INTO vault_record (tip_id, id, kind, name, sealed)
       SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::bytea[])`,
      [tipId, ...columnsOf(records, sealed)],
    );
  }

  /**
   * Destroys what opens a tip, and what it opened: the grants first of all, since a copy of a record that somebody
   * kept elsewhere opens with nothing else (crypto-shredding). Nothing can be added that anybody could read.
   */
  async shred(tx: Tx, tipId: string): Promise<{ grants: number; records: number }> {
    const [gone] = await tx.query<{ grants: number; records: number }[]>(
      `WITH no_grant AS (DELETE FROM vault_grant WHERE tip_id = $1 RETURNING tip_id),
            no_record AS (DELETE FROM vault_record WHERE tip_id = $1 RETURNING tip_id)
       SELECT (SELECT count(*)::int FROM no_grant) AS grants, (SELECT count(*)::int FROM no_record) AS records`,
      [tipId],
    );
    return gone!;
  }

  /** A tip's sealed records of a kind, the oldest first; `name` narrows to one. */
  async records(tx: Tx, tipId: string, kind: RecordKind, name?: string): Promise<SealedRecord[]> {
    return tx.query<SealedRecord[]>(
      `SELECT id, kind, name, sealed FROM vault_record
        WHERE tip_id = $1 AND kind = $2 AND ($3::text IS NULL OR name = $3) ORDER BY id`,
      [tipId, kind, name ?? null],
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
  records.map(({ name }) => name ?? null),
  sealed.map((bytes) => Buffer.from(bytes)),
];
