import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuditLog } from '#audit';
import { Campaigns } from '#campaigns';
import { RejectionRetention, Rejections } from '#channels';
import { Clock, systemContext } from '#kernel';
import { type Desk, openDesk } from '../../../../test/support/desk.js';
import { until } from '../../../../test/support/until.js';

let desk: Desk;
let ahead = 0;
beforeAll(async () => {
  desk = await openDesk();
  desk.app.get(Clock).now = () => new Date(Date.now() + ahead * 86_400_000);
});
afterAll(() => desk.close());

const RAW = Buffer.from('From: ana@correo.example\r\n\r\nVenden en el portal.');

async function record(more: Partial<Parameters<Rejections['record']>[0]>): Promise<void> {
  const mail = { channel: 'email', channelAccount: 'tips@desk.example', reason: 'malformed' } as const;
  await desk.app.get(Rejections).record({ ...mail, ...more });
}
const rows = () =>
  desk.database.query<{ id: string; account: string; blob: string | null; sealed: boolean; state: string }>(
    `SELECT id, channel_account AS account, blob, sealed IS NOT NULL AS sealed, state
       FROM channel_rejection ORDER BY channel_account`,
  );
async function keptBlobs(): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of desk.kernel.blobs.list()) keys.push(key);
  return keys;
}

test('what became no tip is destroyed when a tip on which nobody acts would be: by its campaign, else by the law', async () => {
  const campaign = (await desk.app.get(Campaigns).bySlug('tweetredadas'))!;
  await desk.database.query(
    `UPDATE campaign SET retention = jsonb_set(retention, '{idleDays}', '30') WHERE id = $1`,
    [campaign.id],
  );
  await record({ channelAccount: 'a mail', campaign, raw: RAW });
  await record({ channelAccount: 'b seen', campaign, raw: Buffer.concat([RAW, RAW]) });
  await record({ channel: 'x-dm', channelAccount: 'c from X', reason: 'no-campaign', content: 'Venden.' });
  const madrid = await desk.signedIn('investigadora.madrid');
  const [mail, seen] = await rows();
  await madrid.post(`/api/rejections/${seen!.id}/settled`).expect(204);

  const retention = desk.app.get(RejectionRetention);
  const run = () => retention.run(systemContext('retention'));
  ahead = 29;
  expect(await run()).toBe(0);
  ahead = 31;
  await record({ channelAccount: 'd new', campaign, raw: Buffer.concat([RAW, RAW, RAW]) });
  expect(await retention.due()).toBe(2);
  expect(await rows()).toMatchObject([{ blob: mail!.blob }, {}, {}, {}]); // asking changes nothing
  expect(await run()).toBe(2);
  const left = await rows();
  expect(left.map(({ blob, sealed, state }) => [blob !== null, sealed, state])).toEqual([
    [false, false, 'settled'],
    [false, false, 'settled'],
    [false, true, 'open'],
    [true, false, 'open'],
  ]);
  await until('their files gone', async () => {
    const kept = await keptBlobs();
    return !kept.includes(mail!.blob!) && !kept.includes(seen!.blob!) && kept.includes(left[3]!.blob!);
  });
  ahead = 0;
  await madrid.get(`/api/rejections/${mail!.id}/sealed`).expect(404);
  const history = await desk.app.get(AuditLog).history({ kind: 'campaign', id: campaign.id });
  const erased = history.filter(({ action }) => action === 'channel.rejection-erased');
  expect(erased.map(({ details }) => details['rejection'])).toEqual([mail!.id, seen!.id]);

  ahead = 91;
  expect(await run()).toBe(1); // the new mail of the campaign
  ahead = 93;
  expect(await run()).toBe(1);
  expect((await rows()).some(({ blob, sealed }) => blob !== null || sealed)).toBe(false);
  expect(await run()).toBe(0);
});
