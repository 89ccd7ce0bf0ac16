import { briefBody } from '../brief-body.js';
import type { Witness } from './witness.js';

/** What a witness answers to `add-checkpoint`. */
export type WitnessAnswer =
  | { state: 'cosigned'; lines: string[] }
  /** It cosigned a checkpoint of another size last, or another root of this size. */
  | { state: 'conflict'; size: number }
  | { state: 'refused'; status: number };

/** A witness that doesn't answer is asked again in a minute; nobody waits for it. */
const PATIENCE_MS = 10_000;

/** A few signature lines; whoever sends more isn't a witness. */
const MOST_BYTES = 16_384;

/** Submits a checkpoint that grew from `old` leaves (C2SP tlog-witness, add-checkpoint). Throws where it can't be reached. */
export async function addCheckpoint(
  { url }: Witness,
  { old, proof, note }: { old: number; proof: Buffer[]; note: string },
): Promise<WitnessAnswer> {
  const lines = [`old ${old}`, ...proof.map((hash) => hash.toString('base64'))];
  const response = await fetch(`${url}/add-checkpoint`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: `${lines.join('\n')}\n\n${note}`,
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const body = await briefBody(response, MOST_BYTES);
  if (body === undefined) throw new Error('The answer of a witness is too long.');
  const text = body.toString('utf8');
  if (response.status === 200) return { state: 'cosigned', lines: text.split('\n').filter(Boolean) };
  const size = response.status === 409 && /^(0|[1-9]\d{0,15})\n$/.test(text) ? Number(text) : undefined;
  return size === undefined ? { state: 'refused', status: response.status } : { state: 'conflict', size };
}
