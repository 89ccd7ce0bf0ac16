import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { Clock, Database, notFound, type Tx, uuidv7, type WorkContext } from '#kernel';
import { type AuditFact, type AuditSubject, leafHashOf, type WrittenEntry, writeEntry } from './entry.js';
import { type AuditEntry, readEntry, type StoredEntry } from './history.js';

/** What proves later that the entry was written: all that a citizen's receipt needs, known before sequencing. */
export interface AuditReceipt {
  entryId: string;
  /** The leaf's hash in the tree, 64 hexadecimal digits. */
  leafHash: string;
  at: Date;
}

/** What happened, provably: appended in the transaction that made it happen. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes one entry a fact, in the caller's transaction: committed with it or gone with it. One INSERT for all, no
   * shared lock and no shared row, so that writers never wait for each other. Receipts come in the order of the facts.
   */
  async append(tx: Tx, context: WorkContext, ...facts: AuditFact[]): Promise<AuditReceipt[]> {
    if (facts.length === 0) return [];
    const at = this.clock.now();
    const ids = facts.map(() => uuidv7(at.getTime())).sort(); // the order within one millisecond is kept
    const entries = facts.map((fact, place) => writeEntry(ids[place]!, at, context, fact));
    await insert(tx, entries);
    return entries.map(({ id, commitment }) => ({
      entryId: id,
      leafHash: leafHashOf(commitment).toString('hex'),
      at,
    }));
  }

  /**
   * Destroys what entries say, where the law asks for it (GDPR art. 17, LO 7/2021 art. 23): salt and body go, the
   * commitment stays, so that the tree stays verifiable and nobody can find out by trying what was erased. Leaves an
   * entry that says who erased and why. An entry without its place yet (younger than a second) is refused.
   */
  async erase(tx: Tx, context: WorkContext, entryIds: string[], reason: string): Promise<AuditReceipt[]> {
    const erased = await tx.query<{ id: string }[]>(
      `WITH erased AS (
         UPDATE audit_entry SET body = NULL, salt = NULL
         WHERE id = ANY ($1) AND position IS NOT NULL AND body IS NOT NULL RETURNING id)
       SELECT id FROM erased`,
      [entryIds],
    );
    if (erased.length < new Set(entryIds).size) throw notFound('erasable entry');
    const facts = erased.map(({ id }): AuditFact => {
      return { action: 'audit.entry-erased', subject: { kind: 'entry', id }, reason };
    });
    return this.append(tx, context, ...facts);
  }

  /** Everything that happened to one subject, oldest first. */
  async history(subject: Pick<AuditSubject, 'kind' | 'id'>): Promise<AuditEntry[]> {
    const rows = await this.database.query<StoredEntry>(
      `SELECT id, position, body, commitment FROM audit_entry
       WHERE subject_id = $1 AND subject_kind = $2 ORDER BY id`,
      [subject.id, subject.kind],
    );
    return rows.map(readEntry);
  }
}

/** Above this many facts at once the statement isn't kept prepared. */
const PREPARED_UP_TO = 8;

/**
 * A named statement is planned once per connection, which TypeORM's own `query` can't do: it saves a third of the
 * time of an append. `connect()` of a running transaction's query runner gives the connection it already holds.
 */
async function insert(tx: Tx, entries: WrittenEntry[]): Promise<void> {
  const rows = entries.map((_, row) => `($${row * 4 + 1},$${row * 4 + 2},$${row * 4 + 3},$${row * 4 + 4})`);
  const text = `INSERT INTO audit_entry (id, body, salt, commitment) VALUES ${rows.join(',')}`;
  const values = entries.flatMap(({ id, body, salt, commitment }) => [id, body, salt, commitment]);
  if (tx.queryRunner === undefined || entries.length > PREPARED_UP_TO) {
    await tx.query(text, values);
  } else {
    const client = (await tx.queryRunner.connect()) as PoolClient;
    await client.query({ name: `audit-append-${entries.length}`, text, values });
  }
}
