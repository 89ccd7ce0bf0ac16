import { Injectable } from '@nestjs/common';
import type { Tx, WorkContext } from '#kernel';
import { Erasure } from './erasure.js';

/** `gone-at-source`: its sender or the platform took it back. `channel-purged`: nothing of the channel may stay. */
export type SourceCause = 'gone-at-source' | 'channel-purged';

/** `held`: a legal hold keeps it, by this reference. `nothing-left`: it was erased before. */
export type SourceErased = { state: 'erased' | 'nothing-left' } | { state: 'held'; reference: string };

/** Erases a tip because what it came from may no longer be kept; the same erasure as when its time is over. */
@Injectable()
export class SourceErasure {
  constructor(private readonly erasure: Erasure) {}

  /** In the caller's transaction. Everything goes but numbers: the words on the platform were the tip's words. */
  async erase(tx: Tx, context: WorkContext, tipId: string, cause: SourceCause): Promise<SourceErased> {
    // Placing a hold locks the tip, too: whoever comes second sees what the first did.
    const [tip] = await tx.query<{ erased: string | null }[]>(
      'SELECT erased FROM tip WHERE id = $1 FOR UPDATE',
      [tipId],
    );
    if (tip === undefined || tip.erased === 'everything') return { state: 'nothing-left' };
    const [hold] = await tx.query<{ reference: string }[]>(
      'SELECT reference FROM retention_hold WHERE tip_id = $1 AND released_at IS NULL',
      [tipId],
    );
    if (hold !== undefined) return { state: 'held', reference: hold.reference };
    await this.erasure.erase(tx, context, tipId, 'everything', cause);
    return { state: 'erased' };
  }
}
