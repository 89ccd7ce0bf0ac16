import { link, mkdir, open, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { randomBytes } from 'node:crypto';
import { notFound } from '../problem.js';
import { BlobStore, type OpenBlob } from './blob-store.js';

const KEY = /^[a-z0-9][a-z0-9-]{7,127}$/;

/** Blobs as files below one folder, in 256 sub-folders. Written beside their place, synced, then linked into it. */
export class FileBlobStore extends BlobStore {
  constructor(private readonly folder: string) {
    super();
  }

  async put(key: string, content: Readable | Uint8Array): Promise<void> {
    const path = this.pathOf(key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const partial = `${path}.${randomBytes(6).toString('hex')}.partial`;
    try {
      await writeAndSync(partial, content);
      await link(partial, path); // fails where the key exists: a blob never changes
    } finally {
      await rm(partial, { force: true });
    }
  }

  async open(key: string): Promise<OpenBlob> {
    const file = await open(this.pathOf(key)).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? notFound('file') : error;
    });
    const { size } = await file.stat();
    return { bytes: size, content: file.createReadStream() };
  }

  async *list(): AsyncGenerator<string> {
    const folders = await readdir(this.folder).catch(() => []);
    for (const folder of folders) {
      for (const name of await readdir(join(this.folder, folder)).catch(() => [])) {
        if (KEY.test(name)) yield name; // not what is being written
      }
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  private pathOf(key: string): string {
    if (!KEY.test(key)) throw new Error('A blob key has 8 to 128 letters a-z, digits or dashes.');
    return join(this.folder, key.slice(-2), key);
  }
}

async function writeAndSync(path: string, content: Readable | Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
