import type { Command } from 'commander';
import { readConfiguration } from '#kernel';
import { startServer } from '../../../server/src/start.js';
import { firstStart } from '../../../server/src/demo/first-start.js';

/** `colabora start`: the whole product in one process, until Ctrl-C. */
export function startCommand(program: Command): void {
  program
    .command('start')
    .description('Start the server (public site, staff portal, background work).')
    .addHelpText(
      'after',
      `
Settings come from the environment (docs/operators.md). With none, it runs on an embedded PostgreSQL
below ./.colabora, with a demonstration campaign.

Examples:
  npm start
  PORT=9000 npx colabora start
  DATABASE_URL=postgres://colabora@db/colabora COLABORA_PUBLIC_URL=https://avisos.example npx colabora start`,
    )
    .action(start);
}

async function start(): Promise<void> {
  const configuration = readConfiguration();
  const server = await startServer(configuration);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(1)); // asked twice: at once
      void server.stop().then(() => process.exit(0));
    });
  }
  console.log(await banner(server));
}

async function banner({ kernel, app, address }: Awaited<ReturnType<typeof startServer>>): Promise<string> {
  const { configuration, postgres } = kernel;
  const first = await firstStart(app, address);
  const lines = ['', `  Colabora is running: ${address}`, ''];
  if (postgres !== undefined) {
    lines.push(`  Database   embedded PostgreSQL, kept in ${postgres.folder} (DATABASE_URL replaces it)`);
    if (postgres.rejoined)
      lines.push('             (it was still running: the server before this one did not stop in order)');
  }
  for (const campaign of first.campaigns) lines.push(`  Campaign   ${campaign}`);
  if (configuration.plays('portal')) {
    lines.push(`  Staff      ${address}/staff/`, '');
    if (first.setupLinks.length > 0) {
      lines.push('  Sign in the first time: open your link, choose a password. Each link works once.', '');
      for (const { who, link } of first.setupLinks) lines.push(`    ${who.padEnd(34)} ${link}`);
      lines.push('');
    }
    if (first.recoveryKeysFile !== undefined) {
      lines.push(
        `  Paper keys of the demonstration units: ${first.recoveryKeysFile}`,
        '  They open what citizens really wrote. In the portal, under Claves: make your key, then bring one in.',
        '  (A real unit prints its key and keeps it in a safe; nobody at the server ever has it.)',
        '',
      );
    }
  }
  lines.push('  npx colabora demo   fills the desk with believable tips.   Ctrl-C stops.', '');
  return lines.join('\n');
}
