import type { INestApplication, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { auditPersistence } from '#audit';
import { campaignsPersistence } from '#campaigns';
import {
  Clock,
  Configuration,
  connect,
  createLogger,
  type Database,
  FileBlobStore,
  Jobs,
  KernelModule,
  migrate,
  operatorContext,
  type Role,
  ProblemFilter,
  ServerSecret,
  validationPipe,
} from '#kernel';
import { Accounts, sessionMiddleware, staffPersistence, type StaffRole, Units } from '#staff';
import { vaultPersistence } from '#vault';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Server } from 'node:http';
import request from 'supertest';
import { freshDatabase } from './database.js';

export const PASSWORD = 'siete gatos azules';

/** A clock that tests set forward. */
export class TravelClock extends Clock {
  #ahead = 0;

  override now(): Date {
    return new Date(Date.now() + this.#ahead);
  }

  travel(hours: number): void {
    this.#ahead += hours * 3_600_000;
  }
}

/** A small Nest application with staff, sessions, pipe and filter as the server has them, on a fresh database. */
export interface StaffDesk {
  app: INestApplication;
  database: Database;
  clock: TravelClock;
  accounts: Accounts;
  units: Units;
  server: Server;
  /** An activated account. */
  person(email: string, roles: StaffRole[], unitIds?: string[]): Promise<string>;
  /** A supertest agent that is signed in as this person. */
  signedIn(email: string): Promise<ReturnType<typeof request.agent>>;
  unit(slug: string): Promise<string>;
  close(): Promise<void>;
}

export async function openStaffDesk(
  modules: Type[],
  settings: Partial<Pick<Configuration, 'publicUrl' | 'trustedProxies'>> = {},
): Promise<StaffDesk> {
  const fresh = await freshDatabase();
  const database = await connect({
    url: fresh.url,
    persistence: [auditPersistence, vaultPersistence, staffPersistence, campaignsPersistence],
    poolSize: 6,
    applicationName: 'test-staff',
  });
  await migrate(database);
  const logger = createLogger('silent');
  const clock = new TravelClock();
  const kernel = {
    configuration: Object.assign(new Configuration(), { roles: ['portal'] satisfies Role[] }, settings),
    logger,
    database,
    isOwner: true,
    secret: new ServerSecret('a secret that only this test knows'),
    jobs: new Jobs(fresh.url, false, logger),
    blobs: new FileBlobStore('unused'),
    clock,
    close: () => database.close(),
  };
  const testing = await Test.createTestingModule({
    imports: [KernelModule.of(kernel), ...modules],
  }).compile();
  const app = testing.createNestApplication<NestExpressApplication>();
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter(logger));
  app.set('trust proxy', kernel.configuration.trustedProxies);
  app.use(['/api', '/staff'], sessionMiddleware(kernel));
  await app.init();
  await app.listen(0, '127.0.0.1');

  const accounts = app.get(Accounts);
  const units = app.get(Units);
  const server = app.getHttpServer();
  return {
    app,
    database,
    clock,
    accounts,
    units,
    server,
    person: async (email, roles, unitIds = []) => {
      const { setupToken } = await database.transaction((tx) =>
        accounts.invite(tx, operatorContext('test'), { email, name: email.split('@')[0]!, roles, unitIds }),
      );
      return (await accounts.activate(setupToken, PASSWORD)).accountId;
    },
    signedIn: async (email) => {
      const agent = request.agent(server);
      await agent.post('/api/session').send({ email, password: PASSWORD }).expect(200);
      return agent;
    },
    unit: async (slug) => {
      const recipient = await identityToRecipient(await generateX25519Identity());
      const unit = await database.transaction((tx) =>
        units.create(tx, operatorContext('test'), {
          slug,
          name: slug,
          territory: [],
          topics: [],
          recipient,
        }),
      );
      return unit.id;
    },
    close: async () => {
      await app.close();
      await database.close();
      await fresh.drop();
    },
  };
}
