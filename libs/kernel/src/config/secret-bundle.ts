import { ConfigurationError, type Role, ROLES } from './configuration.js';
import { type KeyPurpose, PURPOSES_OF_ROLE, SEALING_PURPOSES, type SealingPurpose } from './key-purpose.js';

/** The derived keys of one role, in place of the root secret that they came from and don't lead back to. */
export interface SecretBundle {
  role: Role;
  keys: Map<KeyPurpose, Buffer>;
  publicHalves: Map<SealingPurpose, Buffer>;
}

const FORM = /^colabora-(public|portal|worker)-keys-1\.([\w-]+)$/;

/** One line, to be handed to a process as its `COLABORA_SECRET`; its beginning says whose it is. */
export function writeBundle({ role, keys, publicHalves }: SecretBundle): string {
  const content = { keys: encoded(keys), publicHalves: encoded(publicHalves) };
  return `colabora-${role}-keys-1.${Buffer.from(JSON.stringify(content)).toString('base64url')}`;
}

/**
 * A bundle, or undefined for any other secret: that one is a root secret.
 * @throws ConfigurationError for a cut or spoilt bundle, which must not pass for a root secret.
 */
export function readBundle(text: string): SecretBundle | undefined {
  if (!ROLES.some((role) => text.startsWith(`colabora-${role}-keys-`))) return undefined;
  const [, role, content] = FORM.exec(text) ?? [];
  try {
    const read = JSON.parse(Buffer.from(content!, 'base64url').toString()) as Encoded;
    return {
      role: role as Role,
      keys: decoded(read.keys, PURPOSES_OF_ROLE[role as Role]),
      publicHalves: decoded(read.publicHalves, SEALING_PURPOSES),
    };
  } catch {
    throw new ConfigurationError([
      'COLABORA_SECRET begins like the keys of a role and is not whole: make it again with "colabora secrets"',
    ]);
  }
}

interface Encoded {
  keys: Record<string, string>;
  publicHalves: Record<string, string>;
}

const encoded = (keys: Map<string, Buffer>): Record<string, string> =>
  Object.fromEntries([...keys].map(([purpose, key]) => [purpose, key.toString('base64url')]));

function decoded<Purpose extends string>(
  keys: Record<string, string>,
  purposes: readonly Purpose[],
): Map<Purpose, Buffer> {
  return new Map(
    purposes.map((purpose) => {
      const key = Buffer.from(keys[purpose]!, 'base64url');
      if (key.length !== 32) throw new RangeError(purpose);
      return [purpose, key];
    }),
  );
}
