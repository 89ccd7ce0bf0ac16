import { HASH_BYTES, isTextAt, leafHashTextAt, sha256Text } from '../tree/hash.js';
import { namesId } from './named-id.js';

/** position 8, id 16, commitment 32, salt's length 4, body's length 4 (-1 where there is none); then salt and body. */
const ID_AT = 8;
const COMMITMENT_AT = ID_AT + 16;
const SALT_LENGTH_AT = COMMITMENT_AT + HASH_BYTES;
const BODY_LENGTH_AT = SALT_LENGTH_AT + 4;
const HEADER_BYTES = BODY_LENGTH_AT + 4;

/**
 * The entries of one tile, looked at one after the other where they were read. There is no object for each of them and
 * nothing is copied or made into text as long as all is right: that would cost more than hashing their leaves.
 */
export class PackedEntries {
  /** Of the entry looked at, which is the first one only after `next`. */
  position = -1;
  /** Its body and its salt were taken away: what is left is the commitment. */
  isErased = false;
  #at = 0;
  #bodyAt = 0;
  #end = 0;

  constructor(private readonly packed: Buffer) {}

  /** Goes on to the next entry; false where there is none. */
  next(): boolean {
    const { packed } = this;
    const at = this.#end;
    if (at >= packed.length) return false;
    const saltBytes = packed.readInt32BE(at + SALT_LENGTH_AT);
    const bodyBytes = packed.readInt32BE(at + BODY_LENGTH_AT);
    this.position = packed.readUInt32BE(at) * 2 ** 32 + packed.readUInt32BE(at + 4);
    this.isErased = saltBytes < 0 && bodyBytes < 0;
    this.#at = at;
    this.#bodyAt = at + HEADER_BYTES + Math.max(0, saltBytes);
    this.#end = this.#bodyAt + Math.max(0, bodyBytes);
    return true;
  }

  get id(): string {
    const hex = this.packed.toString('hex', this.#at + ID_AT, this.#at + COMMITMENT_AT);
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  get commitment(): Buffer {
    return this.packed.subarray(this.#at + COMMITMENT_AT, this.#at + SALT_LENGTH_AT);
  }

  get salt(): Buffer {
    return this.packed.subarray(this.#at + HEADER_BYTES, this.#bodyAt);
  }

  get body(): string {
    return this.packed.toString('utf8', this.#bodyAt, this.#end);
  }

  /** Its commitment is SHA-256(salt || body), and the id in the hashed body is the row's id. */
  isItself(): boolean {
    return (
      namesId(this.packed, this.#bodyAt, this.#end, this.#at + ID_AT) &&
      isTextAt(
        sha256Text(this.packed.subarray(this.#at + HEADER_BYTES, this.#end)),
        this.packed,
        this.#at + COMMITMENT_AT,
      )
    );
  }

  /** The hash of its leaf, as latin1 text, a character a byte. */
  leafText(): string {
    return leafHashTextAt(this.packed, this.#at + COMMITMENT_AT);
  }
}

/** A level-0 tile as it is stored, and the entries that are its leaves; undefined where there are none. */
export interface StoredTile {
  index: number;
  hashes: Buffer | undefined;
  entries: PackedEntries | undefined;
}

/** PostgreSQL's COPY, binary form: signature 11, flags 4, extension's length 4; rows; -1 where they end. */
const COPY_HEADER_BYTES = 19;
const ROWS_END = -1;

/** The tiles in what `copyTiles` read. A row is its number of fields (2), then each field's length (4) and bytes. */
export function tilesIn(copied: Buffer): StoredTile[] {
  const tiles = [];
  let at = COPY_HEADER_BYTES;
  const field = (): Buffer | undefined => {
    const bytes = copied.readInt32BE(at);
    at += 4 + Math.max(0, bytes);
    return bytes < 0 ? undefined : copied.subarray(at - bytes, at);
  };
  while (copied.readInt16BE(at) !== ROWS_END) {
    at += 2;
    const index = Number(field()!.readBigInt64BE());
    const hashes = field();
    const entries = field();
    tiles.push({ index, hashes, entries: entries && new PackedEntries(entries) });
  }
  return tiles;
}
