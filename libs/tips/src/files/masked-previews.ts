import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { BlobStore, conflict, Database, notFound, Problem, type Tx, type WorkContext } from '#kernel';
import { type CleanedFile, FileCleaner, type MaskBox, type MaskedPreview } from '#privacy';
import type { ServerBox } from '#vault';
import { Denials } from '../denials.js';
import { scopeOf } from '../unit-scope.js';
import { FILE_BOX } from './received-files.js';

/** A process of its own for previews: drawing one for somebody who waits never stands behind a long video. */
export const PREVIEW_CLEANER = Symbol('FileCleaner for previews');

/** What lists and a tip's page show of a file, and what is covered in it. */
export interface FilePreview {
  /** Counts the drawings, so that nobody covers over what somebody else just covered. */
  version: number;
  width: number;
  height: number;
  how: MaskedPreview['how'];
  boxes: MaskBox[];
}

/** A preview with the picture it was drawn from, before either is kept. */
export interface DrawnPreview {
  preview: MaskedPreview;
  /** Of a video; a picture's preview is drawn from its clean copy. */
  still?: Buffer;
}

interface PreviewRow {
  preview: FilePreview;
  preview_blob: string;
  /** None of a preview that was drawn before there were thumbnails. */
  thumbnail_blob: string | null;
  source_blob: string;
}

/** Where a drawing's two sizes lie. */
interface StoredDrawing {
  preview: string;
  thumbnail: string;
}

