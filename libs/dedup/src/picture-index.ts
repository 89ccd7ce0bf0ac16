import { chunkKeys, neighbourKeys } from './image/chunk-index.js';
import type { ImageFingerprint } from './image/image-fingerprint.js';
import { MIDDLES_LOOKED_AT, Places } from './image/middle.js';

/** Which items came with a like picture: the in-memory counterpart of the postings in PostgreSQL. */
export class PictureIndex {
  readonly #byChunk = new Map<number, Set<string>>();
  readonly #byFile = new Map<string, Set<string>>();
  readonly #middles: { id: string; middle: Buffer }[] = [];

  add(id: string, { sha256, views }: ImageFingerprint): void {
    remember(this.#byFile, sha256, id);
    for (const { hashes, middles, frame } of views) {
      for (const key of chunkKeys(hashes[0]!)) remember(this.#byChunk, key, id);
      if (middles[0] !== undefined && frame === undefined)
        this.#middles.push({ id, middle: Buffer.from(middles[0], 'hex') });
    }
    if (this.#middles.length > MIDDLES_LOOKED_AT)
      this.#middles.splice(0, this.#middles.length - MIDDLES_LOOKED_AT);
  }

  /** Every item whose picture may be the same, and some whose isn't. */
  candidates({ sha256, views, places = [] }: ImageFingerprint): Set<string> {
    const found = new Set(this.#byFile.get(sha256));
    for (const hash of views.flatMap((view) => view.hashes)) {
      for (const key of neighbourKeys(hash)) for (const id of this.#byChunk.get(key) ?? []) found.add(id);
    }
    const asked = new Places(places);
    for (const { id, middle } of this.#middles) if (asked.closest(middle) !== undefined) found.add(id);
    return found;
  }
}

function remember<Key>(index: Map<Key, Set<string>>, key: Key, id: string): void {
  const ids = index.get(key);
  if (ids === undefined) index.set(key, new Set([id]));
  else ids.add(id);
}
