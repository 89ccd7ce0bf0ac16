import { createServer } from 'node:net';
import { EmailAccounts } from '#channels';
import { operatorContext } from '#kernel';
import { SeededRandom } from '../../apps/server/src/demo/seeded-random.js';
import { type FakeImapServer, startFakeImapServer } from '../fakes/mail/fake-imap-server.js';
import { type FakeMailServer, startFakeMailServer } from '../fakes/mail/fake-mail-server.js';
import { openXDesk, type XDesk } from '../support/x-desk.js';
import { CitizensMailServer } from './citizens-mail-server.js';

export const DESK_ADDRESS = 'tips@desk.example';
export const SECRET = 'the same secret in every process of this run';

/** The desk, X, the force's mail server, its mailbox, and the mail server of those who write. */
export interface MixedRoom extends XDesk {
  random: SeededRandom;
  outside: FakeMailServer;
  mailbox: FakeImapServer;
  citizens: CitizensMailServer;
  /** Where the worker that has the door listens. */
  mailPort: number;
}

/** This process plays portal and public; workers are processes of their own (`Workers`). */
export async function openMixedRoom(seed: number): Promise<MixedRoom> {
  const random = new SeededRandom(seed);
  const outside = await startFakeMailServer(() => random.next());
  const mailbox = await startFakeImapServer();
  const mailPort = await freePort();
  const room = await openXDesk(
    { COLABORA_ROLES: 'public,portal', COLABORA_SECRET: SECRET, COLABORA_MAIL_OUT_URL: outside.url },
    seed,
  );
  const campaignId = await room.desk.campaignId('tweetredadas');
  const account = { address: DESK_ADDRESS, campaignId, acknowledges: true };
  await room.desk.database.transaction((tx) =>
    room.desk.app.get(EmailAccounts).add(tx, account, operatorContext('test')),
  );
  const citizens = new CitizensMailServer(mailPort, random);
  return {
    ...room,
    random,
    outside,
    mailbox,
    mailPort,
    citizens,
    close: async () => {
      await citizens.close();
      await mailbox.close();
      await outside.close();
      await room.close();
    },
  };
}

/** Below those that connections are given as they come: it must still be free when a killed worker's successor wants it. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((known) => {
      server.once('error', () => known(false));
      server.listen(port, '127.0.0.1', () => known(true));
    });
    if (!isFree) continue;
    await new Promise((closed) => server.close(closed));
    return port;
  }
}
