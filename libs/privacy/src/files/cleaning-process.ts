import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FileFacts, QuarantineReason } from './cleaned-file.js';
import type { CleaningReport, Order } from './cleaning-order.js';
import type { FileLimits } from './file-limits.js';
import type { MaskBox } from './masked-preview.js';
import { findConfinement } from './confinement.js';
import { residentBytesOfTree } from './resident-memory.js';
import { Workspace } from './workspace.js';

const MEGABYTE = 1024 * 1024;
/** JavaScript's own share: decoders work outside of its heap, which holds the file and small objects. */
const HEAP_MEGABYTES = 256;
const MEMORY_LOOK_MILLISECONDS = 50;
const START_SECONDS = 60;

type End = Extract<CleaningReport, { step: 'clean' | 'masked' | 'refused' }>;

/** What the process said of one file. */
export interface CleaningResult {
  end: End;
  mediaType?: string;
  facts?: FileFacts;
}

/** One decoding process: told a file at a time, watched from outside, killed with all it started. */
export class CleaningProcess {
  isAlive = true;
  private lastWords = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly limits: FileLimits,
    private readonly workspace: Workspace,
  ) {
    child.stderr?.on('data', (chunk: Buffer) => {
      this.lastWords = (this.lastWords + chunk.toString('latin1')).slice(-4096);
    });
    child.once('exit', () => {
      this.isAlive = false;
    });
  }

  /** Rejects if no process can be started: nobody's file is to blame for that. */
  static async start(limits: FileLimits, hidden: readonly string[]): Promise<CleaningProcess> {
    const workspace = await Workspace.open();
    const { command } = await findConfinement(hidden);
    const [program = process.execPath, ...before] = [...command, process.execPath];
    // It gets nothing of our environment: whoever takes it over finds no secret there. A group of its own lets us
    // kill the converters with it.
    const child = fork(workerFile(), workspace.path === undefined ? [] : [workspace.path], {
      execPath: program,
      execArgv: [
        ...before,
        `--max-old-space-size=${HEAP_MEGABYTES}`,
        '--disable-warning=ExperimentalWarning',
      ],
      env: { PATH: process.env['PATH'] },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      detached: true,
    });
    const cleaning = new CleaningProcess(child, limits, workspace);
    try {
      await cleaning.answer(START_SECONDS, (report) => report.step === 'ready');
      cleaning.holdsParent(false);
      return cleaning;
    } catch (error) {
      await cleaning.end();
      throw error;
    }
  }

  get processId(): number {
    return this.child.pid!;
  }

  get residentBytes(): number {
    return residentBytesOfTree(this.processId);
  }

  /** Rejects only if the process was told to end from outside (SIGTERM and its like). */
  async clean(bytes: Buffer): Promise<CleaningResult> {
    const workspace = await this.workspace.empty();
    return this.carryOut({ task: 'clean', bytes, limits: this.limits, workspace });
  }

  /** Draws the masked preview of a clean picture. Rejects as `clean` does. */
  async mask(bytes: Buffer, boxes?: MaskBox[]): Promise<CleaningResult> {
    return this.carryOut({ task: 'mask', bytes, limits: this.limits, boxes });
  }

  private async carryOut(order: Order): Promise<CleaningResult> {
    const result: Partial<CleaningResult> = {};
    this.holdsParent(true);
    try {
      const ended = this.watch(result);
      this.child.send(order, () => undefined);
      const end = await ended;
      return { ...result, end };
    } finally {
      this.holdsParent(false);
      await this.workspace.empty();
    }
  }

  async end(): Promise<void> {
    this.holdsParent(true);
    this.kill();
    if (this.child.exitCode === null && this.child.signalCode === null) {
      await new Promise((resolve) => this.child.once('exit', resolve));
    }
    await this.workspace.remove();
  }

  /** Until the process reports the end of a file, or dies, or has to be killed. */
  private watch(result: Partial<CleaningResult>): Promise<End> {
    return new Promise((resolve, reject) => {
      let killedFor: QuarantineReason | undefined;
      const killFor = (reason: QuarantineReason) => {
        killedFor ??= reason;
        this.kill();
      };
      const timeUp = () => killFor('took-too-long');
      let deadline = setTimeout(timeUp, this.limits.decodeSeconds * 1000);
      const memoryLook = setInterval(() => {
        if (this.residentBytes > this.limits.memoryMegabytes * MEGABYTE) killFor('too-much-memory');
      }, MEMORY_LOOK_MILLISECONDS);

      const hear = (report: CleaningReport) => {
        if (report.step === 'identified') {
          result.mediaType = report.mediaType;
          if (report.slow) {
            clearTimeout(deadline);
            deadline = setTimeout(timeUp, this.limits.mediaSeconds * 1000);
          }
        } else if (report.step === 'facts') {
          result.facts = report.facts;
        } else if (report.step !== 'ready' && killedFor === undefined) {
          stop();
          resolve(report);
        }
      };
      const mourn = (_code: number | null, signal: NodeJS.Signals | null) => {
        stop();
        if (killedFor === undefined && isRequest(signal)) reject(new Error('the cleaning process was ended'));
        else resolve({ step: 'refused', reason: killedFor ?? this.causeOfDeath(signal), residentBytes: 0 });
      };
      const stop = () => {
        clearTimeout(deadline);
        clearInterval(memoryLook);
        this.child.off('message', hear).off('exit', mourn);
      };
      this.child.on('message', hear).once('exit', mourn);
    });
  }

  /** SIGKILL that isn't ours comes from the kernel, which ran out of memory; V8 says so before it aborts. */
  private causeOfDeath(signal: NodeJS.Signals | null): QuarantineReason {
    return signal === 'SIGKILL' || /out of memory|allocation failed/i.test(this.lastWords)
      ? 'too-much-memory'
      : 'broken';
  }

  private answer(seconds: number, isIt: (report: CleaningReport) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = () => reject(new Error('the cleaning process did not start'));
      const timer = setTimeout(fail, seconds * 1000);
      this.child.once('error', fail).once('exit', fail);
      this.child.on('message', (report: CleaningReport) => {
        if (!isIt(report)) return;
        clearTimeout(timer);
        this.child.off('error', fail).off('exit', fail).removeAllListeners('message');
        this.child.on('error', () => undefined); // its exit tells what there is to tell
        resolve();
      });
    });
  }

  private kill(): void {
    if (this.child.pid === undefined || this.child.exitCode !== null || this.child.signalCode !== null)
      return;
    try {
      process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      this.child.kill('SIGKILL');
    }
  }

  /** A process without work doesn't keep the command line from ending. */
  private holdsParent(holds: boolean): void {
    const channel = this.child.channel;
    if (holds) {
      this.child.ref();
      channel?.ref();
    } else {
      this.child.unref();
      channel?.unref();
      (this.child.stderr as { unref?(): void } | null)?.unref?.();
    }
  }
}

const isRequest = (signal: NodeJS.Signals | null) =>
  signal === 'SIGTERM' || signal === 'SIGINT' || signal === 'SIGHUP';

/** The compiled worker: beside this file in dist/; under Jest this file is the source, and dist/ was built before. */
function workerFile(): string {
  const here = fileURLToPath(new URL('./worker/cleaning-worker.js', import.meta.url));
  if (existsSync(here)) return here;
  return fileURLToPath(
    new URL('../../../../dist/libs/privacy/src/files/worker/cleaning-worker.js', import.meta.url),
  );
}
