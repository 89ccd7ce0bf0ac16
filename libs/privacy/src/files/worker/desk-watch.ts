/**
 * Ends the cleaning process, with the converters of its group, once the desk is gone: killed, it could neither end it
 * nor remove what lies in the workspace. Started by cleaning-worker.ts in a thread of its own.
 */
import { rmSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

const LOOK_MILLISECONDS = 250;
const desk = process.ppid;
const workspace = workerData as string | undefined;

setInterval(() => {
  if (process.ppid === desk) return;
  try {
    // Before the end: nobody would be left to do it. A converter finds no place to write to any more.
    if (workspace !== undefined) rmSync(workspace, { recursive: true, force: true, maxRetries: 3 });
  } finally {
    process.kill(-process.pid, 'SIGKILL');
  }
}, LOOK_MILLISECONDS);
