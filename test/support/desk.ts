import type { Server } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { Campaigns } from '#campaigns';
import { createLogger, Database, type Kernel, openKernel, readConfiguration } from '#kernel';
import { Accounts, Units } from '#staff';
import { createApplication } from '../../apps/server/src/application.js';
import { firstStart } from '../../apps/server/src/demo/first-start.js';
import { persistence, queues } from '../../apps/server/src/schema.js';
import { freshDatabase } from './database.js';

export const PASSWORD = 'siete gatos azules';

/** The whole product on a fresh database with the demonstration desk, listening on a free loopback port. */
export interface Desk {
  app: NestExpressApplication;
  kernel: Kernel;
  database: Database;
  server: Server;
  address: string;
  /** Log lines, if `logs` was asked for. */
  logLines: string[];
  campaignId(slug: string): Promise<string>;
  unitId(slug: string): Promise<string>;
  /** A supertest agent signed in as one of the demonstration's people (`investigadora.madrid`, `campanas`…). */
  signedIn(who: string): Promise<ReturnType<typeof request.agent>>;
  /** Activates one of the demonstration's people; returns the address they sign in with. */
  activate(who: string): Promise<string>;
  /** The paper key of one of the demonstration's units, by its name. */
  paperKey(unit: string): Promise<string>;
  close(): Promise<void>;
}

/** `settings` come on top of the defaults, as an operator would set them. */
export async function openDesk(settings: NodeJS.ProcessEnv = {}): Promise<Desk> {
  const fresh = await freshDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'colabora-desk-'));
  const configuration = readConfiguration({
    DATABASE_URL: fresh.url,
    COLABORA_DATA_DIR: dataDir,
    PORT: '0',
    ...settings,
  });
  const logLines: string[] = [];
  const logger = createLogger('debug', { write: (line: string) => void logLines.push(line) });
  const kernel = await openKernel({ configuration, logger, persistence, queues });
  const app = await createApplication(kernel);
  await app.listen(0, '127.0.0.1');
  const address = await app.getUrl();

  configuration.databaseUrl = undefined; // the demonstration is made only where no database was named
  const { setupLinks } = await firstStart(app, address);
  configuration.databaseUrl = fresh.url;

  const server = app.getHttpServer();
  const activated = new Set<string>();
  const activate = async (who: string) => {
    const email = `${who}@demo.example`;
    if (!activated.has(who)) {
      const accounts = await app.get(Accounts).list();
      const account = accounts.find((each) => each.email === email)!;
      const link = setupLinks.find((each) => each.who.startsWith(account.name))!.link;
      await app.get(Accounts).activate(link.split('#')[1]!, PASSWORD);
      activated.add(who);
    }
    return email;
  };
  return {
    app,
    kernel,
    database: kernel.database,
    server,
    address,
    logLines,
    activate,
    campaignId: async (slug) => (await app.get(Campaigns).bySlug(slug))!.id,
    unitId: async (slug) => (await app.get(Units).list()).find((unit) => unit.slug === slug)!.id,
    signedIn: async (who) => {
      const email = await activate(who);
      const agent = request.agent(server);
      await agent.post('/api/session').send({ email, password: PASSWORD }).expect(200);
      return agent;
    },
    paperKey: async (unit) =>
      new RegExp(`# ${unit}\\n(AGE-SECRET-KEY-\\S+)`).exec(
        await readFile(join(dataDir, 'demo-recovery-keys.txt'), 'utf8'),
      )![1]!,
    close: async () => {
      await app.close();
      await kernel.close();
      await fresh.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
