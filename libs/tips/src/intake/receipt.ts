/** What a citizen is shown once the tip is safe: never before the transaction committed. */
export interface Receipt {
  /** `XXXX-XXXX-XXXX-XXXX`: brings the citizen back, anonymously. Shown once, kept only as a keyed hash. */
  code: string;
  tipId: string;
  /** The entry of the audit log that records the arrival, and its hash: the force can't say it never arrived. */
  entryId: string;
  leafHash: string;
  receivedAt: Date;
  /** True if this very message had arrived before: nothing new was made. */
  repeated: boolean;
}
