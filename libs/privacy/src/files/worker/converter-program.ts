import { spawn } from 'node:child_process';
import { Refusal } from './refusal.js';

const MOST_OUTPUT_BYTES = 1024 * 1024;

/**
 * Runs one of the machine's own programs and gives back what it printed. Its messages are thrown away: they quote the
 * file. Missing program: `no-converter`; failure: `broken`.
 */
export function runConverter(program: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const printed: Buffer[] = [];
    let printedBytes = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      printedBytes += chunk.length;
      if (printedBytes > MOST_OUTPUT_BYTES) child.kill('SIGKILL');
      else printed.push(chunk);
    });
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Refusal(error.code === 'ENOENT' ? 'no-converter' : 'broken')),
    );
    child.once('close', (code) => {
      if (code === 0) resolve(Buffer.concat(printed).toString('utf8'));
      else reject(new Refusal('broken'));
    });
  });
}
