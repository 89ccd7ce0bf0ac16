import { Injectable } from '@nestjs/common';
import { Database } from '#kernel';
import { openCosignature, signedTextOf } from '../checkpoint/cosignature.js';
import { PublishedLog, type SignedCheckpoint } from '../published-log.js';
import { addCheckpoint } from './add-checkpoint.js';
import type { Witness } from './witness.js';

/** How it went with one witness. */
export interface Asked {
  witness: string;
  /**
   * `up-to-date`: it has cosigned this one or a newer one before. `disagrees`: it knows another history than ours, larger or different:
   * somebody put the log back or forked it. `refused`, `unusable`, `unreachable`: try again later.
   */
  state: 'cosigned' | 'up-to-date' | 'disagrees' | 'refused' | 'unusable' | 'unreachable';
  /** The size it cosigned or says it knows, or its HTTP status. */
  detail?: number;
}

/** Asks the witnesses to cosign the newest checkpoint, and keeps what they sign once it has been verified. */
@Injectable()
export class Witnesses {
  constructor(
    private readonly database: Database,
    private readonly published: PublishedLog,
    readonly all: Witness[],
  ) {}

  /** Never rejects because of a witness. */
  async ask(): Promise<Asked[]> {
    if (this.all.length === 0) return [];
    const checkpoint = await this.published.checkpoint();
    if (checkpoint === undefined) return [];
    return Promise.all(
      this.all.map(async (witness) => ({
        witness: witness.key.name,
        ...(await this.askOne(witness, checkpoint)),
      })),
    );
  }

  private async askOne(witness: Witness, checkpoint: SignedCheckpoint): Promise<Omit<Asked, 'witness'>> {
    const last = await this.lastSize(witness);
    if (last?.number === checkpoint.number) return { state: 'up-to-date', detail: checkpoint.size };
    let old = last?.size ?? 0;
    let answer = await this.submit(witness, old, checkpoint);
    if (answer?.state === 'conflict' && answer.size !== old && answer.size <= checkpoint.size) {
      old = answer.size; // it knows more than we remember, or less
      answer = await this.submit(witness, old, checkpoint);
    }
    if (answer === undefined) return { state: 'unreachable' };
    if (answer.state === 'refused') {
      return { state: answer.status === 422 ? 'disagrees' : 'refused', detail: answer.status };
    }
    if (answer.state === 'conflict') {
      const newest = (await this.published.checkpoint())?.size ?? 0; // another worker may have asked in between
      const isOurs = answer.size !== old && answer.size <= newest;
      return { state: isOurs ? 'up-to-date' : 'disagrees', detail: answer.size };
    }
    const text = signedTextOf(checkpoint.note);
    const line = answer.lines.find((each) => openCosignature(each, text, witness.key) !== undefined);
    if (line === undefined) return { state: 'unusable' };
    await this.database.query(
      `INSERT INTO audit_cosignature (checkpoint, witness, line) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [checkpoint.number, witness.key.text, line],
    );
    return { state: 'cosigned', detail: checkpoint.size };
  }

  private async submit(witness: Witness, old: number, { size, note }: SignedCheckpoint) {
    const isGrowth = 0 < old && old < size;
    const proof = isGrowth ? await this.published.proveGrowth(old, size) : [];
    return addCheckpoint(witness, { old, proof, note }).catch(() => undefined);
  }

  /** The last checkpoint that it cosigned, as far as we know. */
  private async lastSize({ key }: Witness): Promise<{ number: string; size: number } | undefined> {
    const [row] = await this.database.query<{ number: string; size: string }>(
      `SELECT number, size FROM audit_cosignature JOIN audit_checkpoint ON number = checkpoint
       WHERE witness = $1 ORDER BY checkpoint DESC LIMIT 1`,
      [key.text],
    );
    return row && { number: row.number, size: Number(row.size) };
  }
}
