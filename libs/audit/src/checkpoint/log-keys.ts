import { Injectable } from '@nestjs/common';
import { Database, ServerSecret, type Tx } from '#kernel';
import { type NoteSigner, type NoteVerifier, signerOf } from './signed-note.js';

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

  async origin(): Promise<string> {
    const [row] = await this.database.query<{ origin: string }>('SELECT origin FROM audit_origin');
    return row!.origin;
  }

  /** The public keys of every generation, oldest first, as the database tells them. */
  async published(): Promise<NoteVerifier[]> {
    const name = await this.origin();
    const rows = await this.database.query<{ public_key: Buffer }>(
      'SELECT public_key FROM audit_key ORDER BY generation',
    );
    return rows.map(({ public_key: publicKey }) => ({ name, publicKey }));
  }

  /**
   * The key that signs now; makes the next generation where there is none yet or where the server secret changed
   * since. Call it under the sequencer's lock.
   */
  async current(tx: Tx): Promise<NoteSigner> {
    const name = await this.origin();
    const [last] = await tx.query<{ generation: number; public_key: Buffer }[]>(
      'SELECT generation, public_key FROM audit_key ORDER BY generation DESC LIMIT 1',
    );
    if (last !== undefined) {
      const signer = this.generation(name, last.generation);
      if (signer.publicKey.equals(last.public_key)) return signer;
    }
    return this.begin(tx, name, (last?.generation ?? 0) + 1);
  }

  private async begin(tx: Tx, name: string, generation: number): Promise<NoteSigner> {
    const signer = this.generation(name, generation);
    await tx.query('INSERT INTO audit_key (generation, public_key) VALUES ($1, $2)', [
      generation,
      signer.publicKey,
    ]);
    return signer;
  }

  private generation(name: string, generation: number): NoteSigner {
    return signerOf(name, this.secret.key('audit-signing', `${name}/${generation}`));
  }
}
