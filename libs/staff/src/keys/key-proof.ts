import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Problem, ServerSecret } from '#kernel';
import { sealBytes } from '#vault';

/** Time to open a challenge and answer it; unlocking happens before. */
const PROOF_MINUTES = 10;
const NONCE_BYTES = 32;

/** A random number sealed to a key: whoever gives it back holds the key's secret part. */
export interface Challenge {
  /** An age file. */
  sealed: Buffer;
  /** Goes back with the answer; means nothing without it. */
  ticket: string;
}

export interface Proof {
  ticket: string;
  /** The number, as it was found in the age file. */
  nonce: Buffer;
}

/**
 * Lets a browser prove that it holds a unit's secret key, without ever showing it: nobody can hand out a wrong key or
 * spoil grants who doesn't hold the right one. Stateless: the ticket is a MAC over key, person, number and time.
 */
@Injectable()
export class KeyProof {
  constructor(
    private readonly secret: ServerSecret,
    private readonly clock: Clock,
  ) {}

  async challenge(recipient: string, accountId: string): Promise<Challenge> {
    const nonce = randomBytes(NONCE_BYTES);
    const endsAt = this.clock.now().getTime() + PROOF_MINUTES * 60_000;
    const mac = this.mac(recipient, accountId, endsAt, nonce);
    return {
      sealed: Buffer.from(await sealBytes(nonce, recipient)),
      ticket: `${endsAt}.${mac.toString('base64url')}`,
    };
  }

  /** @throws Problem `key-not-proved` 403. */
  demand(recipient: string, accountId: string, { ticket, nonce }: Proof): void {
    const [endsAt, mac = ''] = ticket.split('.');
    const given = Buffer.from(mac, 'base64url');
    const right = this.mac(recipient, accountId, Number(endsAt), nonce);
    const isRight = given.length === right.length && timingSafeEqual(given, right);
    if (!isRight || Number(endsAt) < this.clock.now().getTime()) {
      throw new Problem('key-not-proved', 403, 'The unit key was not proved.');
    }
  }

  private mac(recipient: string, accountId: string, endsAt: number, nonce: Buffer): Buffer {
    const message = `${recipient}\n${accountId}\n${endsAt}\n${nonce.toString('hex')}`;
    return this.secret.mac('unit-key-proof', message);
  }
}
