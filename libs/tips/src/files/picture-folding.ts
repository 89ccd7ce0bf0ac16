import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { DuplicateGroups, fingerprintImage, type ImageFingerprint, type ImageGrouping } from '#dedup';
import { ServerSecret, type Tx, type WorkContext } from '#kernel';
import type { CleanedFile } from '#privacy';
import type { Priority } from '#routing';
import { reopenedFact, reopenLine } from '../intake/reopened-line.js';

/** How a file is found again: by its bytes, and by what it shows where it is a picture or a video. */
export type PicturePrint = ImageFingerprint;

interface FoldedTip {
  priority: Priority;
  due_at: Date;
}

/** Folds a tip by what its file shows, once the file is clean: the same photo sent by four hundred people is one line. */
@Injectable()
export class PictureFolding {
  constructor(
    private readonly groups: DuplicateGroups,
    private readonly audit: AuditLog,
    private readonly secret: ServerSecret,
  ) {}

  /**
   * Fingerprints of the clean copy; of the file as received only a hash under the campaign's key, so that who steals the
   * database can't ask it for a file they know. Decoding happens outside any transaction.
   */
  async printOf(campaignId: string, sha256Original: string, cleaned: CleanedFile): Promise<PicturePrint> {
    const sha256 = createHmac('sha256', this.secret.key('file-print', campaignId))
      .update(sha256Original)
      .digest('hex');
    const prints = await Promise.all(picturesOf(cleaned).map((picture) => fingerprintImage(picture)));
    return { sha256, views: prints.flatMap(({ views }) => views) };
  }

  /** Remembers the picture, places its tip by it, and lets the queue follow; each change has its audit entry. */
  async fold(
    tx: Tx,
    context: WorkContext,
    file: { id: string; tipId: string; campaignId: string },
    fingerprint: PicturePrint,
  ): Promise<void> {
    const { id: fileId, tipId, campaignId } = file;
    const grouping = await this.groups.foldImage(tx, { tipId, campaignId, fileId, fingerprint });
    if (!grouping.moved) return;
    const foldedUnder = await this.moveLine(tx, tipId, grouping);
    await this.audit.append(tx, context, {
      action: 'tip.grouped',
      subject: { kind: 'tip', id: tipId },
      details: {
        group: grouping.groupId,
        canonical: grouping.canonicalTipId,
        isNew: false,
        score: grouping.links[0]?.score ?? null,
        kind: grouping.links[0]?.kind ?? null,
        file: fileId,
        folded: foldedUnder !== undefined,
      },
    });
    if (foldedUnder !== undefined) await this.reopen(tx, context, foldedUnder, tipId);
  }

  /**
   * The tip goes under the group's line in its own unit. It stays a line of its own where the unit has none (a folded tip
   * never lies with a unit that can't see what it is folded under, decision 10, and its seal can't be given to another
   * unit any more), and where a person has already taken it up.
   */
  private async moveLine(
    tx: Tx,
    tipId: string,
    { groupId, canonicalTipId, links }: ImageGrouping,
  ): Promise<string | undefined> {
    const [moved] = await tx.query<[{ line: string | null }[], number]>(
      `UPDATE tip SET group_id = $2, folded = line.id IS NOT NULL,
              folded_because = CASE WHEN line.id IS NULL THEN tip.folded_because ELSE $3 END,
              version = tip.version + 1
         FROM tip AS me
         LEFT JOIN LATERAL (
           SELECT other.id FROM tip AS other
            WHERE other.group_id = $2 AND other.unit_id = me.unit_id AND NOT other.folded AND other.id <> me.id
              AND me.state = 'new' AND me.set_aside IS NULL
            ORDER BY other.id = $4 DESC, other.received_at, other.id LIMIT 1) AS line ON true
        WHERE tip.id = $1 AND me.id = tip.id
       RETURNING line.id AS line`,
      [tipId, groupId, JSON.stringify(links), canonicalTipId],
    );
    return moved[0]?.line ?? undefined;
  }

  private async reopen(tx: Tx, context: WorkContext, lineId: string, tipId: string): Promise<void> {
    const [tip] = await tx.query<FoldedTip[]>('SELECT priority, due_at FROM tip WHERE id = $1', [tipId]);
    const reopened = await reopenLine(tx, lineId, tip!.priority, tip!.due_at);
    if (reopened) await this.audit.append(tx, context, reopenedFact(lineId));
  }
}

/** A picture is its own; a document shows writing that its words already tell. */
function picturesOf(cleaned: CleanedFile): Buffer[] {
  if (cleaned.outcome !== 'clean') return [];
  if (cleaned.mediaType.startsWith('image/')) return [cleaned.bytes];
  return cleaned.stills ?? [];
}
