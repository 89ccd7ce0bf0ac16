import { mkdtemp, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import request from 'supertest';
import {
  createLogger,
  databaseAccount,
  type Kernel,
  openKernel,
  readConfiguration,
  type Role,
  ServerSecret,
} from '#kernel';
import { Accounts } from '#staff';
import { AppModule } from '../../apps/server/src/app.module.js';
import { createApplication } from '../../apps/server/src/application.js';
import { firstStart } from '../../apps/server/src/demo/first-start.js';
import { persistence, queues } from '../../apps/server/src/schema.js';
import { freshDatabase } from './database.js';
import { PASSWORD } from './desk.js';

export interface RoleProcess {
  app: NestExpressApplication;
  kernel: Kernel;
  address: string;
  /** The connection string with this role's own account. */
  url: string;
  /** The keys of this role, which are all the secret its process has. */
  secret: string;
}

/** The product as three processes' worth of servers, each with its role's own database account and keys. */
export interface SplitDesk extends Record<Role, RoleProcess> {
  /** A connection of the tables' owner. */
  owner: pg.Client;
  /** A supertest agent, signed in at the portal. */
  signedIn(who: string): Promise<ReturnType<typeof request.agent>>;
  close(): Promise<void>;
}

/** `settings` come on top of each process's own. */
export async function openSplitDesk(settings: NodeJS.ProcessEnv = {}): Promise<SplitDesk> {
  const fresh = await freshDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'colabora-split-'));
  const owner = new pg.Client({ connectionString: fresh.url });
  await owner.connect();
  const accounts: string[] = [];
  const root = randomBytes(32).toString('base64url');
  const invitations = await makeDemonstration(fresh.url, dataDir, root);

  const start = async (role: Role): Promise<RoleProcess> => {
    const account = `test_${role}_${randomBytes(6).toString('hex')}`;
    await owner.query(`CREATE ROLE ${account} LOGIN PASSWORD 'test' IN ROLE ${databaseAccount(role)}`);
    accounts.push(account);
    const url = Object.assign(new URL(fresh.url), { username: account, password: 'test' }).href;
    const secret = new ServerSecret(root).bundleFor(role);
    const configuration = readConfiguration({
      ...settings,
      DATABASE_URL: url,
      COLABORA_SECRET: secret,
      COLABORA_DATA_DIR: dataDir,
      COLABORA_ROLES: role,
      PORT: '0',
    });
    const kernel = await openKernel({ configuration, logger: createLogger('silent'), persistence, queues });
    const app = await createApplication(kernel);
    await app.listen(0, '127.0.0.1');
    return { app, kernel, url, secret, address: await app.getUrl() };
  };
  // The portal last: passport keeps one strategy a process, and here three servers share one.
  const [citizens, worker, portal] = [await start('public'), await start('worker'), await start('portal')];

  return {
    public: citizens,
    portal,
    worker,
    owner,
    signedIn: async (who) => {
      const email = `${who}@demo.example`;
      const account = (await portal.app.get(Accounts).list()).find((each) => each.email === email)!;
      if (account.state === 'invited')
        await portal.app.get(Accounts).activate(invitations.get(account.name)!, PASSWORD);
      const agent = request.agent(portal.app.getHttpServer());
      await agent.post('/api/session').send({ email, password: PASSWORD }).expect(200);
      return agent;
    },
    close: async () => {
      for (const { app, kernel } of [citizens, portal, worker]) {
        await app.close();
        await kernel.close();
      }
      for (const account of accounts) await owner.query(`DROP ROLE ${account}`);
      await owner.end();
      await fresh.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** As the owner: the demonstration's units, people and campaigns. Returns the set-up tokens by name. */
async function makeDemonstration(url: string, dataDir: string, root: string): Promise<Map<string, string>> {
  const configuration = readConfiguration({
    DATABASE_URL: url,
    COLABORA_DATA_DIR: dataDir,
    COLABORA_SECRET: root,
  });
  configuration.roles = [];
  const kernel = await openKernel({ configuration, logger: createLogger('silent'), persistence, queues });
  const app = await NestFactory.createApplicationContext(AppModule.of(kernel), { logger: false });
  configuration.databaseUrl = undefined; // the demonstration is made only where no database was named
  const { setupLinks } = await firstStart(app, 'http://localhost');
  await app.close();
  await kernel.close();
  return new Map(setupLinks.map(({ who, link }) => [who.replace(/ \(.*$/, ''), link.split('#')[1]!]));
}
