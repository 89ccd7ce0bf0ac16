/** Sealed records come in steps of this size, so that a ciphertext's length doesn't tell a short tip from a shorter one. */
const STEP_BYTES = 512;

/** Appends spaces (JSON ignores them) up to the next step. */
export function pad(json: string): string {
  const bytes = Buffer.byteLength(json);
  return json + ' '.repeat((STEP_BYTES - (bytes % STEP_BYTES)) % STEP_BYTES);
}
