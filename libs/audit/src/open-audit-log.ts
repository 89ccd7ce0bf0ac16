import type { Kernel } from '#kernel';
import { AuditLog } from './audit-log.js';
import { CheckpointMemory } from './checkpoint/checkpoint-memory.js';
import { LogKeys } from './checkpoint/log-keys.js';
import { PublishedLog } from './published-log.js';
import { Sequencer } from './sequencer.js';
import { readRoots } from './timestamp/authority.js';
import { type LogVerdict, verifyLog, type VerifyOptions } from './verify/verify-log.js';

/** The log without Nest, for the command line and the benches. */
export interface OpenAuditLog {
  log: AuditLog;
  keys: LogKeys;
  published: PublishedLog;
  sequencer: Sequencer;
  memory: CheckpointMemory;
  /** Root certificates of the time-stamp authorities that are believed (PEM). */
  stampRoots: string | undefined;
  /** `verifyLog` with all that this installation knows: its own keys, and what it remembers outside the database. */
  verify(options?: Omit<VerifyOptions, 'verifiers' | 'unknownKeys' | 'stampRoots'>): Promise<LogVerdict>;
}

export function openAuditLog(
  kernel: Pick<Kernel, 'database' | 'secret' | 'clock'> & {
    configuration: { dataDir: string; tsaRoots?: string };
  },
): OpenAuditLog {
  const log = new AuditLog(kernel.database, kernel.clock);
  const keys = new LogKeys(kernel.database, kernel.secret);
  const memory = new CheckpointMemory(kernel.configuration.dataDir);
  const stampRoots = readRoots(kernel.configuration.tsaRoots);
  return {
    log,
    keys,
    memory,
    stampRoots,
    published: new PublishedLog(kernel.database),
    sequencer: new Sequencer(kernel.database, keys, log),
    verify: async ({ remembered = [], ...options } = {}) => {
      const known = await memory.recall();
      const { trusted, unknown } = await keys.judged(known?.keys);
      return verifyLog(kernel.database, {
        ...options,
        verifiers: trusted,
        unknownKeys: unknown,
        stampRoots,
        remembered: known === undefined ? remembered : [...remembered, known.note],
      });
    },
  };
}
