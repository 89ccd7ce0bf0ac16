import type { Command } from 'commander';
import { Database, operatorContext } from '#kernel';
import { Units } from '#staff';
import { newKeyPair } from '#vault';
import { withDesk, withKernel } from '../kernel.js';
import { print } from '../terminal.js';

interface AddOptions {
  slug: string;
  name: string;
  territory?: string[];
  topics?: string[];
  recipient?: string;
  json?: boolean;
}

/** `colabora unit add|list`: the case units and their keys. */
export function unitCommand(program: Command): void {
  const unit = program.command('unit').description('Case units and their keys.');
  unit
    .command('add')
    .description(
      'Make a unit. Without --recipient its key is made here and shown once: print it and lock it away.',
    )
    .requiredOption('--slug <slug>', 'short name for addresses, a-z 0-9 -')
    .requiredOption('--name <name>', 'name as people say it')
    .option('--territory <codes...>', 'INE codes: provinces (28) or municipalities (28079)')
    .option('--topics <words...>', 'what it deals with')
    .option('--recipient <age1…>', 'public key of a key made elsewhere with the standard age tool')
    .option('--json', 'print the result for programs')
    .addHelpText(
      'after',
      '\nExample:\n  npx colabora unit add --slug udyco-cadiz --name "UDYCO Cádiz" --territory 11',
    )
    .action((options: AddOptions) => add(options));
  unit
    .command('list')
    .description('List the units.')
    .option('--json', 'print the result for programs')
    .action(({ json = false }: { json?: boolean }) => list(json));
}

const add = ({ json = false, territory = [], topics = [], ...wanted }: AddOptions) =>
  withDesk(async (app) => {
    const made = wanted.recipient === undefined ? await newKeyPair() : undefined;
    const recipient = wanted.recipient ?? made!.recipient;
    const { slug, name } = wanted;
    const unit = await app
      .get(Database)
      .transaction((tx) =>
        app.get(Units).create(tx, operatorContext('unit add'), { slug, name, territory, topics, recipient }),
      );
    print(json, { id: unit.id, slug, recipient, recoveryKey: made?.identity }, () =>
      [
        `${name} has the public key`,
        `  ${recipient}`,
        ...(made === undefined
          ? []
          : [
              'Its recovery key opens every sealed original of the unit. It is shown this once and kept nowhere:',
              `  ${made.identity}`,
            ]),
      ].join('\n'),
    );
    return 0;
  });

const list = (json: boolean) =>
  withKernel(async (kernel) => {
    const units = await kernel.database.query<{
      slug: string;
      name: string;
      territory: string[];
      topics: string[];
    }>('SELECT slug, name, territory, topics FROM unit ORDER BY slug');
    print(
      json,
      units,
      () => units.map(({ slug, name }) => `${slug.padEnd(24)} ${name}`).join('\n') || 'No units yet.',
    );
    return 0;
  });
