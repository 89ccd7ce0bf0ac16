import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { citizenContext } from '#kernel';
import { Intake } from '#tips';
import { type Desk, openDesk } from '../support/desk.js';

type Agent = Awaited<ReturnType<Desk['signedIn']>>;

let desk: Desk;
let madrid: Agent;
let malaga: Agent;
let manager: Agent;
let tipId: string;

beforeAll(async () => {
  desk = await openDesk();
  [madrid, malaga, manager] = await Promise.all([
    desk.signedIn('investigadora.madrid'),
    desk.signedIn('investigador.malaga'),
    desk.signedIn('campanas'),
  ]);
  const receipt = await desk.app.get(Intake).receive(
    {
      channel: 'web',
      channelAccount: 'form',
      remoteId: 'need-to-know',
      campaignId: await desk.campaignId('tweetredadas'),
      language: 'es',
      text: 'En la calle Embajadores, portal 12, venden de noche. Matrícula 4821 KLM.',
      place: 'Madrid',
      files: [],
    },
    citizenContext('test'),
  );
  tipId = receipt.tipId;
});
afterAll(() => desk.close());

const EVERY_ROUTE: [string, (agent: Agent) => ReturnType<Agent['get']>][] = [
  ['GET tip', (agent) => agent.get(`/api/tips/${tipId}`)],
  ['GET history', (agent) => agent.get(`/api/tips/${tipId}/history`)],
  ['GET file', (agent) => agent.get(`/api/tips/${tipId}/files/${tipId}`)],
  ['GET preview', (agent) => agent.get(`/api/tips/${tipId}/files/${tipId}/preview`)],
  ['GET thumbnail', (agent) => agent.get(`/api/tips/${tipId}/files/${tipId}/thumbnail`)],
  [
    'PUT masks',
    (agent) => agent.put(`/api/tips/${tipId}/files/${tipId}/masks`).send({ boxes: [], version: 1 }),
  ],
  ['PUT state', (agent) => agent.put(`/api/tips/${tipId}/state`).send({ state: 'triaged', version: 1 })],
  ['PUT set-aside', (agent) => agent.put(`/api/tips/${tipId}/set-aside`).send({ reason: 'porque sí' })],
  ['DELETE set-aside', (agent) => agent.delete(`/api/tips/${tipId}/set-aside`)],
  ['POST note', (agent) => agent.post(`/api/tips/${tipId}/notes`).send({ text: 'hola' })],
  ['POST question', (agent) => agent.post(`/api/tips/${tipId}/questions`).send({ text: 'hola' })],
];

describe('need to know', () => {
  test('the unit sees its tip, anonymised, with its plate pseudonymised', async () => {
    const { body } = await madrid.get('/api/tips').expect(200);
    expect(body.lines).toHaveLength(1);
    expect(body.lines[0]).toMatchObject({ id: tipId, tips: 1, state: 'new' });
    expect(body.lines[0].excerpt).not.toMatch(/4821 ?KLM/);
  });

  test.each(EVERY_ROUTE)("another unit's investigator gets 404: %s", async (_, call) => {
    const before = await denials();
    await call(malaga).expect(404);
    expect(await denials()).toBe(before + 1);
  });

  test.each(EVERY_ROUTE)('a campaign manager gets 403: %s', async (_, call) => {
    await call(manager).expect(403);
  });

  test('nor does another unit find it by list, search or counts', async () => {
    expect((await malaga.get('/api/tips').expect(200)).body.lines).toEqual([]);
    const search = (agent: Agent) => agent.post('/api/tips/search').send({ words: 'venden' }).expect(200);
    expect((await search(malaga)).body.lines).toEqual([]);
    expect((await search(madrid)).body.lines).toHaveLength(1);
    const unit = await desk.unitId('udyco-madrid');
    expect((await malaga.get(`/api/tips?unit=${unit}`).expect(200)).body.lines).toEqual([]);
    expect((await malaga.get('/api/tips/counts').expect(200)).body.lanes.queue).toBe(0);
  });

  test('without a session there is nothing', async () => {
    const response = await fetch(`${desk.address}/api/tips/${tipId}`);
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  test('managers see counts', async () => {
    const campaign = await desk.campaignId('tweetredadas');
    const { body } = await manager.get(`/api/campaigns/${campaign}/counts`).expect(200);
    expect(body).toMatchObject({ received: 1, lines: 1, byState: { new: 1 } });
    expect(JSON.stringify(body)).not.toContain(tipId);
  });

  test('every look and every change is in the log, the denied ones too', async () => {
    await madrid.get(`/api/tips/${tipId}`).expect(200);
    await madrid.post(`/api/tips/${tipId}/notes`).send({ text: 'Avisar a la patrulla.' }).expect(201);
    await madrid.put(`/api/tips/${tipId}/state`).send({ state: 'triaged', version: 1 }).expect(204);
    await madrid.put(`/api/tips/${tipId}/state`).send({ state: 'new', version: 1 }).expect(409);
    const { body } = await madrid.get(`/api/tips/${tipId}/history`).expect(200);
    const actions = (body as { action: string }[]).map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining([
        'tip.received',
        'tip.opened',
        'access.denied',
        'tip.note-added',
        'tip.state-changed',
      ]),
    );
    const [{ lists }] = (await desk.database.query<{ lists: number }>(
      `SELECT count(*)::int AS lists FROM audit_entry WHERE action IN ('tip.listed', 'tip.searched')`,
    )) as [{ lists: number }];
    expect(lists).toBe(5);
  });
});

async function denials(): Promise<number> {
  const [row] = await desk.database.query<{ denials: number }>(
    `SELECT count(*)::int AS denials FROM audit_entry WHERE action = 'access.denied'`,
  );
  return row!.denials;
}
