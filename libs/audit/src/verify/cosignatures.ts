import type { Database } from '#kernel';
import { openCosignature, readWitnessKey, signedTextOf } from '../checkpoint/cosignature.js';
import type { Findings } from './log-problem.js';

/** How far somebody else vouches for the log. */
export interface Witnessed {
  /** The witness's verifier key: compare it with the one you have from them. */
  witness: string;
  /** The largest checkpoint that it cosigned, and when it says it did. */
  size: number;
  at: string;
}

/** Verifies every stored cosignature; what a witness signed last is told, so that it can be compared with what it says. */
export async function checkCosignatures(database: Database, findings: Findings): Promise<Witnessed[]> {
  const newest = new Map<string, Witnessed>();
  for (let after = ['0', '']; ;) {
    const rows = await database.query<{
      checkpoint: string;
      witness: string;
      line: string;
      size: string | null;
      note: string | null;
    }>(
      `SELECT c.checkpoint, c.witness, c.line, k.size, k.note
       FROM audit_cosignature c LEFT JOIN audit_checkpoint k ON k.number = c.checkpoint
       WHERE (c.checkpoint, c.witness) > ($1, $2) ORDER BY c.checkpoint, c.witness LIMIT 1000`,
      after,
    );
    for (const { checkpoint, witness, line, size, note } of rows) {
      const key = readWitnessKey(witness);
      const time = key && note ? openCosignature(line, signedTextOf(note), key) : undefined;
      if (time === undefined) {
        const what = `The cosignature by ${witness} isn't one of checkpoint ${checkpoint}, beside which it lies.`;
        findings.add({
          kind: 'cosignature-forged',
          what,
          ...(size === null ? {} : { position: Number(size) }),
        });
      } else {
        newest.set(witness, { witness, size: Number(size), at: new Date(time * 1000).toISOString() });
      }
    }
    const last = rows.at(-1);
    if (last === undefined) return [...newest.values()];
    after = [last.checkpoint, last.witness];
  }
}
