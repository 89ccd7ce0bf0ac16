import { Injectable } from '@nestjs/common';
import { Database, systemContext, type Tx, type WorkContext } from '#kernel';
import { AuditLog } from './audit-log.js';
import { openCheckpoint, signCheckpoint } from './checkpoint/checkpoint.js';
import { LogKeys } from './checkpoint/log-keys.js';
import { keyIdOf, type NoteSigner, type NoteVerifier } from './checkpoint/signed-note.js';
import { leafHashOf } from './entry.js';
import { hashesOf, openTiles, type Tile, TileEdge } from './tree/tile-edge.js';

/** Any constant will do: whoever holds it sequences. */
const SEQUENCER_LOCK = [0x0c01, 0xa0d1] as const;

/** Entries integrated in one transaction; a backlog is worked off in several. */
const BATCH_ENTRIES = 4096;

/**
 * After so many entries the room that they took while they waited is given free. Autovacuum comes once a minute, and
 * until then each look for what waits reads all of it: thousands of dead rows for each living one on a busy day.
 */
const SWEEP_ENTRIES = 8192;

export interface Integration {
  /** How many entries got their place. */
  entries: number;
  /** Entries in the tree now. */
  size: number;
  /** The signed checkpoint. */
  note: string;
}

/**
 * Gives committed entries their place and integrates them into the Merkle tree. The place is given here and not by the
 * writer: a transaction that commits late simply comes later, so that nothing is skipped and nothing waits.
 * One batch is one transaction (places, tiles, checkpoint): a killed process leaves all of it or none.
 */
@Injectable()
export class Sequencer {
  /** Entries taken away from those that wait since the last sweep. */
  #unswept = 0;

  constructor(
    private readonly database: Database,
    private readonly keys: LogKeys,
    private readonly log: AuditLog,
  ) {}

  /** One batch. Undefined where nothing waits, or where another process sequences right now. */
  async integrate(): Promise<Integration | undefined> {
    const done = await this.database.transaction(async (tx) => {
      const [lock] = await tx.query<{ held: boolean }[]>('SELECT pg_try_advisory_xact_lock($1, $2) AS held', [
        ...SEQUENCER_LOCK,
      ]);
      return lock!.held ? this.integrateBatch(tx) : undefined;
    });
    await this.sweep(done?.entries ?? 0);
    return done;
  }

  /**
   * Integrates all that waits when it is asked: a batch that isn't full was the last of it. Returns the last batch;
   * undefined as `integrate`.
   */
  async drain(): Promise<Integration | undefined> {
    let last = await this.integrate();
    while (last?.entries === BATCH_ENTRIES) last = (await this.integrate()) ?? { ...last, entries: 0 };
    return last;
  }

