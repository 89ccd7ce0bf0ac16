import { Injectable } from '@nestjs/common';
import { Database, ServerSecret, type Tx } from '#kernel';
import { type NoteSigner, type NoteVerifier, signerOf, verifierKeyOf } from './signed-note.js';

/** A key that signs now, and whether it was made just now. */
export interface CurrentKey {
  signer: NoteSigner;
  isNew: boolean;
}

/**
 * The log's name and keys. The secret half of generation N is derived from the server secret, so it lies in no table
 * and no backup; the public halves of all generations are kept, as old checkpoints stay verifiable.
 */
@Injectable()
export class LogKeys {
  constructor(
    private readonly database: Database,
    private readonly secret: ServerSecret,
  ) {}

  async origin(tx: Tx = this.database.reader): Promise<string> {
    const [row] = await tx.query<{ origin: string }[]>('SELECT origin FROM audit_origin');
    return row!.origin;
  }

  /** The public keys of every generation, oldest first, as the database tells them. */
  async published(tx?: Tx): Promise<NoteVerifier[]> {
    return (await this.stored(tx)).map(({ name, publicKey }) => ({ name, publicKey }));
  }

  /**
   * Tells the published keys that are ours from those that someone could have slipped into the database: ours are
   * derived from the server secret, or were seen before (`known`, verifier keys kept outside the database).
   */
  async judged(known: string[] = []): Promise<{ trusted: NoteVerifier[]; unknown: NoteVerifier[] }> {
    const keys = await this.stored();
    const isOurs = ({ name, publicKey, generation }: StoredKey) =>
      this.generation(name, generation).publicKey.equals(publicKey) ||
      known.includes(verifierKeyOf({ name, publicKey }));
    return { trusted: keys.filter(isOurs), unknown: keys.filter((key) => !isOurs(key)) };
  }

  /**
   * The key that signs now; makes the next generation where there is none yet or where the server secret changed
   * since. Call it under the sequencer's lock.
   */
  async current(tx: Tx): Promise<CurrentKey> {
    const last = (await this.stored(tx)).at(-1);
    const signer = last && this.generation(last.name, last.generation);
    return signer?.publicKey.equals(last!.publicKey) === true
      ? { signer, isNew: false }
      : { signer: await this.begin(tx), isNew: true };
  }

  /** Makes the next generation, from now on the one that signs. Call it under the sequencer's lock. */
  async begin(tx: Tx): Promise<NoteSigner> {
    const generation = ((await this.stored(tx)).at(-1)?.generation ?? 0) + 1;
    const signer = this.generation(await this.origin(tx), generation);
    await tx.query('INSERT INTO audit_key (generation, public_key) VALUES ($1, $2)', [
      generation,
      signer.publicKey,
    ]);
    return signer;
  }

  private async stored(tx: Tx = this.database.reader): Promise<StoredKey[]> {
    const rows = await tx.query<{ origin: string; generation: number; public_key: Buffer }[]>(
      'SELECT origin, generation, public_key FROM audit_key, audit_origin ORDER BY generation',
    );
    return rows.map((row) => ({ name: row.origin, generation: row.generation, publicKey: row.public_key }));
  }

  private generation(name: string, generation: number): NoteSigner {
    return signerOf(name, this.secret.key('audit-signing', `${name}/${generation}`));
  }
}

interface StoredKey extends NoteVerifier {
  generation: number;
}
