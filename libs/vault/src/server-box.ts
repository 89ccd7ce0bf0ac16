import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * Seals bytes under a key that the server itself holds: for what lies on disk only until a job has taken it, and for
 * copies that staff may see anyway. It protects a stolen disk or backup, not a seized server; originals are sealed to the
 * units instead. AES-256-GCM: 12 bytes nonce, 16 bytes tag, ciphertext; `name` is authenticated with it.
 */
export class ServerBox {
  /** The key is asked for when it is used: not every process has it. */
  constructor(private readonly key: () => Buffer) {}

  seal(content: Uint8Array, name: string): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key(), nonce).setAAD(Buffer.from(name));
    const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** Throws if a byte or the name isn't the one that was sealed. */
  open(sealed: Uint8Array, name: string): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.key(), sealed.subarray(0, 12))
      .setAAD(Buffer.from(name))
      .setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
  }
}
