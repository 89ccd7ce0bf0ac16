import type { QuarantineReason } from '../cleaned-file.js';

/** Thrown inside the cleaning process to send a file to quarantine. */
export class Refusal extends Error {
  constructor(readonly reason: QuarantineReason) {
    super(reason);
  }
}
