import type { Command } from 'commander';
import { XPurge, type XPurged } from '#channels';
import { operatorContext } from '#kernel';
import { withDesk } from '../kernel.js';
import { print, showProgress } from '../terminal.js';

interface Options {
  dryRun?: boolean;
  json?: boolean;
}

/** `colabora x purge`: all content that came from X is destroyed. */
export function xCommand(program: Command): void {
  program
    .command('x')
    .description('The X channel.')
    .command('purge')
    .description(
      'Destroy all content that came from X, and let the accounts go. It cannot be undone; a legal hold keeps its tip.',
    )
    .option('--dry-run', 'only show what would be destroyed')
    .option('--json', 'print the result for programs')
    .addHelpText(
      'after',
      '\nExamples:\n  npx colabora x purge --dry-run\n  npx colabora x purge --json > proof.json',
    )
    .action((options: Options) => purge(options));
}

const purge = ({ dryRun = false, json = false }: Options) =>
  withDesk(async (app) => {
    const purging = app.get(XPurge, { strict: false });
    const plan = await purging.plan();
    if (dryRun) {
      print(json, plan, () => [...linesOf(plan), 'Nothing was changed.'].join('\n'));
      return 0;
    }
    const progress = showProgress('Erasing', plan.tips + plan.held.length, json);
    const purged = await purging.run(operatorContext('x purge'), (done) => progress.at(done));
    progress.end();
    print(json, purged, () =>
      [
        ...linesOf(purged),
        'The proof is in the audit log (channel.purged, and tip.erased for each tip): colabora audit export --all.',
      ].join('\n'),
    );
    // Something is left: whoever has to prove that nothing is must see it.
    return purged.held.length === 0 ? 0 : 1;
  });

const linesOf = ({ tips, held, messages, rejections, accounts }: XPurged): string[] => [
  `Tips:                        ${tips}`,
  `Messages of X by id:         ${messages}`,
  `Messages that were no tip:   ${rejections}`,
  `Accounts let go:             ${accounts}`,
  `Kept by a legal hold:        ${held.length}`,
  ...held.map(({ tipId, reference }) => `  ${tipId}  ${reference}`),
];
