import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database } from '#kernel';
import { briefBody } from '../brief-body.js';
import { certificatesOf, type StampAuthority } from './authority.js';
import { openTimeStamp, type StampFault, StampRefused, writeQuery } from './time-stamp-token.js';

/** How it went. */
export interface Stamping {
  /**
   * `up-to-date`: the newest checkpoint has its stamp. `unreachable`: no answer, or none that speaks the protocol.
   * `wrong-clock`: its time isn't ours by far. The others: why its answer is worth nothing.
   */
  state: 'stamped' | 'up-to-date' | 'unreachable' | 'wrong-clock' | StampFault;
  /** The size of the checkpoint in question. */
  size?: number;
}

/** A checkpoint with the stamp that an authority put on it: the very bytes that were stamped, and its answer (DER). */
export interface StampedCheckpoint {
  number: string;
  size: number;
  note: string;
  reply: Buffer;
  at: Date;
}

const PATIENCE_MS = 10_000;
/** A token with a long chain has some 8 KiB. */
const MOST_BYTES = 65_536;
/** Beyond this the authority's clock or ours is wrong, and the operator must hear of it. */
const CLOCK_DIFFERENCE_MS = 5 * 60_000;
const NONCE_BYTES = 8;

/** Has the newest checkpoint time-stamped (RFC 3161) and keeps the answer once it has been verified. */
@Injectable()
export class TimeStamps {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    readonly authority: StampAuthority | undefined,
  ) {}

  /** Never rejects because of the authority. What is stamped is the checkpoint as the log signed it, byte for byte. */
  async ask(): Promise<Stamping> {
    const [newest] = await this.database.query<{ number: string; size: string; note: string; has: boolean }>(
      `SELECT number, size, note, EXISTS (SELECT FROM audit_timestamp WHERE checkpoint = number) AS has
       FROM audit_checkpoint ORDER BY number DESC LIMIT 1`,
    );
    if (this.authority === undefined || newest === undefined || newest.has) return { state: 'up-to-date' };
    const size = Number(newest.size);
    const bytes = Buffer.from(newest.note);
    try {
      const nonce = freshNonce();
      const reply = await this.send(await writeQuery(bytes, nonce));
      if (reply === undefined) return { state: 'unreachable', size };
      const { at } = await openTimeStamp(reply, bytes, await certificatesOf(this.authority.roots), nonce);
      if (Math.abs(at.getTime() - this.clock.now().getTime()) > CLOCK_DIFFERENCE_MS)
        return { state: 'wrong-clock', size };
      await this.database.query(
        `INSERT INTO audit_timestamp (checkpoint, reply, stamped_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [newest.number, reply, at],
      );
      return { state: 'stamped', size };
    } catch (error) {
      if (error instanceof StampRefused) return { state: error.fault, size };
      throw error;
    }
  }

  /** The answer's bytes; undefined where there is none of the right kind. */
  private async send(query: Buffer): Promise<Buffer | undefined> {
    try {
      const response = await fetch(this.authority!.url, {
        method: 'POST',
        headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
        body: new Uint8Array(query),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const isReply =
        response.headers.get('content-type')?.startsWith('application/timestamp-reply') === true;
      if (response.status !== 200 || !isReply) return undefined;
      return await briefBody(response, MOST_BYTES);
    } catch {
      return undefined;
    }
  }
}

/** The content of a DER INTEGER of 64 random bits: positive, without superfluous zeros. */
function freshNonce(): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  nonce[0] = (nonce[0]! & 0x7f) | 0x40;
  return nonce;
}
