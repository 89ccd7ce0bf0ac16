import type { Database } from '#kernel';
import { type Checkpoint, openCheckpoint } from '../checkpoint/checkpoint.js';
import type { NoteVerifier } from '../checkpoint/signed-note.js';
import type { Findings } from './log-problem.js';

/** How far the log reaches at the moment verification starts. */
export interface LogHead {
  size: number;
  /** Entries that have no place yet. */
  pending: number;
}

/** Compares the last checkpoint with the last place given; both come from one snapshot. */
export async function readHead(
  database: Database,
  verifiers: NoteVerifier[],
  findings: Findings,
): Promise<LogHead> {
  const [row] = await database.query<{ note: string | null; placed: string; pending: string }>(
    `SELECT (SELECT note FROM audit_checkpoint ORDER BY number DESC LIMIT 1) AS note,
            (SELECT coalesce(max(position) + 1, 0) FROM audit_integrated) AS placed,
            (SELECT count(*) FROM audit_incoming) AS pending`,
  );
  const placed = Number(row!.placed);
  const last = row!.note === null ? undefined : openCheckpoint(row!.note, verifiers);
  const size = last?.size ?? (row!.note === null ? 0 : placed);
  if (placed > size) {
    findings.add({
      kind: 'log-beyond-checkpoint',
      what: `The last checkpoint has ${size} entries, but places up to ${placed - 1} are taken.`,
      position: size,
    });
  }
  return { size, pending: Number(row!.pending) };
}

/**
 * Opens checkpoints kept outside the database. One that is larger than the log shows that the log was put back to an
 * older state; the others are handed on, for their roots to be compared.
 */
export function openRemembered(
  notes: string[],
  head: LogHead,
  verifiers: NoteVerifier[],
  findings: Findings,
): Checkpoint[] {
  return notes.flatMap((note) => {
    const checkpoint = openCheckpoint(note, verifiers);
    if (checkpoint === undefined) {
      findings.add({ kind: 'checkpoint-forged', what: 'A remembered checkpoint has no valid signature.' });
      return [];
    }
    if (checkpoint.size <= head.size) return [checkpoint];
    findings.add({
      kind: 'log-behind-checkpoint',
      what: `A checkpoint of ${checkpoint.size} entries was signed, but the log holds ${head.size}: it was put back.`,
      position: head.size,
    });
    return [];
  });
}
