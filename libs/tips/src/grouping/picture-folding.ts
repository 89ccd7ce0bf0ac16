import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { DuplicateGroups, type ImageFingerprint } from '#dedup';
import { Database, type WorkContext } from '#kernel';
import { followGroups } from './group-lines.js';

/** Folds a tip by a picture or video of it, when its file has been cleaned. */
@Injectable()
export class PictureFolding {
  constructor(
    private readonly database: Database,
    private readonly groups: DuplicateGroups,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Remembers the picture, and moves a tip that says hardly more than it to the group of the tips that sent it before; else
   * they are suggested. One short transaction of its own: like pictures of a campaign wait for each other in it. Call it
   * once for a file (`fingerprintImage` of the clean picture, `fingerprintVideo` of sampled frames), after its clean copy is kept.
   * @throws Problem `not-found` 404: no such tip.
   */
  async fold(
    file: { tipId: string; fileId: string },
    fingerprint: ImageFingerprint,
    context: WorkContext,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [tip] = await tx.query<{ campaign_id: string }[]>('SELECT campaign_id FROM tip WHERE id = $1', [
        file.tipId,
      ]);
      if (tip === undefined) return; // erased meanwhile
      const grouping = await this.groups.foldImage(tx, { ...file, campaignId: tip.campaign_id, fingerprint });
      if (!grouping.moved) return;
      const { groupId, canonicalTipId, links } = grouping;
      const cameBack = await followGroups(tx, [{ groupId, canonicalTipId, tipIds: [file.tipId] }]);
      await tx.query('UPDATE tip SET folded_because = $2 WHERE id = $1', [file.tipId, JSON.stringify(links)]);
      await this.audit.append(
        tx,
        context,
        {
          action: 'tip.grouped',
          subject: { kind: 'tip', id: file.tipId },
          details: {
            group: groupId,
            canonical: canonicalTipId,
            isNew: false,
            score: links[0]?.score ?? null,
            kind: links[0]?.kind ?? null,
            setAside: null,
          },
        },
        ...cameBack,
      );
    });
  }
}
