import { Argument, type Command, InvalidArgumentError } from 'commander';
import type { BenchReport } from '../../../../test/bench/report.js';
import { print } from '../terminal.js';

interface Options {
  seconds: number;
  connections: number;
  size?: number;
  json?: boolean;
}

/** Loaded only when asked for: a bench brings its load generator and its own database. */
const BENCHES: Record<string, (options: Options) => Promise<BenchReport>> = {
  audit: async (options) => (await import('../../../../test/bench/audit.js')).benchAudit(options),
  channels: async (options) => (await import('../../../../test/bench/channels.js')).benchChannels(options),
  dedup: async (options) =>
    (await import('../../../../test/bench/dedup.js')).benchDedup({
      ...options,
      progress: (message) => process.stderr.write(`${message}\n`),
    }),
  files: async (options) => (await import('../../../../test/bench/files.js')).benchFiles(options),
  intake: async (options) => (await import('../../../../test/bench/intake.js')).benchIntake(options),
  privacy: async (options) => (await import('../../../../test/bench/privacy.js')).benchPrivacy(options),
};

/** `colabora bench NAME`: figures as ratios against a baseline of the same run. */
export function benchCommand(program: Command): void {
  program
    .command('bench')
    .description('Measure this machine; every figure stands beside a baseline of the same run.')
    .addArgument(new Argument('<name>', 'what to measure').choices(Object.keys(BENCHES)))
    .option('--seconds <number>', 'how long each load lasts', wholeNumber, 10)
    .option('--connections <number>', 'requests under way at once', wholeNumber, 16)
    .option(
      '--size <number>',
      'how many rows, files or entries, where the bench has such a size',
      wholeNumber,
    )
    .option('--json', 'print the report for programs')
    .addHelpText('after', '\nIt works on a temporary database of its own and leaves nothing behind.')
    .action(async (name: string, options: Options) => {
      const report = await BENCHES[name]!(options);
      print(options.json ?? false, report, () => words(report));
    });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('A whole number from 1.');
  return value;
}

const words = ({ name, machine, lines, ratios }: BenchReport): string =>
  [
    `bench ${name} (${machine.cpus} cores, Node ${machine.node})`,
    ...lines.map(({ what, value, unit }) => `  ${what.padEnd(46)} ${figure(value).padStart(12)} ${unit}`),
    ...ratios.map(
      ({ what, value, goal }) =>
        `  ${what.padEnd(46)} ${figure(value).padStart(12)} ×${goal ? `   goal ${goal}` : ''}`,
    ),
  ].join('\n');

const figure = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));