/** Small pictures with faces covered: seen first everywhere, while the clean copy is opened on purpose. */
@Injectable()
export class MaskedPreviews {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly denials: Denials,
    private readonly blobs: BlobStore,
    @Inject(FILE_BOX) private readonly box: ServerBox,
    @Inject(PREVIEW_CLEANER) private readonly drawer: FileCleaner,
  ) {}

  /** Of a picture or a video. A document's page is writing, which no face detector covers, and sound shows nothing. */
  async draw(cleaned: CleanedFile): Promise<DrawnPreview | undefined> {
    if (cleaned.outcome === 'quarantined') return undefined;
    const { mediaType, bytes, stills = [] } = cleaned;
    const still = stills[Math.floor(stills.length / 2)];
    const source = mediaType.startsWith('image/') ? bytes : still;
    if (source === undefined) return undefined;
    const preview = await this.drawer.mask(source);
    if (preview === undefined) return undefined;
    return source === still ? { preview, still } : { preview };
  }

  /** Keeps a file's first preview, in the transaction that keeps its clean copy. */
  async keep(tx: Tx, fileId: string, { preview, still }: DrawnPreview): Promise<void> {
    const stored = await this.storeBoth(fileId, preview);
    await tx.query(
      `UPDATE tip_file SET preview = $2, preview_blob = $3, thumbnail_blob = $4, still_blob = $5 WHERE id = $1`,
      [
        fileId,
        JSON.stringify(describe(preview, 1)),
        stored.preview,
        stored.thumbnail,
        still === undefined ? null : await this.store(fileId, still),
      ],
    );
  }

  /** JPEG. Looking is in the log. @throws Problem `not-found` 404. */
  async open(tipId: string, fileId: string, context: WorkContext): Promise<Buffer> {
    const { preview_blob } = await this.lookAt(tipId, fileId, context);
    return this.fetch(fileId, preview_blob);
  }

  /**
   * The same picture for a line of a list, a few kilobytes; a look like any other. An older preview gets its thumbnail
   * when somebody first looks. @throws Problem `not-found` 404.
   */
  async openThumbnail(tipId: string, fileId: string, context: WorkContext): Promise<Buffer> {
    const { preview_blob, thumbnail_blob } = await this.lookAt(tipId, fileId, context);
    if (thumbnail_blob !== null) return this.fetch(fileId, thumbnail_blob);
    const preview = await this.fetch(fileId, preview_blob);
    const drawn = await this.drawer.mask(preview, []); // covered already
    if (drawn === undefined) return preview;
    const blob = await this.store(fileId, drawn.thumbnail);
    const [kept] = await this.database.query<unknown[]>(
      `UPDATE tip_file SET thumbnail_blob = $2 WHERE id = $1 AND preview_blob = $3 AND thumbnail_blob IS NULL RETURNING id`,
      [fileId, blob, preview_blob],
    );
    if (kept!.length === 0) await this.blobs.remove(blob); // somebody else was faster, or covered more meanwhile
    return drawn.thumbnail;
  }

  private lookAt(tipId: string, fileId: string, context: WorkContext): Promise<PreviewRow> {
    return this.denials.recorded(tipId, context, () =>
      this.database.transaction(async (tx) => {
        const file = await this.find(tx, tipId, fileId, context);
        await this.audit.append(tx, context, {
          action: 'tip.file-previewed',
          subject: { kind: 'tip', id: tipId },
          details: { file: fileId, version: file.preview.version },
        });
        return file;
      }),
    );
  }

  /**
   * Draws the preview anew with exactly these boxes; the clean copy stays as it is.
   * @throws Problem `not-found` 404, `changed-meanwhile` 409: somebody else drew since `version`.
   */
  async cover(
    tipId: string,
    fileId: string,
    { boxes, version }: { boxes: MaskBox[]; version: number },
    context: WorkContext,
  ): Promise<FilePreview> {
    return this.denials.recorded(tipId, context, async () => {
      const before = await this.database.transaction((tx) => this.find(tx, tipId, fileId, context));
      if (before.preview.version !== version) throw changedMeanwhile();
      const drawn = await this.drawer.mask(await this.fetch(fileId, before.source_blob), boxes);
      if (drawn === undefined)
        throw new Problem('preview-failed', 503, 'The preview could not be drawn now.');
      const preview = describe(drawn, version + 1);
      const stored = await this.storeBoth(fileId, drawn);
      const former = await this.database
        .transaction((tx) => this.replace(tx, tipId, fileId, before, preview, stored, context))
        .catch(async (error: unknown) => {
          // Drawn anew or erased meanwhile: nothing names these copies, and no erasure would find them.
          for (const key of [stored.preview, stored.thumbnail]) await this.blobs.remove(key);
          throw error;
        });
      for (const key of former) await this.blobs.remove(key);
      return preview;
    });
  }

  private async replace(
    tx: Tx,
    tipId: string,
    fileId: string,
    before: PreviewRow,
    preview: FilePreview,
    stored: StoredDrawing,
    context: WorkContext,
  ): Promise<string[]> {
    // The former thumbnail is read here, under the row's lock: somebody may have had it drawn since.
    const [former] = await tx.query<Pick<PreviewRow, 'preview_blob' | 'thumbnail_blob'>[]>(
      'SELECT preview_blob, thumbnail_blob FROM tip_file WHERE id = $1 FOR UPDATE',
      [fileId],
    );
    if (former?.preview_blob !== before.preview_blob) throw changedMeanwhile();
    await tx.query('UPDATE tip_file SET preview = $2, preview_blob = $3, thumbnail_blob = $4 WHERE id = $1', [
      fileId,
      JSON.stringify(preview),
      stored.preview,
      stored.thumbnail,
    ]);
    await this.audit.append(tx, context, {
      action: 'tip.file-masked',
      subject: { kind: 'tip', id: tipId },
      details: {
        file: fileId,
        version: preview.version,
        boxes: preview.boxes.length,
        before: before.preview.boxes.length,
      },
    });
    return [former.preview_blob, ...(former.thumbnail_blob === null ? [] : [former.thumbnail_blob])];
  }

  private async find(tx: Tx, tipId: string, fileId: string, context: WorkContext): Promise<PreviewRow> {
    const [found] = await tx.query<PreviewRow[]>(PREVIEW, [fileId, tipId, scopeOf(context).unitIds]);
    if (found === undefined) throw notFound('file');
    return found;
  }

  private async storeBoth(fileId: string, { bytes, thumbnail }: MaskedPreview): Promise<StoredDrawing> {
    return { preview: await this.store(fileId, bytes), thumbnail: await this.store(fileId, thumbnail) };
  }

  private async store(fileId: string, bytes: Buffer): Promise<string> {
    const key = randomBytes(20).toString('hex');
    await this.blobs.put(key, this.box.seal(bytes, fileId));
    return key;
  }

  private async fetch(fileId: string, key: string): Promise<Buffer> {
    return this.box.open(await buffer(await this.blobs.get(key)), fileId);
  }
}

const describe = ({ width, height, how, boxes }: MaskedPreview, version: number): FilePreview => ({
  version,
  width,
  height,
  how,
  boxes,
});

const changedMeanwhile = () => conflict('changed-meanwhile', 'Somebody changed this preview meanwhile.');

const PREVIEW = `
  SELECT preview, preview_blob, thumbnail_blob, coalesce(still_blob, clean_blob) AS source_blob
    FROM tip_file JOIN tip ON tip.id = tip_file.tip_id
   WHERE tip_file.id = $1 AND tip.id = $2 AND tip.unit_id = ANY ($3) AND preview_blob IS NOT NULL`;
