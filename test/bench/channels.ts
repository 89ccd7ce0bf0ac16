import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json, buffer } from 'node:stream/consumers';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SMTPServer } from 'smtp-server';
import { Campaigns } from '#campaigns';
import { EmailAccounts, SmtpDoor, XAccounts, XPoller } from '#channels';
import { createLogger, type Kernel, openKernel, operatorContext, readConfiguration } from '#kernel';
import { createApplication } from '../../apps/server/src/application.js';
import { firstStart } from '../../apps/server/src/demo/first-start.js';
import { persistence, queues } from '../../apps/server/src/schema.js';
import { deliver } from '../fakes/mail/deliver.js';
import { writeMail } from '../fakes/mail/write-mail.js';
import { FakeX } from '../fakes/x/fake-x.js';
import { connectAccount, X_SETTINGS } from '../support/x-desk.js';
import { type BenchReport, machine } from './report.js';
import { tipWords } from './tip-words.js';

export interface ChannelsBenchOptions {
  /** Messages on each channel. X shows no more than the latest 800 mentions. */
  size?: number | undefined;
  /** Mails on the way at once. */
  connections: number;
}

const MOST_MENTIONS = 750;
const ADDRESS = 'tips@desk.example';

/**
 * Messages taken in per second (read, anonymised, folded, routed, sealed, audited, committed) from the fake X and by SMTP,
 * beside what the fakes can serve: pages of X read and parsed by a bare client, mails taken by a bare SMTP server. One
 * process plays everything, so both sides of each ratio bear the same.
 */
export async function benchChannels({ size = 700, connections }: ChannelsBenchOptions): Promise<BenchReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'colabora-bench-'));
  await chmod(dataDir, 0o711);
  const x = await new FakeX().start();
  x.limits.enforced = false;
  const configuration = readConfiguration({
    COLABORA_DATA_DIR: dataDir,
    PORT: '0',
    COLABORA_LOG_LEVEL: 'silent',
    COLABORA_MAIL_PORT: '0',
    ...X_SETTINGS(x),
  });
  const kernel = await openKernel({ configuration, logger: createLogger('silent'), persistence, queues });
  try {
    const app = await createApplication(kernel);
    await app.listen(0, '127.0.0.1');
    await firstStart(app, '');
    const report = await measure(app, kernel, x, size, connections);
    await app.close();
    return report;
  } finally {
    await kernel.close();
    await x.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(
  app: NestExpressApplication,
  kernel: Kernel,
  x: FakeX,
  size: number,
  connections: number,
): Promise<BenchReport> {
  const { database } = kernel;
  const campaignId = async (slug: string) => (await app.get(Campaigns).bySlug(slug))!.id;
  const police = x.world.person('policia_demo');
  await connectAccount({ app, database, campaignId }, x, police, 'tweetredadas');
  const mentions = Math.min(size, MOST_MENTIONS);
  for (let number = 0; number < size; number += 1)
    x.world.dm(x.world.person(`persona_${number}`), police, tipWords());
  for (let number = 0; number < mentions; number += 1)
    x.world.post(x.world.person(`vecina_${number}`), `@policia_demo ${tipWords()}`);

  const account = { address: ADDRESS, campaignId: await campaignId('tweetredadas'), acknowledges: false };
  await database.transaction((tx) => app.get(EmailAccounts).add(tx, account, operatorContext('bench')));
  const mails = Array.from({ length: size }, () => writeMail({ body: tipWords() }));

  const xAccount = (await app.get(XAccounts).all())[0]!;
  const read = (source: 'dm' | 'mention') => async () => {
    for (;;) {
      await database.query('DELETE FROM x_budget'); // as if a window had passed
      if ((await app.get(XPoller).poll(xAccount, source)) === 'complete') return;
    }
  };
  const token = x.grants.grant(police.id, ['dm.read', 'users.read', 'tweet.read']).accessToken;
  const bare = await bareMailServer();
  try {
    const perSecond = {
      bareDm: await rate(size, () => readBare(x, token, '/2/dm_events')),
      dm: await rate(size, read('dm')),
      bareMention: await rate(mentions, () => readBare(x, token, `/2/users/${police.id}/mentions`)),
      mention: await rate(mentions, read('mention')),
      bareMail: await rate(size, () => deliverAll(bare.port, mails, connections)),
      mail: await rate(size, () => deliverAll(app.get(SmtpDoor).port!, mails, connections)),
    };
    await checkAllIn(kernel, size + mentions + size);
    return reportOf(perSecond);
  } finally {
    await bare.close();
  }
}

async function rate(messages: number, work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return messages / ((performance.now() - startedAt) / 1000);
}

/** Every page of an inbox, read and parsed and nothing else. */
async function readBare({ port }: FakeX, token: string, path: string): Promise<void> {
  let next: string | undefined;
  do {
    const query = new URLSearchParams({ max_results: '100', expansions: 'sender_id,author_id' });
    if (next !== undefined) query.set('pagination_token', next);
    const headers = { host: 'api.x.com', authorization: `Bearer ${token}` };
    const page = await new Promise((resolve, reject) =>
      request({ port, host: '127.0.0.1', path: `${path}?${query}`, headers }, (response) =>
        json(response).then(resolve, reject),
      )
        .once('error', reject)
        .end(),
    );
    next = (page as { meta?: { next_token?: string } }).meta?.next_token;
  } while (next !== undefined);
}

async function bareMailServer(): Promise<{ port: number; close(): Promise<void> }> {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, _session, done) => void buffer(stream).then(() => done()),
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

async function deliverAll(port: number, mails: string[], connections: number): Promise<void> {
  const waiting = [...mails];
  const line = async () => {
    for (let mail = waiting.pop(); mail !== undefined; mail = waiting.pop()) {
      const answer = await deliver(port, ADDRESS, mail);
      if (answer !== 250) throw new Error(`a mail was answered with ${answer}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, line));
}

/** A rate of messages that didn't come in is none. */
async function checkAllIn({ database }: Kernel, wanted: number): Promise<void> {
  const [row] = await database.query<{ count: number }>(
    `SELECT count(*)::int FROM inbound_message WHERE channel LIKE 'x-%' OR channel = 'email'`,
  );
  if (row!.count !== wanted) throw new Error(`${row!.count} of ${wanted} messages came in`);
}

function reportOf(perSecond: Record<string, number>): BenchReport {
  const { bareDm, dm, bareMention, mention, bareMail, mail } = perSecond as Record<string, number>;
  const line = (what: string, value: number | undefined) => ({ what, value: value!, unit: '1/s' });
  return {
    name: 'channels',
    machine: machine(),
    lines: [
      line('direct messages taken in', dm),
      line('  the fake X serves', bareDm),
      line('mentions taken in', mention),
      line('  the fake X serves', bareMention),
      line('mails taken in by SMTP', mail),
      line('  a bare SMTP server takes', bareMail),
    ],
    ratios: [
      { what: 'direct messages / served', value: dm! / bareDm! },
      { what: 'mentions / served', value: mention! / bareMention! },
      { what: 'mails / taken by a bare server', value: mail! / bareMail! },
    ],
  };
}
