import type { Command } from 'commander';
import { RejectionRetention } from '#channels';
import { operatorContext } from '#kernel';
import { Retention, type RetentionPlan } from '#tips';
import { withDesk } from '../kernel.js';
import { print, showProgress } from '../terminal.js';

interface Options {
  run?: boolean;
  days: string;
  json?: boolean;
}

/** `colabora retention --dry-run|--run`: what is kept too long, and its erasure. */
export function retentionCommand(program: Command): void {
  program
    .command('retention')
    .description(
      'Show what is due to be erased (a dry run); with --run, erase it. A worker does so every night.',
    )
    .option('--dry-run', 'only show (the default)')
    .option('--run', 'erase what is due now, as the nightly job does')
    .option('--days <days>', 'dry run: what will be due in so many days', '0')
    .option('--json', 'print the result for programs')
    .action((options: Options) => (options.run === true ? run(options) : dryRun(options)));
}

const dryRun = ({ days, json = false }: Options) =>
  withDesk(async (app) => {
    const ahead = Number(days);
    if (!Number.isInteger(ahead) || ahead < 0) throw new Error('--days takes a whole number');
    const at = new Date(Date.now() + ahead * 86_400_000);
    const plan = await app.get(Retention).plan({ at });
    const rejections = await app.get(RejectionRetention).due(at);
    print(json, { ...plan, rejections }, () =>
      [words(plan), `Messages that became no tip, to be destroyed: ${rejections}`].join('\n'),
    );
    return 0;
  });

const run = ({ json = false }: Options) =>
  withDesk(async (app) => {
    const retention = app.get(Retention);
    const { tips } = await retention.plan();
    const progress = showProgress('Erasing', tips.length, json);
    const done = await retention.run(operatorContext('retention --run'), (place) => progress.at(place));
    progress.end();
    const rejections = await app.get(RejectionRetention).run(operatorContext('retention --run'));
    print(json, { ...done, rejections }, () =>
      [
        `Identity and original destroyed: ${done.identity}`,
        `Everything but numbers erased:   ${done.everything}`,
        `Kept by a legal hold:            ${done.held}`,
        `Waiting for a review:            ${done.review}`,
        `Messages that became no tip:     ${rejections} destroyed`,
        'Each erasure is in the audit log (tip.erased); colabora audit verify still finds the log whole.',
      ].join('\n'),
    );
    return 0;
  });

function words({ at, campaigns, tips }: RetentionPlan): string {
  if (tips.length === 0) return `Nothing is due on ${at.toISOString().slice(0, 10)}.`;
  const rows = campaigns.map(
    ({ slug, counts }) =>
      `${slug.padEnd(28)} ${[counts.identity, counts.everything, counts.review, counts.held].map((each) => String(each).padStart(10)).join('')}`,
  );
  return [
    `Due on ${at.toISOString().slice(0, 10)}; nothing was changed.`,
    '',
    `${'campaign'.padEnd(28)} ${['identity', 'everything', 'review', 'held'].map((each) => each.padStart(10)).join('')}`,
    ...rows,
    '',
    'colabora retention --run erases what stands under identity and everything.',
  ].join('\n');
}
