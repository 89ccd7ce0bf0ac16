import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

export interface ServerProcess {
  address: string;
  /** Everything the process printed, its log lines included. */
  output(): string;
  /** Ends it by a signal and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** The real product as a process of its own, on the embedded PostgreSQL below `dataDir`, on a free loopback port. */
export async function startServerProcess(dataDir: string): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['dist/apps/cli/src/main.js', 'start'], {
    env: { PATH: process.env['PATH'], COLABORA_DATA_DIR: dataDir, PORT: '0', COLABORA_METRICS_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const collect = (chunk: Buffer) => (printed += chunk.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const address = await addressPrintedBy(child, () => printed);
  return {
    address,
    output: () => printed,
    end: async (signal) => {
      const gone = once(child, 'exit');
      child.kill(signal);
      return ((await gone) as [number | null])[0];
    },
  };
}

async function addressPrintedBy(child: ChildProcess, printed: () => string): Promise<string> {
  const seen = () => /running: (\S+)/.exec(printed())?.[1];
  while (seen() === undefined) {
    if (child.exitCode !== null) throw new Error(`The server ended while starting:\n${printed()}`);
    await new Promise((pause) => setTimeout(pause, 20));
  }
  return seen()!;
}

/** Runs one command of the command line on the same data; returns its exit code. */
export function runColabora(dataDir: string, ...args: string[]): number | null {
  const env = { PATH: process.env['PATH'], COLABORA_DATA_DIR: dataDir };
  return spawnSync(process.execPath, ['dist/apps/cli/src/main.js', ...args], { env, stdio: 'inherit' })
    .status;
}
