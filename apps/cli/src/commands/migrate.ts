import type { Command } from 'commander';
import { databaseAccount, grantRights } from '#kernel';
import { persistence } from '../../../server/src/schema.js';
import { withKernel } from '../kernel.js';
import { print } from '../terminal.js';

/** `colabora migrate`: what an owner's account does before the roles' own accounts may start. */
export function migrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('Bring the database up to date and give each role the rights of its own account.')
    .option('--json', 'print the result for programs')
    .addHelpText(
      'after',
      '\nRun it with the account that owns the tables. See docs/operators.md, "One account a role".',
    )
    .action(({ json = false }: { json?: boolean }) =>
      withKernel(async (kernel) => {
        if (!kernel.isOwner) throw new Error('this account does not own the tables: nothing was changed');
        const { roles, missing } = await grantRights(kernel.database, persistence, { always: true });
        print(json, { roles, missing }, () =>
          [
            'The database is up to date.',
            ...roles.map((role) => `  ${databaseAccount(role)} has its rights`),
            ...missing.map(
              (role) => `  ${databaseAccount(role)} does not exist, and this account may not make it`,
            ),
          ].join('\n'),
        );
        return 0;
      }),
    );
}
