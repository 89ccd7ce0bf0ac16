import { createHash, createHmac, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { fingerprintImage, fingerprintVideo, type ImageFingerprint } from '#dedup';
import { BlobStore, Database, ServerSecret, systemContext, type Tx, type WorkContext } from '#kernel';
import { type CleanedFile, FileCleaner, type QuarantineReason } from '#privacy';
import { type DropBox, type ServerBox, Vault } from '#vault';
import type { FileFactsRecord } from './file-facts-record.js';
import { PictureFolding } from '../grouping/picture-folding.js';
import { type DrawnPreview, MaskedPreviews } from './masked-previews.js';
import { FILE_BOX, WAITING_FILES } from './received-files.js';

interface WaitingFile {
  id: string;
  tipId: string;
  campaignId: string;
  waitingBlob: string;
}

/** Said of a file beside the cleaner's own reasons. */
const GAVE_UP = 'gave-up';

/** The job behind `cleanFileQueue`: from the waiting copy to a clean one, or to quarantine with a reason. */
@Injectable()
export class FileCleaning {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly blobs: BlobStore,
    private readonly vault: Vault,
    private readonly cleaner: FileCleaner,
    private readonly folding: PictureFolding,
    private readonly previews: MaskedPreviews,
    private readonly secret: ServerSecret,
    @Inject(WAITING_FILES) private readonly waiting: DropBox,
    @Inject(FILE_BOX) private readonly box: ServerBox,
  ) {}

  /** Cleans one file; repeating it does no harm. */
  async clean(fileId: string): Promise<void> {
    const [file] = await this.database.query<WaitingFile>(WAITING, [fileId]);
    if (file === undefined) return;
    const original = await this.waiting.open(await buffer(await this.blobs.get(file.waitingBlob)), fileId);
    const sha256Original = createHash('sha256').update(original).digest('hex');
    const cleaned = await this.cleaner.clean(original);
    const context = systemContext('clean-file');
    // Before the clean copy is kept: a job repeated after a crash in between folds again, which does no harm.
    const print = await this.printOf(file.campaignId, sha256Original, cleaned);
    await this.folding.fold({ tipId: file.tipId, fileId }, print, context);
    const preview = await this.previews.draw(cleaned);
    const kept = await this.database.transaction((tx) =>
      this.keep(tx, context, file, sha256Original, cleaned, preview),
    );
    if (kept) await this.blobs.remove(file.waitingBlob);
  }

  /**
   * Quarantines a file that failed every time for no reason of its own (its copy can't be read, the machine is in
   * trouble). The copy that waited goes: what is sealed to the tip stays.
   */
  async giveUp(fileId: string): Promise<void> {
    const waitingBlob = await this.database.transaction(async (tx) => {
      const [file] = await tx.query<WaitingFile[]>(`${WAITING} FOR UPDATE OF tip_file`, [fileId]);
      if (file === undefined) return undefined;
      await this.quarantine(tx, systemContext('clean-file'), file, { reason: GAVE_UP });
      return file.waitingBlob;
    });
    if (waitingBlob !== undefined) await this.blobs.remove(waitingBlob);
  }

  /**
   * Fingerprints of the clean copy; of the file as received only a hash under the campaign's key, so that who steals the
   * database can't ask it for a file they know. A document is known by its bytes alone: what it shows is writing.
   */
  private async printOf(
    campaignId: string,
    sha256Original: string,
    cleaned: CleanedFile,
  ): Promise<ImageFingerprint> {
    const key = this.secret.key('file-print', campaignId);
    const sha256 = createHmac('sha256', key).update(sha256Original).digest('hex');
    if (cleaned.outcome === 'quarantined') return { sha256, views: [] };
    if (cleaned.mediaType.startsWith('image/')) return { ...(await fingerprintImage(cleaned.bytes)), sha256 };
    return { ...(await fingerprintVideo(cleaned.bytes, cleaned.stills ?? [])), sha256 };
  }

  /** False if another worker, which took the job over, was faster. */
  private async keep(
    tx: Tx,
    context: WorkContext,
    file: WaitingFile,
    sha256Original: string,
    cleaned: CleanedFile,
    preview: DrawnPreview | undefined,
  ): Promise<boolean> {
    const stillWaiting = await tx.query<unknown[]>(`${WAITING} FOR UPDATE OF tip_file`, [file.id]);
    if (stillWaiting.length === 0) return false;
    const content: FileFactsRecord = { fileId: file.id, sha256Original, ...cleaned.facts };
    await this.vault.seal(tx, file.tipId, [{ kind: 'file-facts', name: content.fileId, content }]);
    if (cleaned.outcome === 'quarantined') await this.quarantine(tx, context, file, cleaned);
    else await this.release(tx, context, file, cleaned);
    if (preview !== undefined) await this.previews.keep(tx, file.id, preview);
    return true;
  }

  private async quarantine(
    tx: Tx,
    context: WorkContext,
    file: WaitingFile,
    { reason, mediaType }: { reason: QuarantineReason | typeof GAVE_UP; mediaType?: string },
  ): Promise<void> {
    await tx.query(
      `UPDATE tip_file SET state = 'quarantined', quarantine_reason = $2, media_type = $3, waiting_blob = NULL
        WHERE id = $1`,
      [file.id, reason, mediaType ?? null],
    );
    await this.audit.append(tx, context, {
      action: 'tip.file-quarantined',
      subject: { kind: 'tip', id: file.tipId },
      details: { file: file.id, reason, mediaType: mediaType ?? null },
    });
  }

  private async release(
    tx: Tx,
    context: WorkContext,
    file: WaitingFile,
    cleaned: Extract<CleanedFile, { outcome: 'clean' }>,
  ): Promise<void> {
    const { bytes, mediaType, width = null, height = null } = cleaned;
    const cleanBlob = randomBytes(20).toString('hex');
    await this.blobs.put(cleanBlob, this.box.seal(bytes, file.id));
    await tx.query(
      `UPDATE tip_file SET state = 'clean', clean_blob = $2, media_type = $3, width = $4, height = $5, waiting_blob = NULL
        WHERE id = $1`,
      [file.id, cleanBlob, mediaType, width, height],
    );
    await this.audit.append(tx, context, {
      action: 'tip.file-cleaned',
      subject: { kind: 'tip', id: file.tipId },
      details: { file: file.id, mediaType, bytes: bytes.length },
    });
  }
}

const WAITING = `
  SELECT tip_file.id, tip_id AS "tipId", campaign_id AS "campaignId", waiting_blob AS "waitingBlob"
    FROM tip_file JOIN tip ON tip.id = tip_file.tip_id
   WHERE tip_file.id = $1 AND tip_file.state = 'waiting' AND waiting_blob IS NOT NULL`;
