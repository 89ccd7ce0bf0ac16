import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Campaigns, type CampaignProposal } from '#campaigns';
import { channelsPersistence, PagesForPeople } from '#channels';
import { createLogger, type Kernel, openKernel, operatorContext, readConfiguration } from '#kernel';
import { createApplication } from '../../apps/server/src/application.js';
import { firstStart } from '../../apps/server/src/demo/first-start.js';
import { persistence, queues } from '../../apps/server/src/schema.js';
import { freshDatabase } from './database.js';

/** The whole product, for tests of the citizen's site: real database, real intake, the demonstration's campaigns. */
export interface PublicApp {
  app: NestExpressApplication;
  kernel: Kernel;
  address: string;
  logLines: string[];
  /** Writes and launches a campaign; `then` may pause or close it. */
  campaign(changes: Partial<CampaignProposal> & { slug: string }, then?: 'pause' | 'close'): Promise<void>;
  close(): Promise<void>;
}

export async function openPublicApp(environment: NodeJS.ProcessEnv = {}): Promise<PublicApp> {
  const fresh = await freshDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'colabora-public-'));
  const configuration = readConfiguration({
    DATABASE_URL: fresh.url,
    COLABORA_DATA_DIR: dataDir,
    PORT: '0',
    ...environment,
  });
  const logLines: string[] = [];
  const logger = createLogger('debug', { write: (line: string) => void logLines.push(line) });
  const kernel = await openKernel({
    configuration,
    logger,
    persistence: [...new Set([...persistence, channelsPersistence])],
    queues,
  });
  const app = await createApplication(kernel);
  app.useGlobalFilters(new PagesForPeople(app, kernel));
  await app.listen(0, '127.0.0.1');
  const address = await app.getUrl();

  configuration.databaseUrl = undefined; // the demonstration is made only where no database was named
  await firstStart(app, address);
  configuration.databaseUrl = fresh.url;
  return {
    app,
    kernel,
    address,
    logLines,
    campaign: (changes, then) => addCampaign(app, kernel, changes, then),
    close: async () => {
      await app.close();
      await kernel.close();
      await fresh.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function addCampaign(
  app: NestExpressApplication,
  { database }: Kernel,
  changes: Partial<CampaignProposal> & { slug: string },
  then?: 'pause' | 'close',
): Promise<void> {
  const campaigns = app.get(Campaigns);
  const model = (await campaigns.bySlug('ciudad-limpia'))!;
  const context = operatorContext('test');
  await database.transaction(async (tx) => {
    const { kind, languages, wording, hashtags, opensAt, closesAt, unitIds, defaultUnitId } = model;
    const proposal = { kind, languages, wording, hashtags, opensAt, closesAt, unitIds, defaultUnitId };
    const { id } = await campaigns.create(tx, context, { ...proposal, ...changes });
    await campaigns.launch(tx, context, id);
    if (then !== undefined) await campaigns[then](tx, context, id);
  });
}
