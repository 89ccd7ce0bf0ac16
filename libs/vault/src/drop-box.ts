import { createHash } from 'node:crypto';
import { bech32 } from '@scure/base';
import type { SealingPurpose, ServerSecret } from '#kernel';
import { openBytes, sealBytes } from './age.js';

/**
 * A box with a slot: every process of the desk can put something in, only the worker can take it out. What a stranger
 * sends waits in it until a job has taken it, so that who takes over the public process can't open what came before.
 * An age file to an X25519 key that derives from the server's root secret.
 */
export class DropBox {
  constructor(
    private readonly secret: ServerSecret,
    private readonly purpose: SealingPurpose,
  ) {}

  async seal(content: Uint8Array, name: string): Promise<Buffer> {
    const recipient = bech32.encodeFromBytes('age', this.secret.publicHalf(this.purpose));
    return Buffer.from(await sealBytes(Buffer.concat([mark(name), content]), recipient));
  }

  /** Throws if this process has no key for it, or a byte or the name isn't the one that was sealed. */
  async open(sealed: Uint8Array, name: string): Promise<Buffer> {
    const identity = bech32.encodeFromBytes('age-secret-key-', this.secret.key(this.purpose)).toUpperCase();
    const opened = Buffer.from(await openBytes(sealed, identity));
    if (!opened.subarray(0, 32).equals(mark(name))) throw new Error('sealed under another name');
    return opened.subarray(32);
  }
}

/** Age authenticates content only; sealed before it, this keeps one thing from being passed off as another. */
const mark = (name: string): Buffer => createHash('sha256').update(name).digest();
