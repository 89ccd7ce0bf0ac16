import type { Database } from '#kernel';
import { type NoteVerifier, verifierKeyOf } from '../checkpoint/signed-note.js';
import { TILE_WIDTH } from '../tree/tile-edge.js';
import { findEditedColumns, findErasedSilently } from './around-the-tree.js';
import { checkCosignatures, type Witnessed } from './cosignatures.js';
import { checkTimeStamps, type Stamped } from './time-stamps.js';
import { type CheckedTile, checkStretch } from './check-stretch.js';
import { CheckingThreads } from './checking-threads.js';
import { ExpectedRoots } from './expected-roots.js';
import { openRemembered, readHead } from './log-head.js';
import { Findings, type LogProblem } from './log-problem.js';
import type { OrphanCheck } from './orphan-check.js';
import { RebuiltTree } from './rebuilt-tree.js';

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
  for await (const tile of checkedTilesOf(database, head.size)) {
    if (tile.findings !== undefined) findings.addAll(tile.findings);
    await tree.add(bytesOf(tile.leaves), tile.root && bytesOf(tile.root));
    onProgress?.(tree.size, head.size);
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

/**
 * The level-0 tiles, checked, in order. Threads do it where there is more than one stretch: while they read and hash, the
 * tree grows here by what they have done.
 */
async function* checkedTilesOf(database: Database, size: number): AsyncGenerator<CheckedTile> {
  const end = Math.ceil(size / TILE_WIDTH);
  const threads = end > TILES_AT_ONCE ? new CheckingThreads(database.url) : undefined;
  const check = (first: number) => {
    const stretch = { first, after: Math.min(first + TILES_AT_ONCE, end), size };
    return threads?.check(stretch) ?? checkStretch(database.pool, stretch);
  };
  const underWay: Promise<CheckedTile[]>[] = [];
  try {
    for (let first = 0; first < end || underWay.length > 0;) {
      for (; first < end && underWay.length < (threads?.atOnce ?? 1); first += TILES_AT_ONCE)
        underWay.push(awaitedLater(check(first)));
      yield* await underWay.shift()!;
    }
  } finally {
    await threads?.close();
  }
}

/** What is under way when whoever asks stops needs nobody to hear of it. */
function awaitedLater<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

const bytesOf = ({ buffer, byteOffset, length }: Uint8Array) => Buffer.from(buffer, byteOffset, length);

async function findOrphans(database: Database, checks: OrphanCheck[], findings: Findings): Promise<void> {
  for (const { name, findOrphans } of checks) {
    for (const id of await findOrphans(database)) findings.add({ kind: 'orphan', what: `${name}: ${id}` });
  }
}
