import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A converter that writes without end is stopped by the kernel; no dump of a process that held an original. */
const LIMITS = ['--core=0', `--fsize=${2 * 1024 ** 3}`];
/** Users of its own (in which nobody else's processes can be looked into), a network without a way out, own mounts. */
const APART = ['--map-root-user', '--net', '--mount'];
/** Puts nothing in the place of each path, then becomes the program behind `--`. */
const HIDE = `
while [ "$1" != -- ]; do
  if [ -d "$1" ]; then mount -t tmpfs -o ro none "$1" || exit 125
  elif [ -e "$1" ]; then mount --bind /dev/null "$1" || exit 125; fi
  shift
done
shift
exec "$@"`;

/** How far a cleaning process is kept apart: by limits and a house of its own, by limits only, or not at all. */
export type ConfinementKind = 'apart' | 'limited' | 'none';

export interface Confinement {
  kind: ConfinementKind;
  /** What stands before the program's own path; empty where there is nothing. */
  command: string[];
}

/**
 * What this machine offers to confine a process, tried out: util-linux's `unshare` where the kernel lets this user have
 * namespaces, `prlimit` where not (containers with the usual seccomp profile), nothing off Linux.
 *
 * @param hidden files and folders that the process must not find: the server's secret, the sealed files.
 */
export async function findConfinement(hidden: readonly string[]): Promise<Confinement> {
  const there = hidden.filter((path) => existsSync(path));
  const limited = ['prlimit', ...LIMITS];
  const apart = [...limited, 'unshare', ...APART, 'sh', '-c', HIDE, 'sh', ...there, '--'];
  if (await works(apart)) return { kind: 'apart', command: apart };
  if (await works(limited)) return { kind: 'limited', command: limited };
  return { kind: 'none', command: [] };
}

async function works([program, ...args]: string[]): Promise<boolean> {
  return run(program!, [...args, 'true'], { env: { PATH: process.env['PATH'] }, timeout: 5_000 }).then(
    () => true,
    () => false,
  );
}
