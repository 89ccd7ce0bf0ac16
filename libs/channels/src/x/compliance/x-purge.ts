import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { Database, type WorkContext } from '#kernel';
import { SourceErasure } from '#tips';
import { XAccounts } from '../accounts/x-accounts.js';

/** What there is of X, or what was destroyed. */
export interface XPurged {
  tips: number;
  /** Kept by a legal hold, with its reference. */
  held: { tipId: string; reference: string }[];
  messages: number;
  rejections: number;
  accounts: number;
}

/**
 * All X content goes: when the agreement with X ends, its terms want that, with proof within ten business days. The
 * accounts are let go first, so that nothing new arrives meanwhile; what stays is keyed hashes, numbers and the log.
 * Our own posts are ours and stay.
 */
@Injectable()
export class XPurge {
  constructor(
    private readonly database: Database,
    private readonly accounts: XAccounts,
    private readonly erasure: SourceErasure,
    private readonly audit: AuditLog,
  ) {}

  /** Changes nothing. */
  async plan(): Promise<XPurged> {
    const [counts] = await this.database.query<Omit<XPurged, 'held'>>(
      `SELECT (SELECT count(*)::int FROM (${X_TIPS}) AS of_x) AS tips,
              (SELECT count(*)::int FROM x_message WHERE sealed_id <> '') AS messages,
              (SELECT count(*)::int FROM channel_rejection WHERE channel LIKE 'x-%' AND sealed IS NOT NULL) AS rejections,
              (SELECT count(*)::int FROM x_account WHERE state <> 'disconnected') AS accounts`,
    );
    const held = await this.database.query<XPurged['held'][number]>(
      `SELECT hold.tip_id AS "tipId", hold.reference FROM retention_hold AS hold JOIN (${X_TIPS}) AS of_x ON of_x.id = hold.tip_id
        WHERE hold.released_at IS NULL ORDER BY hold.tip_id`,
    );
    return { ...counts!, tips: counts!.tips - held.length, held };
  }

  /** Each tip in a transaction of its own: cut short, it goes on when it is called again. */
  async run(context: WorkContext, onProgress?: (done: number) => void): Promise<XPurged> {
    const purged: XPurged = { tips: 0, held: [], messages: 0, rejections: 0, accounts: 0 };
    purged.accounts = await this.letAccountsGo(context);
    for (const [place, { id }] of (await this.database.query<{ id: string }>(X_TIPS)).entries()) {
      await this.eraseTip(id, purged, context);
      onProgress?.(place + 1);
    }
    await this.database.transaction(async (tx) => {
      const [messages] = await tx.query<[unknown[], number]>(
        `UPDATE x_message SET sealed_id = '', gone_at = coalesce(gone_at, now()), gone_why = coalesce(gone_why, 'purged')
          WHERE sealed_id <> '' RETURNING name`,
      );
      purged.messages += messages.length;
      const [rejections] = await tx.query<[unknown[], number]>(
        `UPDATE channel_rejection SET sealed = NULL, settled_at = now(), state = 'settled'
          WHERE channel LIKE 'x-%' AND sealed IS NOT NULL RETURNING id`,
      );
      purged.rejections = rejections.length;
      await tx.query(
        `UPDATE x_media SET sealed_address = NULL, state = 'gone', why = 'purged' WHERE state = 'waiting'`,
      );
      await tx.query('DELETE FROM x_event');
      await tx.query('DELETE FROM x_sent');
      await tx.query(`UPDATE x_source SET walk = NULL WHERE walk IS NOT NULL`);
      await this.audit.append(tx, context, {
        action: 'channel.purged',
        subject: { kind: 'system', id: 'x' },
        details: {
          tips: purged.tips,
          messages: purged.messages,
          rejections: purged.rejections,
          accounts: purged.accounts,
          held: purged.held.length,
        },
      });
    });
    return purged;
  }

  private async letAccountsGo(context: WorkContext): Promise<number> {
    const open = (await this.accounts.all()).filter(({ state }) => state !== 'disconnected');
    for (const { id } of open) {
      await this.database.transaction((tx) =>
        this.accounts.disconnect(tx, context, id, 'all X content is purged'),
      );
    }
    return open.length;
  }

  private eraseTip(tipId: string, purged: XPurged, context: WorkContext): Promise<void> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ count: number }[]>(
        `SELECT count(*)::int FROM x_message WHERE tip_id = $1 AND sealed_id <> ''`,
        [tipId],
      );
      const erased = await this.erasure.erase(tx, context, tipId, 'channel-purged');
      if (erased.state === 'held') purged.held.push({ tipId, reference: erased.reference });
      if (erased.state !== 'erased') return;
      purged.tips += 1;
      purged.messages += row!.count; // the tip's erasure emptied them
    });
  }
}

const X_TIPS = `
  SELECT tip.id FROM tip
   WHERE tip.erased IS DISTINCT FROM 'everything'
     AND (tip.channel LIKE 'x-%' OR EXISTS (SELECT FROM x_message WHERE x_message.tip_id = tip.id))`;
