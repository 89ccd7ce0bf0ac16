import type { Hash } from 'node:crypto';
import { type BlobStore, type OpenBlob, Problem } from '#kernel';

/** The same bytes, chunk by chunk, taken into a hash as they pass: nothing holds more than one chunk. */
export async function* hashed(content: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Reads to the end, for the hash alone. */
export async function readThrough(content: AsyncIterable<Uint8Array>, hash: Hash): Promise<void> {
  for await (const chunk of content) hash.update(chunk);
}

/** Nothing where there is no such blob; one that is there and can't be read is an error. */
export async function openIfThere(blobs: BlobStore, key: string): Promise<OpenBlob | undefined> {
  try {
    return await blobs.open(key);
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return undefined;
    throw error;
  }
}
