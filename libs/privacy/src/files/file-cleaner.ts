import { createHash } from 'node:crypto';
import type { CleanedFile } from './cleaned-file.js';
import { CleaningProcess, type CleaningResult } from './cleaning-process.js';
import type { MaskBox, MaskedPreview } from './masked-preview.js';
import { DEFAULT_FILE_LIMITS, type FileLimits } from './file-limits.js';

/** A process serves so many files, so that what one file did to its memory can't pile up. */
const FILES_PER_PROCESS = 25;
/** A process that has grown beyond this is replaced at once: decoders keep what they once took. */
const RESIDENT_BYTES_WORTH_REPLACING = 600 * 1024 * 1024;
/** A process without work gives its memory back. */
const IDLE_MILLISECONDS = 20_000;

/**
 * Makes copies of files that hold pixels or sound only. Decoding happens in a process of its own: whatever a file does
 * there (bomb, crash, endless loop), the file is quarantined and the next one is served.
 *
 * Files are always cleaned, never inspected for whether they need it: there is no reliable way to detect every
 * possible metadata (MAT2's documentation says why).
 */
export class FileCleaner {
  private readonly limits: FileLimits;
  private process: CleaningProcess | undefined;
  private filesServed = 0;
  private idle: NodeJS.Timeout | undefined;
  private last: Promise<unknown> = Promise.resolve();

  /** @param hidden files and folders that the decoding process must not find, where the machine can hide them. */
  constructor(
    limits: Partial<FileLimits> = {},
    private readonly hidden: readonly string[] = [],
  ) {
    this.limits = { ...DEFAULT_FILE_LIMITS, ...limits };
  }

  /**
   * Cleans one file, one after the other. The kind is told by the bytes.
   * Rejects only where the cleaner itself can't work (it can't start a process, or was told to end): such a file may
   * be tried again.
   */
  clean(bytes: Buffer): Promise<CleanedFile> {
    return this.inTurn(() => this.cleanNow(bytes));
  }

  /**
   * The masked preview of a clean picture (never of a file as received): boxes as given, else over the faces that are
   * found. Undefined if the picture can't be drawn. Rejects as `clean` does.
   */
  mask(cleanPicture: Buffer, boxes?: MaskBox[]): Promise<MaskedPreview | undefined> {
    return this.inTurn(async () => {
      const { end } = await this.carryOut((process) => process.mask(cleanPicture, boxes));
      if (end.step !== 'masked') return undefined;
      const { bytes, thumbnail } = end.preview;
      return { ...end.preview, bytes: asBuffer(bytes), thumbnail: asBuffer(thumbnail) };
    });
  }

  /** Lets the files under way finish, then ends the process. */
  async close(): Promise<void> {
    await this.last;
    await this.dismiss();
  }

  /** What the cleaning process with its converters holds now; 0 without one, or where the system doesn't tell. */
  get residentBytes(): number {
    return this.process?.residentBytes ?? 0;
  }

  /** For the operator's eyes, and for tests that kill it. */
  get processId(): number | undefined {
    return this.process?.processId;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async cleanNow(bytes: Buffer): Promise<CleanedFile> {
    if (bytes.length > this.limits.maxBytes) return { outcome: 'quarantined', reason: 'too-large' };
    const { end, mediaType, facts } = await this.carryOut((process) => process.clean(bytes));
    if (end.step !== 'clean') {
      const reason = end.step === 'refused' ? end.reason : 'broken';
      return { outcome: 'quarantined', mediaType, reason, facts };
    }
    return {
      outcome: 'clean',
      ...end.copy,
      bytes: asBuffer(end.copy.bytes),
      stills: end.copy.stills?.map(asBuffer),
      facts: facts ?? {},
      sha256Original: createHash('sha256').update(bytes).digest('hex'),
    };
  }

  private async carryOut(
    work: (process: CleaningProcess) => Promise<CleaningResult>,
  ): Promise<CleaningResult> {
    clearTimeout(this.idle);
    this.process ??= await CleaningProcess.start(this.limits, this.hidden);
    const result = await work(this.process);
    this.filesServed += 1;
    if (this.isWornOut(result.end.residentBytes)) await this.dismiss();
    else this.dismissWhenIdle();
    return result;
  }

  private isWornOut(residentBytes: number): boolean {
    return (
      this.process?.isAlive !== true ||
      this.filesServed >= FILES_PER_PROCESS ||
      residentBytes > RESIDENT_BYTES_WORTH_REPLACING
    );
  }

  private dismissWhenIdle(): void {
    this.idle = setTimeout(() => {
      this.last = this.last.then(() => this.dismiss());
    }, IDLE_MILLISECONDS).unref();
  }

  private async dismiss(): Promise<void> {
    clearTimeout(this.idle);
    const { process } = this;
    this.process = undefined;
    this.filesServed = 0;
    await process?.end();
  }
}

const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
