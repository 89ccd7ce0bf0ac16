import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { FileBlobStore } from '#kernel';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'blobs-'))));
afterAll(() => rm(folder, { recursive: true }));

test('a blob comes back as it was put, and never changes', async () => {
  const store = new FileBlobStore(folder);
  await store.put('abcdef0123', Readable.from([Buffer.from('sealed '), Buffer.from('bytes')]));
  expect((await buffer(await store.get('abcdef0123'))).toString()).toBe('sealed bytes');
  await expect(store.put('abcdef0123', Buffer.from('other'))).rejects.toThrow('EEXIST');
  await store.remove('abcdef0123');
  await expect(store.get('abcdef0123')).rejects.toMatchObject({ code: 'not-found' });
});

test('an upload that breaks off leaves nothing behind', async () => {
  const store = new FileBlobStore(folder);
  const broken = Readable.from(
    (function* () {
      yield Buffer.from('half');
      throw new Error('connection lost');
    })(),
  );
  await expect(store.put('fedcba9876', broken)).rejects.toThrow('connection lost');
  expect(await readdir(join(folder, '76'))).toEqual([]);
});

test('a key can not climb out of the folder', async () => {
  await expect(new FileBlobStore(folder).get('../../etc/passwd')).rejects.toThrow('blob key');
});
