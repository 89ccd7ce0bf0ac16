import { Injectable } from '@nestjs/common';
import { Database, notFound } from '#kernel';
import { type Checkpoint, readCheckpoint } from './checkpoint/checkpoint.js';
import { leafHashOf } from './entry.js';
import { HASH_BYTES } from './tree/hash.js';
import { consistencyProof, inclusionProof, rootAt } from './tree/proofs.js';
import { TILE_WIDTH } from './tree/tile-edge.js';
import { TileSource } from './tree/tile-source.js';

/** A checkpoint as it was signed, and what it says. */
export interface SignedCheckpoint extends Checkpoint {
  /** Which of the log's checkpoints it is. */
  number: string;
  /** With the signatures of the log and of the witnesses that have cosigned it. */
  note: string;
  /** Verifier keys of these witnesses. */
  witnesses: string[];
}

/** Proof that one entry is in the tree of a signed checkpoint. */
export interface InclusionProof {
  entryId: string;
  index: number;
  /** What the leaf holds: SHA-256(salt || body). */
  commitment: Buffer;
  leafHash: Buffer;
  path: Buffer[];
  checkpoint: SignedCheckpoint;
}

interface Cosigned {
  witness: string;
  line: string;
}

/** The log as everyone may see it: checkpoints, tiles, proofs. Hashes only; it says nothing of any content. */
@Injectable()
export class PublishedLog {
  constructor(private readonly database: Database) {}

  /** The latest checkpoint; undefined while the log is empty. */
  checkpoint(): Promise<SignedCheckpoint | undefined> {
    return this.read('ORDER BY number DESC LIMIT 1');
  }

  /** The latest checkpoint that a witness cosigned: a minute older than `checkpoint` while the log grows. */
  witnessedCheckpoint(): Promise<SignedCheckpoint | undefined> {
    return this.read('WHERE number = (SELECT max(checkpoint) FROM audit_cosignature)');
  }

  /** When somebody outside last vouched for the log: a witness by signing it, an authority by stamping it. */
  async vouchedAt(): Promise<{ witnessedAt: Date | undefined; stampedAt: Date | undefined }> {
    const [row] = await this.database.query<{ witnessed: Date | null; stamped: Date | null }>(
      `SELECT (SELECT made_at FROM audit_cosignature ORDER BY checkpoint DESC LIMIT 1) AS witnessed,
              (SELECT stamped_at FROM audit_timestamp ORDER BY checkpoint DESC LIMIT 1) AS stamped`,
    );
    return { witnessedAt: row!.witnessed ?? undefined, stampedAt: row!.stamped ?? undefined };
  }

  /** One of the log's checkpoints, by its number. */
  checkpointOf(number: string): Promise<SignedCheckpoint | undefined> {
    return this.read('WHERE number = $1', [number]);
  }

  private async read(which: string, parameters: unknown[] = []): Promise<SignedCheckpoint | undefined> {
    const [row] = await this.database.query<{ number: string; note: string; cosigned: Cosigned[] }>(
      `SELECT number, note, ARRAY(SELECT json_build_object('witness', witness, 'line', line)
         FROM audit_cosignature WHERE checkpoint = number ORDER BY witness) AS cosigned
       FROM audit_checkpoint ${which}`,
      parameters,
    );
    const checkpoint = row && readCheckpoint(row.note);
    return (
      checkpoint && {
        ...checkpoint,
        number: row.number,
        note: row.note + row.cosigned.map(({ line }) => `${line}\n`).join(''),
        witnesses: row.cosigned.map(({ witness }) => witness),
      }
    );
  }

  /** The first `width` hashes of a tile. Throws `not-found` where it hasn't that many. */
  async tile(level: number, index: number, width = TILE_WIDTH): Promise<Buffer> {
    const hashes = await this.storedTile(level, index);
    if (hashes.length < width * HASH_BYTES) throw notFound('tile');
    return hashes.subarray(0, width * HASH_BYTES);
  }

  /** The first `width` leaves of a level-0 tile, each after its length as two bytes (C2SP tlog-tiles). */
  async entryBundle(index: number, width = TILE_WIDTH): Promise<Buffer> {
    const first = index * TILE_WIDTH;
    const rows = await this.database.query<{ commitment: Buffer }>(
      'SELECT commitment FROM audit_integrated WHERE position >= $1 AND position < $2 ORDER BY position',
      [first, first + width],
    );
    if (rows.length < width) throw notFound('entry bundle');
    return Buffer.concat(rows.flatMap(({ commitment }) => [LEAF_LENGTH, commitment]));
  }

  /** Undefined while the entry waits for its place; throws `not-found` where there is no such entry. */
  async prove(entryId: string): Promise<InclusionProof | undefined> {
    const [entry] = await this.database.query<{ position: string | null }>(
      'SELECT position FROM audit_entry WHERE id = $1',
      [entryId],
    );
    if (entry === undefined) throw notFound('entry');
    if (entry.position === null) return undefined;
    const index = Number(entry.position);
    const witnessed = await this.witnessedCheckpoint(); // which proves more, where it is not older than the entry
    const isIn = witnessed !== undefined && index < witnessed.size;
    return this.proveAt({ entryId, index, checkpoint: isIn ? witnessed : (await this.checkpoint())! });
  }

  /** The proof of an entry whose place is known, in the tree of a given checkpoint. */
  async proveAt(at: Pick<InclusionProof, 'entryId' | 'index' | 'checkpoint'>): Promise<InclusionProof> {
    const [entry] = await this.database.query<{ commitment: Buffer }>(
      'SELECT commitment FROM audit_integrated WHERE id = $1 AND position = $2',
      [at.entryId, at.index],
    );
    if (entry === undefined) throw notFound('entry');
    return {
      ...at,
      commitment: entry.commitment,
      leafHash: leafHashOf(entry.commitment),
      path: await inclusionProof(this.tree(), at.index, at.checkpoint.size),
    };
  }

  /** Shows that the tree of `from` leaves grew into the one of `to`. */
  proveGrowth(from: number, to: number): Promise<Buffer[]> {
    return consistencyProof(this.tree(), from, to);
  }

  /** The root that the stored tiles give for the first `size` leaves. */
  rootAt(size: number): Promise<Buffer> {
    return rootAt(this.tree(), size);
  }

  private tree(): TileSource {
    return new TileSource((level, index) => this.storedTile(level, index));
  }

  private async storedTile(level: number, index: number): Promise<Buffer> {
    const [row] = await this.database.query<{ hashes: Buffer }>(
      'SELECT hashes FROM audit_tile WHERE level = $1 AND index = $2',
      [level, index],
    );
    if (row === undefined) throw notFound('tile');
    return row.hashes;
  }
}

/** A commitment's length, big-endian. */
const LEAF_LENGTH = Buffer.of(0, HASH_BYTES);
