import { readFileSync } from 'node:fs';

/** Linux counts in pages; 4 KB on every platform that Node's builds for it run on, but for a few ARM kernels (64 KB). */
const PAGE_BYTES = 4096;

/** Resident memory of a process and all its descendants, as Linux tells it; 0 elsewhere, where time alone limits. */
export function residentBytesOfTree(pid: number): number {
  try {
    const residentPages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    return (
      residentPages * PAGE_BYTES +
      children.reduce((sum, child) => sum + residentBytesOfTree(Number(child)), 0)
    );
  } catch {
    return 0; // it has ended meanwhile
  }
}
