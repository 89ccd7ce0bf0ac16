import { setImmediate as readOn } from 'node:timers/promises';
import type { Database } from '#kernel';
import { type NoteVerifier, verifierKeyOf } from '../checkpoint/signed-note.js';
import { TILE_WIDTH } from '../tree/tile-edge.js';
import { findEditedColumns, findErasedSilently } from './around-the-tree.js';
import { checkCosignatures, type Witnessed } from './cosignatures.js';
import { checkTimeStamps, type Stamped } from './time-stamps.js';
import { checkTile, type TileToCheck } from './check-tile.js';
import { ExpectedRoots } from './expected-roots.js';
import { openRemembered, readHead } from './log-head.js';
import { Findings, type LogProblem } from './log-problem.js';
import type { OrphanCheck } from './orphan-check.js';
import { readTilesOfEntries } from './packed-entries.js';
import { RebuiltTree } from './rebuilt-tree.js';
import { readTiles } from './stored-tiles.js';

export interface VerifyOptions {
  /** Whose signatures count: `LogKeys.trusted`, or keys handed over by someone who doesn't trust the operator. */
  verifiers: NoteVerifier[];
  /** Keys that the database publishes though nobody vouches for them: each is a finding. */
  unknownKeys?: NoteVerifier[];
  /** Checkpoints (signed notes) kept outside the database: they show a database restored from yesterday. */
  remembered?: string[];
  /** Root certificates of the time-stamp authorities that are believed, as PEM text. */
  stampRoots?: string;
  orphanChecks?: OrphanCheck[];
  /** Told after every stretch of entries. */
  onProgress?: (done: number, total: number) => void;
}

export interface LogVerdict {
  /** True where nothing was found. */
  sound: boolean;
  /** Entries in the tree, and the root that was rebuilt from them (hexadecimal). */
  size: number;
  root: string;
  /** Checkpoints whose signature is right. */
  checkpoints: number;
  /** What witnesses cosigned last. */
  witnessed: Witnessed[];
  /** What a time-stamp authority stamped; undefined where none did. */
  stamped: Stamped | undefined;
  /** Entries committed but not sequenced yet: normal for a second. */
  pending: number;
  /** In the order found, at most 100. */
  problems: LogProblem[];
  /** All of them. */
  problemCount: number;
}

/**
 * Verifies the whole log: every entry re-hashed and compared with the leaf that the tree holds, the tree rebuilt,
 * its root compared with every checkpoint ever signed, no gap, no double, nothing erased silently, no orphan.
 * Reads append-only rows up to the last checkpoint, so it needs no long transaction; memory doesn't grow with the log.
 */
export async function verifyLog(database: Database, options: VerifyOptions): Promise<LogVerdict> {
  const { verifiers, unknownKeys = [], remembered = [], orphanChecks = [], stampRoots, onProgress } = options;
  const findings = new Findings();
  for (const key of unknownKeys) {
    findings.add({
      kind: 'key-unknown',
      what: `Nobody vouches for the published key ${verifierKeyOf(key)}.`,
    });
  }
  const head = await readHead(database, verifiers, findings);
  const outside = openRemembered(remembered, head, verifiers, findings);
  const roots = new ExpectedRoots(database, verifiers, outside, findings);
  const tree = new RebuiltTree(database, roots, findings);
  for await (const tile of tilesOf(database, head.size)) {
    await tree.add(checkTile(tile, findings));
    onProgress?.(tree.size, head.size);
    await readOn(); // what PostgreSQL sent meanwhile: it waits where nobody reads
  }
  await tree.finish();
  await findErasedSilently(database, findings);
  await findEditedColumns(database, findings);
  await findOrphans(database, orphanChecks, findings);
  const witnessed = await checkCosignatures(database, findings);
  const stamped = await checkTimeStamps(database, stampRoots, findings);
  return {
    sound: findings.count === 0,
    size: tree.size,
    root: tree.root().toString('hex'),
    checkpoints: roots.signed,
    witnessed,
    stamped,
    pending: head.pending,
    problems: findings.problems,
    problemCount: findings.count,
  };
}

/** Level-0 tiles read at a time: 4,096 entries, about 2 MB. */
const TILES_AT_ONCE = 16;

/** The level-0 tiles with their entries, in order; the next stretch is read while this one is being hashed. */
async function* tilesOf(database: Database, size: number): AsyncGenerator<TileToCheck> {
  const end = Math.ceil(size / TILE_WIDTH);
  let next = readStretch(database, 0, end);
  for (let first = 0; first < end; first += TILES_AT_ONCE) {
    const { tiles, entries } = await next;
    const after = Math.min(first + TILES_AT_ONCE, end);
    next = readStretch(database, after, end);
    next.catch(() => undefined); // it is awaited above, in the next round, unless the reader has stopped
    for (let index = first; index < after; index += 1) {
      const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
      yield { index, width, hashes: tiles.get(index), entries: entries.get(index) };
    }
  }
}

async function readStretch(database: Database, first: number, end: number) {
  const after = Math.min(first + TILES_AT_ONCE, end);
  const [tiles, entries] = await Promise.all([
    readTiles(database, 0, first, after),
    readTilesOfEntries(database, first, after),
  ]);
  return { tiles, entries };
}

async function findOrphans(database: Database, checks: OrphanCheck[], findings: Findings): Promise<void> {
  for (const { name, findOrphans } of checks) {
    for (const id of await findOrphans(database)) findings.add({ kind: 'orphan', what: `${name}: ${id}` });
  }
}
