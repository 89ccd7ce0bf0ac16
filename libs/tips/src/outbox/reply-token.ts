import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ServerSecret, unprocessable } from '#kernel';
import { ServerBox } from '#vault';
import type { ReplyAddress } from './outbox-message.js';

/**
 * How an answer finds an informant whom no table names. The address is sealed under a key of the server, and that token is
 * sealed again to the tip: the server has the token only while a person of the unit, with the unit's key open, hands it
 * back to answer. Whoever steals the database has neither; whoever steals a unit's key reads a token, not an address.
 */
@Injectable()
export class ReplyTokens {
  readonly #box: ServerBox;

  constructor(private readonly secret: ServerSecret) {
    this.#box = new ServerBox(() => secret.key('reply-token'));
  }

  /** The token of one tip; it opens for no other. */
  seal(tipId: string, address: ReplyAddress): string {
    return this.#box.seal(Buffer.from(JSON.stringify(address)), tipId).toString('base64url');
  }

  /** @throws Problem `invalid` 422 at `pointer` for a token of another tip or that is none. */
  open(tipId: string, token: string, pointer = '/token'): ReplyAddress {
    try {
      return JSON.parse(this.#box.open(Buffer.from(token, 'base64url'), tipId).toString()) as ReplyAddress;
    } catch {
      throw unprocessable([{ pointer, rule: 'not-of-this-tip' }]);
    }
  }

  /** Names a tip in our own address (`desk+tag@…`), so that an answer finds it; signed, so that nobody invents one. */
  tagOf(tipId: string): string {
    const id = Buffer.from(tipId.replaceAll('-', ''), 'hex');
    return Buffer.concat([id, this.#sign(id)]).toString('hex');
  }

  /** The tip that a tag names, or undefined if we never gave it. */
  tipOf(tag: string): string | undefined {
    if (!/^[0-9a-f]{48}$/i.test(tag)) return undefined;
    const bytes = Buffer.from(tag, 'hex');
    const id = bytes.subarray(0, 16);
    if (!timingSafeEqual(bytes.subarray(16), this.#sign(id))) return undefined;
    return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  #sign(id: Buffer): Buffer {
    return this.secret.mac('conversation-tag', id).subarray(0, 8);
  }
}
