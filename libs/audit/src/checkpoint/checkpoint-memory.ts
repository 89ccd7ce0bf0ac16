import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What this installation saw of its log. */
export interface Remembered {
  /** Verifier keys of every generation that signed. */
  keys: string[];
  /** The largest checkpoint. */
  note: string;
}

/**
 * The last checkpoint and the keys, in a file of the data folder: outside the database, so that a database put back to
 * an older state, or given a slipped-in key, is noticed. Copying the file elsewhere now and then makes it stronger.
 */
export class CheckpointMemory {
  private readonly file: string;

  constructor(private readonly folder: string) {
    this.file = join(folder, 'audit-checkpoint.json');
  }

  /** Undefined before the first checkpoint. */
  async recall(): Promise<Remembered | undefined> {
    try {
      return JSON.parse(await readFile(this.file, 'utf8')) as Remembered;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** After an announced restore: what was remembered is kept under another name, and remembering begins anew. */
  async setAside(): Promise<string> {
    const kept = join(this.folder, `audit-checkpoint.before-restore-${Date.now()}.json`);
    await rename(this.file, kept);
    return kept;
  }

  /** Replaces what was remembered; readers see the old file or the new one, never half of it. */
  async keep(remembered: Remembered): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const fresh = `${this.file}.${randomBytes(6).toString('hex')}`;
    await writeFile(fresh, `${JSON.stringify(remembered, null, 2)}\n`, { mode: 0o600 });
    await rename(fresh, this.file);
  }
}
