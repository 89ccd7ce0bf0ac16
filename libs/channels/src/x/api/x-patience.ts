/** How long X may take. It lets requests hang for ever, and the library waits as long. */
export class XPatience {
  /** Without a byte. */
  silenceMs: number;
  /** For an answer that trickles. */
  wholeAnswerMs: number;
  /** For a film on a slow line. */
  wholeFileMs: number;

  constructor(silenceSeconds = 15) {
    this.silenceMs = silenceSeconds * 1_000;
    this.wholeAnswerMs = silenceSeconds * 3_000;
    this.wholeFileMs = silenceSeconds * 8_000;
  }
}
