import { type Command, Option } from 'commander';
import { loadServerSecret, readConfiguration, type Role, ROLES } from '#kernel';

/** `colabora secrets`: the keys of one role, derived from the root secret, for a process that plays it alone. */
export function secretsCommand(program: Command): void {
  program
    .command('secrets')
    .description("Print the keys that one role's process needs, to be its COLABORA_SECRET.")
    .addOption(new Option('--role <role>', 'whose keys').choices(ROLES).makeOptionMandatory())
    .addHelpText(
      'after',
      '\nRun it where the root secret is (COLABORA_SECRET, or server.secret in the data folder). What it prints is secret, too:\n  colabora secrets --role public > secrets/public_keys',
    )
    .action(async ({ role }: { role: Role }) => {
      const secret = await loadServerSecret(readConfiguration());
      process.stdout.write(`${secret.bundleFor(role)}\n`);
    });
}
