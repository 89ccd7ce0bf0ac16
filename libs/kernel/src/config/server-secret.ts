import { createHmac, createPrivateKey, createPublicKey, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Configuration, ConfigurationError, type Role } from './configuration.js';
import { type KeyPurpose, PURPOSES_OF_ROLE, SEALING_PURPOSES, type SealingPurpose } from './key-purpose.js';
import { readBundle, type SecretBundle, writeBundle } from './secret-bundle.js';

/**
 * The keys that this process may derive: all of them from the root secret, or those of one role from its bundle. Nothing
 * outside this class sees the root. Ask for a key when it is used, not when a service is made: a process that plays one
 * role has no key for what the others do.
 */
export class ServerSecret {
  readonly #secret: { root: Buffer } | { bundle: SecretBundle };
  readonly #keys = new Map<string, Buffer>();

  /** @throws ConfigurationError for a bundle that is not whole. */
  constructor(secret: string) {
    const bundle = readBundle(secret);
    this.#secret = bundle === undefined ? { root: Buffer.from(secret) } : { bundle };
  }

  /** Whose keys these are, or undefined for the root secret. */
  get role(): Role | undefined {
    return 'bundle' in this.#secret ? this.#secret.bundle.role : undefined;
  }

  /**
   * A 256-bit key for one purpose, optionally for one thing (a campaign's id).
   * @throws Error if this process was not handed the purpose.
   */
  key(purpose: KeyPurpose, scope = ''): Buffer {
    const name = `${purpose}/${scope}`;
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    // In two steps, so that whoever is handed a purpose can derive its scopes.
    const key = scope === '' ? this.#purposeKey(purpose) : derive(this.key(purpose), scope);
    this.#keys.set(name, key);
    return key;
  }

  /** The X25519 public key to seal to for this purpose; also a process that can't open has it. */
  publicHalf(purpose: SealingPurpose): Buffer {
    const handed = 'bundle' in this.#secret ? this.#secret.bundle.publicHalves.get(purpose) : undefined;
    return handed ?? x25519PublicKey(this.key(purpose));
  }

  /**
   * The keys of one role, to be its process's whole `COLABORA_SECRET`.
   * @throws Error if this isn't the root secret.
   */
  bundleFor(role: Role): string {
    if ('bundle' in this.#secret) throw new Error(`these are the keys of ${this.role!}, not the root secret`);
    return writeBundle({
      role,
      keys: new Map(PURPOSES_OF_ROLE[role].map((purpose) => [purpose, this.key(purpose)])),
      publicHalves: new Map(SEALING_PURPOSES.map((purpose) => [purpose, this.publicHalf(purpose)])),
    });
  }

  #purposeKey(purpose: KeyPurpose): Buffer {
    if ('root' in this.#secret) return derive(this.#secret.root, `${purpose}/`);
    const { keys, role } = this.#secret.bundle;
    const key = keys.get(purpose);
    if (key === undefined) throw new Error(`the keys of ${role} hold none for ${purpose}`);
    return key;
  }

  /** HMAC-SHA256 of `message` under the key of `purpose`. */
  mac(purpose: KeyPurpose, message: string | Buffer): Buffer {
    return createHmac('sha256', this.key(purpose)).update(message).digest();
  }
}

/** Takes the secret from the configuration, or the one kept in the data folder, made at the first start. */
export async function loadServerSecret(configuration: Configuration): Promise<ServerSecret> {
  if (configuration.secret !== undefined) return handedSecret(configuration.secret, configuration.roles);
  const file = join(configuration.dataDir, 'server.secret');
  await mkdir(configuration.dataDir, { recursive: true });
  const fresh = randomBytes(32).toString('base64url');
  // 'wx' never overwrites: of two processes that start together, one makes the file and both read it.
  await writeFile(file, fresh, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return new ServerSecret((await readFile(file, 'utf8')).trim());
}

function handedSecret(text: string, roles: readonly Role[]): ServerSecret {
  const secret = new ServerSecret(text);
  const others = roles.filter((role) => role !== secret.role);
  if (secret.role !== undefined && others.length > 0) {
    throw new ConfigurationError([
      `COLABORA_SECRET holds the keys of ${secret.role}, but COLABORA_ROLES names ${others.join(' and ')}`,
    ]);
  }
  return secret;
}

const derive = (key: Buffer, info: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, 'colabora', info, 32));

/** PKCS #8 around an X25519 secret key (RFC 8410), as node:crypto wants it. */
const PKCS8_X25519 = Buffer.from('302e020100300506032b656e04220420', 'hex');

function x25519PublicKey(secretKey: Buffer): Buffer {
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8_X25519, secretKey]),
    format: 'der',
    type: 'pkcs8',
  });
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
}
