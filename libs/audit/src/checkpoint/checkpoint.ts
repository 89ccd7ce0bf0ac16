import { HASH_BYTES } from '../tree/hash.js';
import { type NoteSigner, type NoteVerifier, openNote, signNote } from './signed-note.js';

/** The log's size and root at one moment (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** The log's name, which is also the name of its keys. */
  origin: string;
  size: number;
  root: Buffer;
}

/** Writes and signs a checkpoint: origin, size, root, one a line, then the signatures. */
export function signCheckpoint({ origin, size, root }: Checkpoint, signers: NoteSigner[]): string {
  return signNote(`${origin}\n${size}\n${root.toString('base64')}\n`, signers);
}

/** Reads a checkpoint that at least one of `verifiers` signed; undefined where it is none or nobody known did. */
export function openCheckpoint(note: string, verifiers: NoteVerifier[]): Checkpoint | undefined {
  const opened = openNote(note, verifiers);
  return opened === undefined || opened.signedBy.length === 0 ? undefined : readCheckpoint(opened.text);
}

/** Reads a checkpoint's words without asking who signed them. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  const [origin, size, root] = text.split('\n');
  if (!origin || size === undefined || root === undefined || !/^(0|[1-9]\d{0,15})$/.test(size))
    return undefined;
  const hash = Buffer.from(root, 'base64');
  if (hash.length !== HASH_BYTES) return undefined;
  return { origin, size: Number(size), root: hash };
}
