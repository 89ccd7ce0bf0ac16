import { Injectable } from '@nestjs/common';
import { Database } from '#kernel';
import { XNames } from '../inbound/x-names.js';

/** Which of our messages on X is which line of the outbox: two equal ones must not be taken for each other. */
@Injectable()
export class XSent {
  constructor(
    private readonly database: Database,
    private readonly names: XNames,
  ) {}

  /** Notes that X has it; false if this message of X is another line's. */
  async note(accountId: string, remoteId: string, outboxId: string): Promise<boolean> {
    const name = this.names.nameOf(remoteId);
    const [row] = await this.database.query<{ outbox_id: string }>(
      `INSERT INTO x_sent AS sent (account_id, name, outbox_id) VALUES ($1, $2, $3)
       ON CONFLICT (account_id, name) DO UPDATE SET outbox_id = sent.outbox_id RETURNING outbox_id`,
      [accountId, name, outboxId],
    );
    return row!.outbox_id === outboxId;
  }

  /** How the outbox names it: by its hash, since X's id of a reply leads to the post that it answers. */
  referenceOf(remoteId: string): string {
    return this.names.nameOf(remoteId).toString('hex').slice(0, 32);
  }
}
