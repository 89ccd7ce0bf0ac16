import { Injectable } from '@nestjs/common';
import { buffer } from 'node:stream/consumers';
import { BlobStore, isUuid, notFound, type Tx } from '#kernel';
import { Units } from '#staff';
import { Grants, type RecordKind, type SealedRecord, Vault } from '#vault';
import type { RevealKind } from './reveal.js';

/** What a browser needs to open something: grants that the unit's key opens, and what they open. All of it sealed. */
export interface SealedParts {
  grants: Buffer[];
  records: SealedRecord[];
}

/** Kinds whose sealed part is a file by itself. */
type BlobKind = 'file' | 'mail';
export const hasBlob = (kind: RevealKind): kind is BlobKind => kind === 'file' || kind === 'mail';

const RECORD_OF: Record<Exclude<RevealKind, BlobKind>, RecordKind> = {
  text: 'message',
  entity: 'entity',
  informant: 'informant',
  'file-facts': 'file-facts',
};

/** Finds the sealed parts of a tip, exactly those that were asked for. */
@Injectable()
export class SealedPartsOfTips {
  constructor(
    private readonly vault: Vault,
    private readonly grants: Grants,
    private readonly units: Units,
    private readonly blobs: BlobStore,
  ) {}

  /** Whether there is anything of this kind. */
  async exist(tx: Tx, tipId: string, kind: RevealKind, target: string | null): Promise<boolean> {
    if (hasBlob(kind)) return (await blobOf(tx, tipId, kind, target)) !== undefined;
    const [found] = await this.vault.records(tx, tipId, RECORD_OF[kind], target ?? undefined);
    return found !== undefined;
  }

  async of(
    tx: Tx,
    tip: { id: string; unitId: string },
    kind: RevealKind,
    target: string | null,
  ): Promise<SealedParts> {
    return {
      grants: await this.grantsOf(tx, tip),
      records: hasBlob(kind)
        ? []
        : await this.vault.records(tx, tip.id, RECORD_OF[kind], target ?? undefined),
    };
  }

  /** Where to answer: the newest address, as the channel sealed it. */
  async replyAddress(tx: Tx, tip: { id: string; unitId: string }): Promise<SealedParts> {
    const records = await this.vault.records(tx, tip.id, 'reply-address');
    return { grants: await this.grantsOf(tx, tip), records: records.slice(-1) };
  }

  /** The original file or mail as it is kept: an age file, sealed to the tip. */
  async file(tx: Tx, tipId: string, kind: BlobKind, target: string | null): Promise<Buffer> {
    const blob = await blobOf(tx, tipId, kind, target);
    if (blob === undefined) throw notFound('file');
    return buffer(await this.blobs.get(blob));
  }

  private async grantsOf(tx: Tx, tip: { id: string; unitId: string }): Promise<Buffer[]> {
    const unit = await this.units.byId(tip.unitId, tx);
    return this.grants.of(tx, tip.id, tip.unitId, unit?.recipient ?? '');
  }
}

async function blobOf(
  tx: Tx,
  tipId: string,
  kind: BlobKind,
  target: string | null,
): Promise<string | undefined> {
  if (target === null || !isUuid(target)) return undefined;
  const [found] = await tx.query<{ blob: string | null }[]>(BLOB[kind], [target, tipId]);
  return found?.blob ?? undefined;
}

const BLOB: Record<BlobKind, string> = {
  file: 'SELECT original_blob AS blob FROM tip_file WHERE id = $1 AND tip_id = $2',
  mail: 'SELECT raw_blob AS blob FROM inbound_message WHERE id = $1 AND tip_id = $2',
};
