import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Configuration } from './configuration.js';

/** What a derived key is for. One purpose, one key: a leak of one says nothing of another (RFC 5869). */
export type KeyPurpose =
  | 'session-cookie'
  | 'receipt-code'
  | 'receipt-lookup'
  | 'form-token'
  | 'setup-link'
  | 'rate-limit'
  | 'entity-token'
  | 'message-name'
  | 'conversation'
  | 'conversation-tag'
  | 'reply-token'
  | 'outbox-box'
  | 'file-box'
  | 'x-tokens'
  | 'x-message'
  | 'x-rejection'
  | 'file-print'
  | 'searched-words'
  | 'backup-mark'
  | 'audit-signing'
  | 'unit-key-proof';

/** The server's root secret; nothing outside this class sees it, only keys derived from it. */
export class ServerSecret {
  readonly #root: Buffer;
  readonly #keys = new Map<string, Buffer>();

  constructor(root: string | Buffer) {
    this.#root = Buffer.from(root);
  }

  /** A 256-bit key for one purpose, optionally for one thing (a campaign's id). */
  key(purpose: KeyPurpose, scope = ''): Buffer {
    const info = `${purpose}/${scope}`;
    const known = this.#keys.get(info);
    if (known !== undefined) return known;
    const key = Buffer.from(hkdfSync('sha256', this.#root, 'colabora', info, 32));
    this.#keys.set(info, key);
    return key;
  }

  /** HMAC-SHA256 of `message` under the key of `purpose`. */
  mac(purpose: KeyPurpose, message: string | Buffer): Buffer {
    return createHmac('sha256', this.key(purpose)).update(message).digest();
  }
}

/** Takes the secret from the configuration, or the one kept in the data folder, made at the first start. */
export async function loadServerSecret(configuration: Configuration): Promise<ServerSecret> {
  if (configuration.secret !== undefined) return new ServerSecret(configuration.secret);
  const file = join(configuration.dataDir, 'server.secret');
  await mkdir(configuration.dataDir, { recursive: true });
  const fresh = randomBytes(32).toString('base64url');
  // 'wx' never overwrites: of two processes that start together, one makes the file and both read it.
  await writeFile(file, fresh, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return new ServerSecret((await readFile(file, 'utf8')).trim());
}
