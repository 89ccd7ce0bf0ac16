import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { forgetTip } from '#dedup';
import { BlobStore, Clock, type JobQueue, Jobs, type Tx, type WorkContext } from '#kernel';
import { Vault } from '#vault';

/** `identity`: who sent it and the original. `everything`: what the tip says, too; only numbers are left. */
export type ErasureDepth = 'identity' | 'everything';

/** `idle`, `age`: its time is over. `asked`: the informant wanted it. The others: see `source-erasure.ts`. */
export type ErasureCause = 'idle' | 'age' | 'asked' | 'gone-at-source' | 'channel-purged';

/** Removes blobs whose rows are gone; payload: their keys, which are random. */
export const removeBlobsQueue: JobQueue<{ keys: string[] }> = {
  name: 'remove-blobs',
  retries: 10,
  expireSeconds: 300,
};

/** Destroys, and leaves the proof that it was done. */
@Injectable()
export class Erasure {
  constructor(
    private readonly vault: Vault,
    private readonly audit: AuditLog,
    private readonly jobs: Jobs,
    private readonly blobs: BlobStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Erases one tip, which the caller has locked, in the caller's transaction; its files go when that has committed.
   * Repeating it does no harm.
   */
  async erase(
    tx: Tx,
    context: WorkContext,
    tipId: string,
    depth: ErasureDepth,
    cause: ErasureCause,
  ): Promise<void> {
    const { grants, records } = await this.vault.shred(tx, tipId);
    const keys = await this.originals(tx, tipId);
    await forgetWayBack(tx, tipId);
    if (depth === 'everything') {
      keys.push(...(await this.cleanCopies(tx, tipId)));
      await forgetTip(tx, tipId);
      await emptyTexts(tx, tipId);
      await this.audit.eraseSubject(tx, context, { kind: 'tip', id: tipId }, `tip erased: ${cause}`);
    }
    await tx.query('UPDATE tip SET erased = $2, erased_at = $3, version = version + 1 WHERE id = $1', [
      tipId,
      depth,
      this.clock.now(),
    ]);
    await this.audit.append(tx, context, {
      action: 'tip.erased',
      subject: { kind: 'tip', id: tipId },
      details: { depth, cause, grants, records, files: keys.length },
    });
    if (keys.length > 0) await this.jobs.enqueue(tx, removeBlobsQueue, { keys });
  }

  /** The job behind `removeBlobsQueue`. */
  async removeBlobs(keys: string[]): Promise<void> {
    for (const key of keys) await this.blobs.remove(key);
  }

  /** Takes originals, and copies that wait to be cleaned, off their rows. */
  private async originals(tx: Tx, tipId: string): Promise<string[]> {
    const rows = await tx.query<{ key: string | null }[]>(
      `SELECT unnest(ARRAY[original_blob, waiting_blob]) AS key FROM tip_file WHERE tip_id = $1
        UNION ALL SELECT raw_blob FROM inbound_message WHERE tip_id = $1`,
      [tipId],
    );
    await tx.query(
      `UPDATE tip_file SET original_blob = NULL, waiting_blob = NULL,
              state = CASE state WHEN 'waiting' THEN 'quarantined' ELSE state END,
              quarantine_reason = CASE state WHEN 'waiting' THEN 'erased' ELSE quarantine_reason END
        WHERE tip_id = $1`,
      [tipId],
    );
    return rows.flatMap(({ key }) => (key === null ? [] : [key]));
  }

  private async cleanCopies(tx: Tx, tipId: string): Promise<string[]> {
    const rows = await tx.query<{ key: string | null }[]>(
      'SELECT unnest(ARRAY[clean_blob, preview_blob, thumbnail_blob, still_blob]) AS key FROM tip_file WHERE tip_id = $1',
      [tipId],
    );
    await tx.query('DELETE FROM tip_file WHERE tip_id = $1', [tipId]);
    return rows.flatMap(({ key }) => (key === null ? [] : [key]));
  }
}

/** The receipt's code, the names of deliveries, whom one talked with, what waits to leave. */
async function forgetWayBack(tx: Tx, tipId: string): Promise<void> {
  await tx.query('DELETE FROM receipt WHERE tip_id = $1', [tipId]);
  await tx.query('DELETE FROM inbound_message WHERE tip_id = $1', [tipId]);
  await tx.query('DELETE FROM conversation WHERE tip_id = $1', [tipId]);
  await tx.query(
    `UPDATE outbox_message SET state = CASE WHEN state IN ('sent', 'failed') THEN state ELSE 'failed' END,
            why = 'erased', sealed = NULL WHERE tip_id = $1 AND sealed IS NOT NULL`,
    [tipId],
  );
}

async function emptyTexts(tx: Tx, tipId: string): Promise<void> {
  await tx.query(
    `UPDATE tip SET text = '', spans = '[]', suspects = '[]', place = NULL, place_spans = '[]', place_suspects = '[]',
            is_held = false, waits_since = NULL, review_reasons = '{}', folded_because = '[]', routing = '[]',
            set_aside = CASE WHEN set_aside IS NULL THEN NULL ELSE jsonb_build_object('kind', set_aside -> 'kind', 'reason', '') END
      WHERE id = $1`,
    [tipId],
  );
  await tx.query(`UPDATE tip_note SET text = '' WHERE tip_id = $1`, [tipId]);
  await tx.query('DELETE FROM tip_token WHERE tip_id = $1', [tipId]);
  await tx.query(
    `UPDATE dialogue_message SET text = '', spans = '[]', suspects = '[]', is_held = false WHERE tip_id = $1`,
    [tipId],
  );
}
