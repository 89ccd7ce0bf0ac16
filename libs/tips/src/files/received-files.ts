import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { BlobStore, type JobQueue, Jobs, type Tx, uuidv7, type WorkContext } from '#kernel';
import { type DropBox, sealBytes, Vault } from '#vault';
import type { ReceivedFile } from '../intake/inbound-message.js';
import type { FileFactsRecord } from './file-facts-record.js';

/** For clean copies and previews, which staff may see. */
export const FILE_BOX = Symbol('ServerBox for files');
/** For what waits to be cleaned. */
export const WAITING_FILES = Symbol('DropBox for files');

/** Files that could not be cleaned however often it was tried: quarantined, so that nobody waits for them. */
export const fileGivenUpQueue: JobQueue<{ fileId: string }> = {
  name: 'file-given-up',
  retries: 10,
  expireSeconds: 60,
  firstPauseSeconds: 60,
};

/**
 * Cleans one received file. A video may take five minutes, and waits for the one taken with it. What the file itself is
 * to blame for ends at once; trouble of the machine (disk full, database away) may take hours to mend: ten pauses from 15
 * seconds up to an hour are about four.
 */
export const cleanFileQueue: JobQueue<{ fileId: string }> = {
  name: 'clean-file',
  retries: 10,
  expireSeconds: 900,
  firstPauseSeconds: 15,
  givenUp: fileGivenUpQueue,
};

/** Files as they arrive: sealed at once, cleaned by a job, shown only clean. */
@Injectable()
export class ReceivedFiles {
  constructor(
    private readonly blobs: BlobStore,
    private readonly jobs: Jobs,
    private readonly vault: Vault,
    private readonly audit: AuditLog,
    @Inject(WAITING_FILES) private readonly waiting: DropBox,
  ) {}

  /**
   * Keeps each file twice until it is cleaned: sealed to the tip for ever, and to the worker for the cleaner. Its name says who sent it as often as its content does, so it lies sealed with the original and nowhere else.
   * Blobs written for a transaction that then fails are unreadable strays; nothing refers to them.
   */
  async receive(
    tx: Tx,
    tipId: string,
    tipRecipient: string,
    files: ReceivedFile[],
    context: WorkContext,
  ): Promise<void> {
    if (files.length === 0) return;
    const [known] = await tx.query<{ files: number }[]>(
      'SELECT count(*)::int AS files FROM tip_file WHERE tip_id = $1',
      [tipId],
    );
    for (const [number, file] of files.entries()) {
      const place = known!.files + number;
      const fileId = uuidv7();
      const originalBlob = randomBytes(20).toString('hex');
      const waitingBlob = randomBytes(20).toString('hex');
      await this.blobs.put(originalBlob, await sealBytes(file.bytes, tipRecipient));
      await this.blobs.put(waitingBlob, await this.waiting.seal(file.bytes, fileId));
      await tx.query(
        `INSERT INTO tip_file (id, tip_id, place, original_blob, waiting_blob, bytes) VALUES ($1, $2, $3, $4, $5, $6)`,
        [fileId, tipId, place, originalBlob, waitingBlob, file.bytes.length],
      );
      await this.sealName(tx, tipId, fileId, file);
      await this.audit.append(tx, context, {
        action: 'tip.file-added',
        subject: { kind: 'tip', id: tipId },
        details: { file: fileId, bytes: file.bytes.length },
      });
      await this.jobs.enqueue(tx, cleanFileQueue, { fileId });
    }
  }

  private async sealName(tx: Tx, tipId: string, fileId: string, file: ReceivedFile): Promise<void> {
    const content: FileFactsRecord = { fileId, name: file.name, declaredType: file.declaredType };
    await this.vault.seal(tx, tipId, [{ kind: 'file-facts', name: content.fileId, content }]);
  }
}
