import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, ServerSecret } from '#kernel';
import type { MachineSign } from '#tips';

/** People read and write; programs post at once. */
const TOO_FAST_MS = 3_000;
const TOO_OLD_MS = 24 * 3_600_000;

/**
 * The hidden value that each rendered form carries: random, so that it names one filling-in, and signed with its time,
 * so that the time can't be invented. It needs no cookie and nothing kept here.
 */
@Injectable()
export class FormTokens {
  constructor(
    private readonly secret: ServerSecret,
    private readonly clock: Clock,
  ) {}

  issue(): string {
    const name = `${randomBytes(16).toString('base64url')}.${this.clock.now().getTime().toString(36)}`;
    return `${name}.${this.sign(name)}`;
  }

  /** Why a form looks sent by a program; undefined where it doesn't. A doubt, never a ground to refuse. */
  doubt(token: string): MachineSign | undefined {
    const [random = '', time = '', signature = ''] = token.split('.');
    const expected = Buffer.from(this.sign(`${random}.${time}`));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'form-not-opened';
    const age = this.clock.now().getTime() - parseInt(time, 36);
    if (age < TOO_FAST_MS) return 'too-fast';
    if (age > TOO_OLD_MS) return 'too-old';
    return undefined;
  }

  private sign(name: string): string {
    return this.secret.mac('form-token', name).subarray(0, 16).toString('base64url');
  }
}
