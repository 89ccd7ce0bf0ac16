import {
  createCipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { bech32 } from '@scure/base';
import { type Recipient, Stanza } from 'age-encryption';

/** An X25519 public key as SPKI is this, and then its 32 bytes (RFC 8410 4). */
const SPKI_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');
const LABEL = 'age-encryption.org/v1/X25519';

/**
 * The age library's X25519 recipient with Node's own cryptography: the same stanza (https://age-encryption.org/v1, "The
 * X25519 recipient type") without six journeys through Web Crypto's thread pool. A tip is sealed in half a dozen parts, and
 * those journeys were most of what an intake waited for (decision 42).
 */
export class X25519Recipient implements Recipient {
  readonly #bytes: Buffer;
  readonly #key: KeyObject;

  /** @throws if it isn't an `age1…` of 32 bytes. */
  constructor(recipient: string) {
    const { prefix, bytes } = bech32.decodeToBytes(recipient);
    if (prefix !== 'age' || bytes.length !== 32) throw new Error('not an X25519 recipient');
    this.#bytes = Buffer.from(bytes);
    this.#key = createPublicKey({
      key: Buffer.concat([SPKI_PREFIX, this.#bytes]),
      format: 'der',
      type: 'spki',
    });
  }

  wrapFileKey(fileKey: Uint8Array): Stanza[] {
    const { publicKey, privateKey } = generateKeyPairSync('x25519');
    const share = publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length);
    // OpenSSL refuses a shared secret of zeros, as the format asks for.
    const shared = diffieHellman({ privateKey, publicKey: this.#key });
    const key = hkdfSync('sha256', shared, Buffer.concat([share, this.#bytes]), LABEL, 32);
    const cipher = createCipheriv('chacha20-poly1305', Buffer.from(key), Buffer.alloc(12), {
      authTagLength: 16,
    });
    const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
    return [new Stanza(['X25519', share.toString('base64').replace(/=+$/, '')], new Uint8Array(body))];
  }
}
