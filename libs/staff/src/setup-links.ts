import { Injectable } from '@nestjs/common';
import { Clock, Problem, ServerSecret, type Tx } from '#kernel';
import { randomBytes } from 'node:crypto';
import { SetupLink } from './persistence/setup-link.entity.js';

/** Long enough for a weekend between invitation and first day. */
const VALID_HOURS = 72;

/**
 * One-time links by which a person sets the first or a new password. The token is 256 random bits; it travels in the
 * fragment of an address, which browsers never send, and in request bodies. Only its keyed hash is stored.
 */
@Injectable()
export class SetupLinks {
  constructor(
    private readonly secret: ServerSecret,
    private readonly clock: Clock,
  ) {}

  /** Makes the account's link; an earlier one stops working. */
  async issue(tx: Tx, accountId: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(this.clock.now().getTime() + VALID_HOURS * 3_600_000);
    await tx.upsert(SetupLink, { accountId, tokenMac: this.macOf(token), expiresAt }, ['accountId']);
    return token;
  }

  /** Whose link it is and until when, without using it. Throws `setup-link-over`. */
  async inspect(tx: Tx, token: string): Promise<{ accountId: string; expiresAt: Date }> {
    const link = await tx.findOneBy(SetupLink, { tokenMac: this.macOf(token) });
    if (link === null || link.expiresAt <= this.clock.now()) throw linkIsOver();
    return link;
  }

  /** Uses the link up. Of two uses at the same time one wins. Throws `setup-link-over`. */
  async use(tx: Tx, token: string): Promise<{ accountId: string }> {
    const { accountId } = await this.inspect(tx, token);
    const { affected } = await tx.delete(SetupLink, { accountId, tokenMac: this.macOf(token) });
    if (affected !== 1) throw linkIsOver();
    return { accountId };
  }

  async revoke(tx: Tx, accountId: string): Promise<void> {
    await tx.delete(SetupLink, { accountId });
  }

  private macOf(token: string): Buffer {
    return this.secret.mac('setup-link', token);
  }
}

/** Unknown, used, replaced and expired look the same from outside. */
const linkIsOver = () =>
  new Problem('setup-link-over', 410, 'This link was used, replaced or has expired; ask for a new one.');

/** Where a person opens the link. The token stays behind `#`: it never reaches a server's or proxy's log. */
export const setupAddress = (publicUrl: string, token: string): string => `${publicUrl}/staff/setup#${token}`;
