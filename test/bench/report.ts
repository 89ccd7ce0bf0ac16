import { cpus } from 'node:os';

/** What every bench answers: figures with units, and ratios against a baseline measured in the same run. */
export interface BenchReport {
  name: string;
  machine: { cpus: number; node: string };
  lines: { what: string; value: number; unit: string }[];
  ratios: { what: string; value: number; goal?: string }[];
}

export const machine = (): BenchReport['machine'] => ({ cpus: cpus().length, node: process.versions.node });
