import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import { BlobStore, Database, type Tx } from '#kernel';
import { type CleanedFile, FileCleaner } from '#privacy';
import { type ServerBox, Vault } from '#vault';
import { FILE_BOX } from './received-files.js';

/** The job behind `cleanFileQueue`: from the waiting copy to a clean one, or to quarantine with a reason. */
@Injectable()
export class FileCleaning {
  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly vault: Vault,
    private readonly cleaner: FileCleaner,
    @Inject(FILE_BOX) private readonly box: ServerBox,
  ) {}

  /** Cleans one file; repeating it does no harm. */
  async clean(fileId: string): Promise<void> {
    const [file] = await this.database.query<{ tip_id: string; waiting_blob: string | null }>(
      `SELECT tip_id, waiting_blob FROM tip_file WHERE id = $1 AND state = 'waiting'`,
      [fileId],
    );
    if (file?.waiting_blob == null) return;
    const waiting = await buffer(await this.blobs.get(file.waiting_blob));
    const cleaned = await this.cleaner.clean(this.box.open(waiting, fileId));
    await this.database.transaction((tx) => this.keep(tx, fileId, file.tip_id, cleaned));
    await this.blobs.remove(file.waiting_blob);
  }

  private async keep(tx: Tx, fileId: string, tipId: string, cleaned: CleanedFile): Promise<void> {
    if (cleaned.facts !== undefined) {
      await this.vault.seal(tx, tipId, [{ kind: 'file-facts', content: { fileId, ...cleaned.facts } }]);
    }
    if (cleaned.outcome === 'quarantined') {
      await tx.query(
        `UPDATE tip_file SET state = 'quarantined', quarantine_reason = $2, media_type = $3, waiting_blob = NULL
          WHERE id = $1`,
        [fileId, cleaned.reason, cleaned.mediaType ?? null],
      );
      return;
    }
    const cleanBlob = randomBytes(20).toString('hex');
    await this.blobs.put(cleanBlob, this.box.seal(cleaned.bytes, fileId));
    await tx.query(
      `UPDATE tip_file SET state = 'clean', clean_blob = $2, media_type = $3, width = $4, height = $5, waiting_blob = NULL
        WHERE id = $1`,
      [fileId, cleanBlob, cleaned.mediaType, cleaned.width ?? null, cleaned.height ?? null],
    );
  }
}
