import type { Database } from '#kernel';
import { type Checkpoint, openCheckpoint } from '../checkpoint/checkpoint.js';
import type { NoteVerifier } from '../checkpoint/signed-note.js';
import type { Findings } from './log-problem.js';

/** A root that the tree must have had at a size, and who says so. */
export interface ExpectedRoot extends Checkpoint {
  source: 'database' | 'remembered';
}

/** Checkpoints read at a time. */
const PAGE = 1000;

/**
 * Every checkpoint that the log ever signed, smallest first: those kept in the database and those remembered outside
 * it. Reports a signature that is wrong, a size that went back, and two roots for one size.
 */
export class ExpectedRoots {
  readonly #waiting: ExpectedRoot[] = [];
  readonly #remembered: ExpectedRoot[];
  #last: ExpectedRoot | undefined;
  #lastNumber = 0;
  #isExhausted = false;
  /** Checkpoints of the database whose signature is right. */
  signed = 0;

  constructor(
    private readonly database: Database,
    private readonly verifiers: NoteVerifier[],
    remembered: Checkpoint[],
    private readonly findings: Findings,
  ) {
    this.#remembered = remembered
      .map((checkpoint): ExpectedRoot => ({ ...checkpoint, source: 'remembered' }))
      .sort((a, b) => a.size - b.size);
  }

  /** Those of at most `size` entries that weren't given before. */
  async upTo(size: number): Promise<ExpectedRoot[]> {
    const due: ExpectedRoot[] = [];
    for (let next = await this.peek(); next !== undefined && next.size <= size; next = await this.peek()) {
      due.push(this.#waiting.shift()!);
    }
    while ((this.#remembered[0]?.size ?? Infinity) <= size) due.push(this.#remembered.shift()!);
    return due.sort((a, b) => a.size - b.size);
  }

  private async peek(): Promise<ExpectedRoot | undefined> {
    while (this.#waiting.length === 0 && !this.#isExhausted) await this.readPage();
    return this.#waiting[0];
  }

  private async readPage(): Promise<void> {
    const rows = await this.database.query<{ number: string; size: string; note: string }>(
      `SELECT number, size, note FROM audit_checkpoint WHERE number > $1 ORDER BY number LIMIT ${PAGE}`,
      [this.#lastNumber],
    );
    this.#isExhausted = rows.length < PAGE;
    for (const { number, size, note } of rows) {
      this.#lastNumber = Number(number);
      const checkpoint = openCheckpoint(note, this.verifiers);
      if (checkpoint !== undefined && checkpoint.size === Number(size)) {
        this.take(number, { ...checkpoint, source: 'database' });
      } else {
        this.findings.add({
          kind: 'checkpoint-forged',
          what: `Checkpoint ${number} of ${size} entries has no valid signature by a key of this log.`,
          position: Number(size),
        });
      }
    }
  }

  private take(number: string, root: ExpectedRoot): void {
    this.signed += 1;
    const before = this.#last;
    if (before !== undefined && root.size < before.size) {
      this.findings.add({
        kind: 'checkpoint-rolled-back',
        what: `Checkpoint ${number} has ${root.size} entries; the one before it had ${before.size}.`,
        position: root.size,
      });
    } else if (before?.size === root.size && !before.root.equals(root.root)) {
      this.findings.add({
        kind: 'checkpoint-forked',
        what: `Checkpoint ${number} signs another root for ${root.size} entries than the one before it.`,
        position: root.size,
      });
    } else {
      this.#last = root;
      this.#waiting.push(root);
    }
  }
}
