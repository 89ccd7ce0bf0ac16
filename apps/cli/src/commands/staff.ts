import type { Command } from 'commander';
import { NestFactory } from '@nestjs/core';
import { Database, operatorContext } from '#kernel';
import { Accounts, setupAddress, STAFF_ROLES, type StaffRole, Units } from '#staff';
import { AppModule } from '../../../server/src/app.module.js';
import { withKernel } from '../kernel.js';
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
}

const add = ({ email, name, role, unit = [], json = false }: AddOptions) =>
  withKernel('staff add', async (kernel) => {
    const app = await NestFactory.createApplicationContext(AppModule.of(kernel), { logger: false });
    try {
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
      const { publicUrl, port } = kernel.configuration;
      const link = setupAddress(publicUrl ?? `http://localhost:${port}`, setupToken);
      print(json, { accountId, link }, () => `${name} chooses a password here (works once):\n  ${link}`);
      return 0;
    } finally {
      await app.close();
    }
  });
