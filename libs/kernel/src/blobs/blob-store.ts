import type { Readable } from 'node:stream';

/** A blob as it is read. Whoever opens one reads it to its end or destroys the stream. */
export interface OpenBlob {
  bytes: number;
  content: Readable;
}

/**
 * Where large files lie. What is stored is sealed already or free of personal data; keys are random and say nothing.
 * Strategy: `FileBlobStore` on disk; an S3-compatible one has the same shape.
 */
export abstract class BlobStore {
  /** Stores everything from `content` under `key`; readable only once complete. Overwrites nothing. */
  abstract put(key: string, content: Readable | Uint8Array): Promise<void>;
  /** Throws `Problem` `not-found` where there is no such blob; one that is removed meanwhile is still read whole. */
  abstract open(key: string): Promise<OpenBlob>;
  /** The keys of all blobs there are, in no order. */
  abstract list(): AsyncIterable<string>;
  /** Removing what isn't there is no error. */
  abstract remove(key: string): Promise<void>;

  /** As `open`, without the length. */
  async get(key: string): Promise<Readable> {
    return (await this.open(key)).content;
  }
}
