import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type request from 'supertest';
import { Campaigns } from '#campaigns';
import { Rejections } from '#channels';
import { openXDesk, type XDesk } from '../../../../test/support/x-desk.js';
import { OneRejectionList1765000001300 } from '../persistence/1765000001300-one-rejection-list.js';

let room: XDesk;
let people: Record<'madrid' | 'malaga' | 'manager' | 'operator', request.Agent>;
interface Line {
  id: string;
  reason: string;
  channelAccount: string;
  canOpen: boolean;
  canRetry: boolean;
  canSettle: boolean;
}

beforeAll(async () => {
  room = await openXDesk();
  const [madrid, malaga, manager, operator] = await Promise.all(
    ['investigadora.madrid', 'investigador.malaga', 'campanas', 'operador'].map((who) =>
      room.desk.signedIn(who),
    ),
  );
  people = { madrid, malaga, manager, operator } as typeof people;
  const campaign = (await room.desk.app.get(Campaigns).bySlug('tweetredadas'))!;
  const account = (await room.account()).id;
  const record = (more: Partial<Parameters<Rejections['record']>[0]>) =>
    room.desk.app
      .get(Rejections)
      .record({ channel: 'x-dm', channelAccount: account, reason: 'no-campaign', bytes: 0, ...more });
  await record({ name: '1', content: { words: 'Secreto primero' } });
  await record({ name: '2', reason: 'campaign-not-open', campaign, content: { words: 'Secreto segundo' } });
  const raw = Buffer.from('Subject: secreto tercero\r\n\r\n');
  const mail = {
    channel: 'email',
    channelAccount: 'tips@desk.example',
    reason: 'malformed',
    campaign,
  } as const;
  await record({ ...mail, bytes: raw.length, raw });
  expect(await record({ ...mail, bytes: raw.length, raw })).toBe(false); // the same bytes again
});
afterAll(() => room.close());

const list = async (who: request.Agent, query = ''): Promise<Line[]> =>
  (await who.get(`/api/rejections${query}`).expect(200)).body;
const reasons = (lines: Line[]) => lines.map(({ reason }) => reason).sort();
const ALL = ['campaign-not-open', 'malformed', 'no-campaign'];

test('a unit sees its own, whoever sets up channels sees all, and nobody sees a word', async () => {
  expect(reasons(await list(people.madrid))).toEqual(['campaign-not-open', 'malformed']);
  expect(await list(people.malaga)).toEqual([]);
  for (const who of [people.manager, people.operator]) expect(reasons(await list(who))).toEqual(ALL);
  expect(reasons(await list(people.manager, '?channel=email'))).toEqual(['malformed']);
  const auditor = await room.desk.signedIn('auditoria');
  await auditor.get('/api/rejections').expect(403);
  const shown = JSON.stringify(await list(people.manager, '?all=true'));
  expect(shown).not.toMatch(/secreto/i);
  expect(shown).toContain('@policia_demo');
  const kept = JSON.stringify(await room.desk.database.query(`SELECT sealed::text FROM channel_rejection`));
  expect(Buffer.from(kept.replaceAll(/[^0-9a-f]/g, ''), 'hex').toString('latin1')).not.toMatch(/secreto/i);
});

test('what lies sealed to a unit is the unit’s to open and to settle', async () => {
  const mail = (await list(people.manager)).find(({ reason }) => reason === 'malformed')!;
  expect(mail).toMatchObject({ canOpen: false, canRetry: false, canSettle: false });
  await people.manager.get(`/api/rejections/${mail.id}/sealed`).expect(403);
  for (const act of ['settled', 'again'])
    await people.manager.post(`/api/rejections/${mail.id}/${act}`).expect(404);
  await people.malaga.get(`/api/rejections/${mail.id}/sealed`).expect(404);
  await people.malaga.post(`/api/rejections/${mail.id}/settled`).expect(404);
  await people.madrid.get(`/api/rejections/${mail.id}/sealed`).expect(200);
  await people.madrid.post(`/api/rejections/${mail.id}/again`).expect(404); // a mail isn't taken in again
});

test('the former tables’ rows move both ways and are still tried again', async () => {
  const before = await list(people.manager);
  const runner = room.desk.database.source.createQueryRunner();
  const migration = new OneRejectionList1765000001300();
  await migration.down(runner);
  expect(
    await runner.query('SELECT reason, state, sealed IS NOT NULL AS kept FROM x_rejection ORDER BY reason'),
  ).toEqual([
    { reason: 'campaign-not-open', state: 'open', kept: true },
    { reason: 'no-campaign', state: 'open', kept: true },
  ]);
  await migration.up(runner);
  await runner.release();
  expect((await list(people.manager)).map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());

  const free = before.find(({ reason }) => reason === 'no-campaign')!;
  await people.manager.post(`/api/rejections/${free.id}/again`).expect(204);
  const account = (await room.account()).id;
  expect(await room.desk.app.get(Rejections).toTryAgain(account)).toEqual([{ words: 'Secreto primero' }]);
  await people.manager.post(`/api/rejections/${free.id}/settled`).expect(204);
  expect(await room.desk.app.get(Rejections).toTryAgain(account)).toEqual([]);
  expect(reasons(await list(people.manager))).toEqual(['campaign-not-open', 'malformed']);
  expect(reasons(await list(people.manager, '?all=true'))).toEqual(ALL);
});
