import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import type { Tx, WorkContext } from '#kernel';
import { Vault } from '#vault';
import type { ReceivedFile } from '../intake/inbound-message.js';
import { ReceivedFiles } from './received-files.js';

/** Files that come after their message: a channel that must fetch them takes the words in first. */
@Injectable()
export class LaterFiles {
  constructor(
    private readonly files: ReceivedFiles,
    private readonly vault: Vault,
    private readonly audit: AuditLog,
  ) {}

  /** Seals files to a tip and has them cleaned, in the caller's transaction. What was erased meanwhile gets none. */
  async add(tx: Tx, tipId: string, files: ReceivedFile[], context: WorkContext): Promise<void> {
    const whole = await tx.query<unknown[]>('SELECT FROM tip WHERE id = $1 AND erased IS NULL FOR UPDATE', [
      tipId,
    ]);
    if (whole.length === 0) return;
    await this.files.receive(tx, tipId, await this.vault.recipientOf(tx, tipId), files, context);
  }

  /** Says on the tip that a file which its sender attached can't be had, and why. */
  async missing(tx: Tx, tipId: string, reason: string, context: WorkContext): Promise<void> {
    await this.audit.append(tx, context, {
      action: 'tip.file-added',
      subject: { kind: 'tip', id: tipId },
      result: 'failed',
      details: { reason },
    });
  }
}
