import { systemContext, uuidv7 } from '#kernel';
import { XAccounts, XPoller } from '#channels';
import {
  X_CONFIRMATIONS,
  X_SCOPES,
  type XAccount,
  type XSource,
} from '../../libs/channels/src/x/accounts/x-account.js';
import { XWire } from '../../libs/channels/src/x/api/index.js';
import { FakeX } from '../fakes/x/fake-x.js';
import type { XPerson } from '../fakes/x/world.js';
import { type Desk, openDesk } from './desk.js';

/** The whole product beside a fake X, with one account connected; nothing polls by itself. */
export interface XDesk {
  desk: Desk;
  x: FakeX;
  settings: NodeJS.ProcessEnv;
  police: XPerson;
  account(): Promise<XAccount>;
  /** Reads one inbox until its walk is whole; at most so many polls. */
  read(source: XSource, atMost?: number): Promise<void>;
  poll(source: XSource): Promise<string>;
  counts(): Promise<{ tips: number; messages: number; rejections: number }>;
  close(): Promise<void>;
}

export const X_SETTINGS = (x: FakeX): NodeJS.ProcessEnv => ({
  COLABORA_X_CLIENT_ID: x.grants.clientId,
  COLABORA_X_CLIENT_SECRET: x.grants.clientSecret,
  COLABORA_X_API_SECRET: x.grants.consumerSecret,
  COLABORA_X_BEARER: x.grants.bearer,
  COLABORA_X_CONNECT: x.address,
  COLABORA_X_POLL_SECONDS: '0',
  COLABORA_X_SILENCE_SECONDS: '60', // no busy machine is so slow; where the fake falls silent, see below
});

/** `more` comes on top of the settings; `seed` is that of the faults at random. */
export async function openXDesk(more: NodeJS.ProcessEnv = {}, seed = 1): Promise<XDesk> {
  const x = await new FakeX({ seed }).start();
  x.limits.enforced = false;
  const police = x.world.person('policia_demo', { id: '1111111111111111111', name: 'Policía Demo' });
  const settings = { ...X_SETTINGS(x), ...more };
  const desk = await openDesk(settings);
  const accounts = desk.app.get(XAccounts);
  const poller = desk.app.get(XPoller);
  const account = async () => (await accounts.all())[0]!;
  await connectAccount(desk, x, police, 'tweetredadas');
  // Both ends are here: when the fake falls silent for good, its client needn't wait to know.
  x.faults.onSilence = (port) => {
    const sockets = Object.values(desk.app.get(XWire).agent.sockets).flatMap((each) => each ?? []);
    sockets.find(({ localPort }) => localPort === port)?.emit('timeout');
  };
  const poll = async (source: XSource) => poller.poll(await account(), source);
  return {
    desk,
    x,
    settings,
    police,
    account,
    poll,
    read: async (source, atMost = 20) => {
      for (let time = 0; time < atMost; time += 1) {
        await desk.database.query('DELETE FROM x_budget'); // as if a window had passed
        if ((await poll(source)) === 'complete') return;
      }
      throw new Error(`the ${source} inbox was not read in ${atMost} polls`);
    },
    counts: async () => {
      const [row] = await desk.database.query<{ tips: number; messages: number; rejections: number }>(
        `SELECT (SELECT count(*)::int FROM tip) AS tips,
                (SELECT count(*)::int FROM inbound_message WHERE channel LIKE 'x-%') AS messages,
                (SELECT count(*)::int FROM channel_rejection WHERE channel LIKE 'x-%' AND state = 'open') AS rejections`,
      );
      return row!;
    },
    close: async () => {
      await desk.close();
      await x.stop();
    },
  };
}

/** As if its owner had said yes at X; everything that arrives goes to one campaign. */
export async function connectAccount(
  desk: Pick<Desk, 'app' | 'database' | 'campaignId'>,
  x: FakeX,
  person: XPerson,
  campaign: string,
): Promise<void> {
  const accounts = desk.app.get(XAccounts);
  const scopes = Object.keys(X_SCOPES);
  const tokens = x.grants.grant(person.id, scopes);
  const campaignId = await desk.campaignId(campaign);
  await desk.database.transaction(async (tx) => {
    const context = systemContext('test');
    const owner = { userId: person.id, handle: person.username, name: person.name };
    const expiresAt = new Date(x.now() + 7_200_000);
    const id = await accounts.connect(
      tx,
      context,
      owner,
      { ...tokens, scopes, expiresAt },
      {
        staffId: uuidv7(),
        confirmed: X_CONFIRMATIONS,
      },
    );
    await accounts.bind(tx, context, id, [{ kind: 'default', value: '', campaignId }]);
  });
}
