import { accessSync, constants } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Memory that looks like a directory. What a citizen sent is never written to a disk in the clear. */
const MEMORY_DIRECTORY = '/dev/shm';
const NAME = /^colabora-files-(\d+)-/;

/**
 * A directory in memory, for converters that can't work on a pipe. The desk's process owns it, so that it goes away
 * even if the cleaning process is killed; that of a killed desk is removed by its cleaning process, or if that was
 * killed too, by the next desk.
 */
export class Workspace {
  private constructor(readonly path: string | undefined) {}

  static async open(): Promise<Workspace> {
    try {
      accessSync(MEMORY_DIRECTORY, constants.W_OK);
      await removeLeftovers();
      return new Workspace(await mkdtemp(join(MEMORY_DIRECTORY, `colabora-files-${process.pid}-`)));
    } catch {
      return new Workspace(undefined);
    }
  }

  /** An empty directory that only this user can enter. */
  async empty(): Promise<string | undefined> {
    if (this.path === undefined) return undefined;
    const directory = join(this.path, 'file');
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { mode: 0o700 });
    return directory;
  }

  async remove(): Promise<void> {
    if (this.path !== undefined) await rm(this.path, { recursive: true, force: true });
  }
}

async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(MEMORY_DIRECTORY)) {
    const owner = NAME.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) {
      await rm(join(MEMORY_DIRECTORY, name), { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
