import { Injectable } from '@nestjs/common';
import { escapeLiteral } from 'pg';
import { Clock, Database, notFound, type Tx, uuidv7, type WorkContext, writeAtCommit } from '#kernel';
import type { AuditAction } from './actions.js';
import {
  type AuditFact,
  type AuditSubject,
  commit,
  leafHashOf,
  type WrittenEntry,
  writeEntry,
} from './entry.js';
import { type AuditEntry, readEntry, type StoredEntry } from './history.js';

/** What proves later that the entry was written: all that a citizen's receipt needs, known before sequencing. */
export interface AuditReceipt {
  entryId: string;
  /** The leaf's hash in the tree, 64 hexadecimal digits. */
  leafHash: string;
  at: Date;
}

/** What an erasure leaves: that the subject was erased, held or released, and who exported its entries. */
const STAYING: AuditAction[] = ['tip.erased', 'tip.held', 'tip.released', 'audit.exported'];

/** What happened, provably: appended in the transaction that made it happen. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes one entry a fact, in the caller's transaction: committed with it or gone with it. One INSERT for all, sent
   * with the COMMIT, no shared lock, no shared row, no index, so that writers never wait for each other and hardly for
   * the log. Receipts come in the order of the facts. Nothing in this transaction can read them back (`appendNow`).
   */
  async append(tx: Tx, context: WorkContext, ...facts: AuditFact[]): Promise<AuditReceipt[]> {
    return this.write(facts, context, (insert) => writeAtCommit(tx, insert));
  }

  /** As `append`, for the rare transaction that goes on to read its own entries: the sequencer's. */
  async appendNow(tx: Tx, context: WorkContext, ...facts: AuditFact[]): Promise<AuditReceipt[]> {
    return this.write(facts, context, (insert) => tx.query(insert));
  }

  private async write(
    facts: AuditFact[],
    context: WorkContext,
    send: (insert: string) => Promise<unknown>,
  ): Promise<AuditReceipt[]> {
    if (facts.length === 0) return [];
    const at = this.clock.now();
    const ids = facts.map(() => uuidv7(at.getTime()));
    if (ids.length > 1) ids.sort(); // the order within one millisecond is kept
    const entries = facts.map((fact, place) => writeEntry(ids[place]!, at, context, fact));
    await send(insertOf(entries));
    return entries.map((entry) => new WrittenReceipt(entry, at));
  }

  /**
   * Destroys what entries say, where the law asks for it (GDPR art. 17, LO 7/2021 art. 23): salt and body go, the
   * commitment stays, so that the tree stays verifiable and nobody can find out by trying what was erased. Leaves an
   * entry that says who erased and why. An entry without its place yet (younger than a second) is refused.
   */
  async erase(tx: Tx, context: WorkContext, entryIds: string[], reason: string): Promise<AuditReceipt[]> {
    const erased = await tx.query<{ id: string }[]>(
      `WITH erased AS (
         UPDATE audit_integrated SET body = NULL, salt = NULL
         WHERE id = ANY ($1) AND body IS NOT NULL RETURNING id)
       SELECT id FROM erased`,
      [entryIds],
    );
    if (erased.length < new Set(entryIds).size) throw notFound('erasable entry');
    const facts = erased.map(({ id }): AuditFact => {
      return { action: 'audit.entry-erased', subject: { kind: 'entry', id }, reason };
    });
    return this.append(tx, context, ...facts);
  }

  /**
   * Erases what the log says of one subject, such as a tip whose time to be kept is over: `erase` for each of its
   * entries. Those that tell of the erasure itself stay (`STAYING`), and those younger than a second. Returns how many.
   */
  async eraseSubject(
    tx: Tx,
    context: WorkContext,
    subject: Pick<AuditSubject, 'kind' | 'id'>,
    reason: string,
  ): Promise<number> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM audit_integrated
       WHERE subject_id = $1 AND subject_kind = $2 AND NOT action = ANY ($3) ORDER BY position`,
      [subject.id, subject.kind, STAYING],
    );
    await this.erase(
      tx,
      context,
      rows.map(({ id }) => id),
      reason,
    );
    return rows.length;
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

/** Hashes when asked: hardly anybody but a citizen takes the receipt home. */
class WrittenReceipt implements AuditReceipt {
  readonly entryId: string;
  readonly #entry: WrittenEntry;

  constructor(
    entry: WrittenEntry,
    readonly at: Date,
  ) {
    this.entryId = entry.id;
    this.#entry = entry;
  }

  get leafHash(): string {
    return leafHashOf(commit(this.#entry.salt, this.#entry.body)).toString('hex');
  }
}

/** Written out in full, as a message of several statements takes no parameters. */
function insertOf(entries: WrittenEntry[]): string {
  const rows = entries.map(({ id, body, salt }) => `('${id}',${quoted(body)},'\\x${salt.toString('hex')}')`);
  return `INSERT INTO audit_incoming (id, body, salt) VALUES ${rows.join(',')}`;
}

const TO_ESCAPE = /['\\]/;

/** As pg's `escapeLiteral`, which looks at each character by itself; hardly any entry has one to escape. */
const quoted = (text: string): string => (TO_ESCAPE.test(text) ? escapeLiteral(text) : `'${text}'`);
