import type { Command } from 'commander';
import { Database, type Kernel, operatorContext } from '#kernel';
import { Accounts, setupAddress, STAFF_ROLES, type StaffRole, Units } from '#staff';
import { withDesk } from '../kernel.js';
import { print } from '../terminal.js';

interface AddOptions {
  email: string;
  name: string;
  role: string[];
  unit?: string[];
  json?: boolean;
}

/** `colabora staff add|link`: invite people and renew their set-up links. */
export function staffCommand(program: Command): void {
  const staff = program.command('staff').description('People who work at the desk.');
  staff
    .command('add')
    .description('Invite somebody; prints their one-time set-up link.')
    .requiredOption('--email <address>', 'what they sign in with')
    .requiredOption('--name <name>', 'how colleagues see them')
    .requiredOption('--role <roles...>', STAFF_ROLES.join(', '))
    .option('--unit <slugs...>', 'units they belong to')
    .option('--json', 'print the result for programs')
    .addHelpText(
      'after',
      '\nExample:\n  npx colabora staff add --email ana@policia.example --name "Ana Ruiz" --role investigator --unit udyco-cadiz',
    )
    .action((options: AddOptions) => add(options));
  staff
    .command('link')
    .description('Print a new one-time link for somebody whose link ran out or who forgot the password.')
    .requiredOption('--email <address>', 'what they sign in with')
    .option('--json', 'print the result for programs')
    .action((options: { email: string; json?: boolean }) => renewLink(options));
}

const add = ({ email, name, role, unit = [], json = false }: AddOptions) =>
  withDesk(async (app, kernel) => {
    const units = await app.get(Units).list();
    const unknown = unit.filter((slug) => !units.some((each) => each.slug === slug));
    if (unknown.length > 0)
      throw new Error(`there is no unit called ${unknown.join(', ')}; see: colabora unit list`);
    const invitation = {
      email,
      name,
      roles: role as StaffRole[],
      unitIds: units.filter(({ slug }) => unit.includes(slug)).map(({ id }) => id),
    };
    const { accountId, setupToken } = await app
      .get(Database)
      .transaction((tx) => app.get(Accounts).invite(tx, operatorContext('staff add'), invitation));
    const link = addressOf(kernel, setupToken);
    print(json, { accountId, link }, () => `${name} chooses a password here (works once):\n  ${link}`);
    return 0;
  });

const renewLink = ({ email, json = false }: { email: string; json?: boolean }) =>
  withDesk(async (app, kernel) => {
    const account = (await app.get(Accounts).list()).find(
      (each) => each.email === email.trim().toLowerCase(),
    );
    if (account === undefined) throw new Error('nobody signs in with that address; see: colabora staff add');
    const token = await app
      .get(Database)
      .transaction((tx) =>
        app.get(Accounts).renewSetupLink(tx, operatorContext('staff link'), account.accountId),
      );
    const link = addressOf(kernel, token);
    print(
      json,
      { accountId: account.accountId, link },
      () => `${account.name} chooses a password here (works once):\n  ${link}`,
    );
    return 0;
  });

const addressOf = ({ configuration: { publicUrl, port } }: Kernel, token: string): string =>
  setupAddress(publicUrl ?? `http://localhost:${port}`, token);
