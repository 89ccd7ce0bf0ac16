import { conflict } from '#kernel';
import type { InclusionProof, SignedCheckpoint } from '../published-log.js';
import { firstStampedBeyond } from '../timestamp/stamped-checkpoints.js';
import type { StampedCheckpoint } from '../timestamp/time-stamps.js';
import { writeTlogProof } from '../tlog-proof.js';
import {
  type AboutBundle,
  aboutBundle,
  type BundleFile,
  type BundleSubject,
  type BundleSource,
  commonFiles,
  logKeysOf,
  newestCheckpoint,
  rootsFile,
  stampFiles,
} from './bundle.js';
import { writeReport } from './report-pdf.js';
import { selectEntries, type SelectedEntry } from './selection.js';

/** An entry, and the checkpoint that proves most about it. */
export interface ProvenEntry extends SelectedEntry {
  proof: InclusionProof;
  /** The first stamp that covers it: the entry is no younger. */
  stamp: StampedCheckpoint | undefined;
}

/**
 * The bundle of some tips or cases: their entries with their salts and paths, the signed checkpoints to which these lead,
 * their time-stamps, the keys, one tlog-proof each, a report for people, and the verifier. In memory: what entries say
 * goes to whoever asked, and into no file of ours. @throws Problem `nothing-to-export` 409.
 */
export async function selectionBundle(
  source: BundleSource,
  subjects: BundleSubject[],
): Promise<{ about: AboutBundle; files: BundleFile[] }> {
  const newest = await newestCheckpoint(source);
  const selected = await selectEntries(source.database, subjects, newest.size);
  if (selected.length === 0) throw conflict('nothing-to-export', 'The log has no entry of this.');
  const entries = await proveAll(source, selected, newest);
  const about = aboutBundle(source, newest, { kind: 'selection', subjects, entries: entries.length });
  const checkpoints = distinct(entries.map(({ proof }) => proof.checkpoint));
  const stamps = distinct(entries.flatMap(({ stamp }) => (stamp === undefined ? [] : [stamp])));
  const keys = await logKeysOf(source);
  const files = [
    ...(await commonFiles(source, about)),
    { name: 'checkpoints.jsonl', content: lines(checkpoints.map(({ note }) => note)) },
    { name: 'entries.jsonl', content: lines(entries.map(lineOf)) },
    ...entries.map(({ id, proof }) => ({ name: `proofs/${id}.tlog-proof`, content: writeTlogProof(proof) })),
    ...stamps.flatMap(stampFiles),
    ...(stamps.length > 0 && source.stampRoots !== undefined ? [rootsFile(source.stampRoots)] : []),
    { name: 'report.pdf', content: await writeReport({ about, entries, checkpoints, stamps, keys }) },
  ];
  return { about, files };
}

/**
 * Each entry in the smallest checkpoint that an authority stamped, which says best how old it is; where there is none,
 * in the newest that a witness cosigned, and else in the newest of all.
 */
async function proveAll(
  { database, published }: BundleSource,
  entries: SelectedEntry[],
  newest: SignedCheckpoint,
): Promise<ProvenEntry[]> {
  const witnessed = await published.witnessedCheckpoint();
  let stamp: StampedCheckpoint | undefined;
  let stamped: SignedCheckpoint | undefined;
  const proven: ProvenEntry[] = [];
  for (const entry of entries) {
    if (stamp === undefined || stamp.size <= entry.index) {
      stamp = await firstStampedBeyond(database, entry.index);
      stamped = stamp && (await published.checkpointOf(stamp.number));
    }
    const isWitnessed = witnessed !== undefined && entry.index < witnessed.size;
    const checkpoint = stamped ?? (isWitnessed ? witnessed : newest);
    const proof = await published.proveAt({ entryId: entry.id, index: entry.index, checkpoint });
    proven.push({ ...entry, proof, stamp });
  }
  return proven;
}

function lineOf({ id, index, salt, body, proof }: ProvenEntry): object {
  return {
    id,
    index,
    commitment: proof.commitment.toString('base64'),
    salt: salt.toString('base64'),
    body,
    size: proof.checkpoint.size,
    path: proof.path.map((hash) => hash.toString('base64')),
  };
}

/** By number, smallest first. */
function distinct<T extends { number: string; size: number }>(checkpoints: T[]): T[] {
  const byNumber = new Map(checkpoints.map((each) => [each.number, each]));
  return [...byNumber.values()].sort((a, b) => a.size - b.size);
}

const lines = (values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