  private async sweep(entries: number): Promise<void> {
    this.#unswept += entries;
    if (this.#unswept < SWEEP_ENTRIES) return;
    this.#unswept = 0;
    await this.database.query('VACUUM (SKIP_LOCKED) audit_incoming');
  }

  /**
   * Goes over to a new signing key. One checkpoint carries both signatures, so that whoever trusts the old key can
   * trust the new one.
   */
  async rotateKey(context: WorkContext): Promise<Integration> {
    await this.drain();
    return this.database.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock($1, $2)', [...SEQUENCER_LOCK]);
      const { signer: old, isNew } = await this.keys.current(tx);
      if (isNew) await this.noteNewKey(tx, context, old);
      const signer = await this.keys.begin(tx);
      await this.noteNewKey(tx, context, signer);
      return this.extendTree(tx, [old, signer]);
    });
  }

  private async integrateBatch(tx: Tx): Promise<Integration | undefined> {
    if (!(await somethingWaits(tx))) return undefined;
    const { signer, isNew } = await this.keys.current(tx);
    if (isNew) await this.noteNewKey(tx, systemContext('audit-sequencer'), signer);
    return this.extendTree(tx, [signer]);
  }

  /** A key is part of what the log must tell about itself. */
  private async noteNewKey(tx: Tx, context: WorkContext, signer: NoteSigner): Promise<void> {
    await this.log.appendNow(tx, context, {
      action: 'audit.key-made',
      subject: { kind: 'system', id: 'audit-log' },
      details: { key: keyIdOf(signer).toString('hex') },
    });
  }

  private async extendTree(tx: Tx, signers: NoteSigner[]): Promise<Integration> {
    const edge = await this.takeUp(tx, await this.keys.published(tx));
    const commitments = await place(tx, edge.size);
    const filled = commitments.flatMap((commitment) => edge.append(leafHashOf(commitment)));
    await keepTiles(tx, [...filled, ...edge.open()]);
    const origin = signers[0]!.name;
    const note = signCheckpoint({ origin, size: edge.size, root: edge.root() }, signers);
    await tx.query('INSERT INTO audit_checkpoint (size, note) VALUES ($1, $2)', [edge.size, note]);
    return { entries: commitments.length, size: edge.size, note };
  }

  /** The tree where the last checkpoint left it. A tree that isn't the one we signed is never built upon. */
  private async takeUp(tx: Tx, verifiers: NoteVerifier[]): Promise<TileEdge> {
    const [last] = await tx.query<{ note: string }[]>(
      'SELECT note FROM audit_checkpoint ORDER BY number DESC LIMIT 1',
    );
    if (last === undefined) return new TileEdge();
    const checkpoint = openCheckpoint(last.note, verifiers);
    if (checkpoint === undefined)
      throw new Error('The last checkpoint of the audit log has no valid signature.');
    const open = openTiles(checkpoint.size);
    const tiles = await tx.query<{ level: number; index: string; hashes: Buffer }[]>(
      `SELECT t.* FROM audit_tile t JOIN unnest($1::smallint[], $2::bigint[]) AS open(level, index) USING (level, index)`,
      [open.map(({ level }) => level), open.map(({ index }) => index)],
    );
    const edge = TileEdge.of(
      checkpoint.size,
      tiles.map((tile) => ({ ...tile, index: Number(tile.index) })),
    );
    if (!edge.root().equals(checkpoint.root))
      throw new Error('The audit tree differs from its last checkpoint.');
    return edge;
  }
}

async function somethingWaits(tx: Tx): Promise<boolean> {
  const rows = await tx.query<unknown[]>('SELECT FROM audit_incoming LIMIT 1');
  return rows.length > 0;
}

/** Gives waiting entries the places from `size` on, oldest first; returns their commitments in that order. */
async function place(tx: Tx, size: number): Promise<Buffer[]> {
  await tx.query(`SET LOCAL colabora.sequencing = 'on'`);
  const [placed] = await tx.query<{ commitments: Buffer }[]>(
    `WITH taken AS (
       DELETE FROM audit_incoming WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM audit_incoming ORDER BY id LIMIT ${BATCH_ENTRIES}))
       RETURNING id, body, salt
     ), placed AS (
       INSERT INTO audit_integrated (position, id, body, salt, commitment)
       SELECT $1::bigint + row_number() OVER (ORDER BY id) - 1, id, body, salt,
              sha256(salt || convert_to(body, 'UTF8')) FROM taken
       RETURNING position, commitment
     )
     SELECT coalesce(string_agg(commitment, '' ORDER BY position), '') AS commitments FROM placed`,
    [size],
  );
  return hashesOf(placed!.commitments);
}

async function keepTiles(tx: Tx, tiles: Tile[]): Promise<void> {
  await tx.query(
    `INSERT INTO audit_tile (level, index, hashes)
     SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])
     ON CONFLICT (level, index) DO UPDATE SET hashes = excluded.hashes`,
    [tiles.map(({ level }) => level), tiles.map(({ index }) => index), tiles.map(({ hashes }) => hashes)],
  );
}
