import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { Campaigns } from '#campaigns';
import { Configuration, Database, operatorContext } from '#kernel';
import { RoutingRules } from '#routing';
import { Accounts, setupAddress, Units } from '#staff';
import { DEMO_PEOPLE, makeDemoDesk } from './demo-desk.js';

/** What a person needs to be told when the server has started. */
export interface FirstStart {
  /** Public addresses of the live campaigns. */
  campaigns: string[];
  /** One-time links of invited people who haven't chosen a password yet; made anew at each start. */
  setupLinks: { who: string; link: string }[];
  /** The demonstration units' paper keys: here they lie in a file, as there is no paper. */
  recoveryKeysFile?: string;
}

/**
 * On the embedded database the first start makes the demonstration desk, and every start renews the links of those who
 * never used theirs. With `DATABASE_URL` it makes nothing: an operator invites with `colabora staff add`.
 */
export async function firstStart(app: INestApplicationContext, address: string): Promise<FirstStart> {
  const configuration = app.get(Configuration);
  const isDemonstration = configuration.databaseUrl === undefined;
  if (isDemonstration) await ensureDemoDesk(app);
  const recoveryKeysFile = isDemonstration ? await existingKeysFile(configuration) : undefined;
  const campaigns = await app.get(Campaigns).live();
  return {
    campaigns: campaigns.map(({ slug, languages }) => `${address}/${languages[0]!}/c/${slug}`).reverse(),
    setupLinks: isDemonstration ? await renewLinks(app, address) : [],
    ...(recoveryKeysFile === undefined ? {} : { recoveryKeysFile }),
  };
}

const keysFile = ({ dataDir }: Configuration): string => join(dataDir, 'demo-recovery-keys.txt');

const existingKeysFile = async (configuration: Configuration): Promise<string | undefined> =>
  access(keysFile(configuration)).then(
    () => keysFile(configuration),
    () => undefined,
  );

/** Makes the demonstration desk unless there are units already. */
export async function ensureDemoDesk(app: INestApplicationContext): Promise<void> {
  if ((await app.get(Units).list()).length > 0) return;
  const services = {
    units: app.get(Units),
    accounts: app.get(Accounts),
    campaigns: app.get(Campaigns),
    rules: app.get(RoutingRules),
  };
  const { recoveryKeys } = await app
    .get(Database)
    .transaction((tx) => makeDemoDesk(tx, operatorContext('first-start'), services));
  const lines = recoveryKeys.map(({ unit, identity }) => `# ${unit}\n${identity}\n`);
  await writeFile(keysFile(app.get(Configuration)), lines.join('\n'), { mode: 0o600 });
}

async function renewLinks(app: INestApplicationContext, address: string): Promise<FirstStart['setupLinks']> {
  const renewed = await app
    .get(Database)
    .transaction((tx) =>
      app.get(Accounts).renewPendingInvitations(tx, operatorContext('start'), DEMO_PEOPLE),
    );
  return renewed.map(({ name, roles, setupToken }) => ({
    who: `${name} (${roles.join(', ')})`,
    link: setupAddress(address, setupToken),
  }));
}
