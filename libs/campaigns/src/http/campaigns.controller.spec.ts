import { afterAll, beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { openStaffDesk, type StaffDesk } from '../../../../test/support/staff-desk.js';
import { CampaignsModule } from '../campaigns.module.js';

let desk: StaffDesk;
let unitId: string;
type Agent = Awaited<ReturnType<StaffDesk['signedIn']>>;
let manager: Agent;
let investigator: Agent;

beforeAll(async () => {
  desk = await openStaffDesk([CampaignsModule]);
  unitId = await desk.unit('udyco-madrid');
  await desk.person('manager@policia.example', ['manager']);
  await desk.person('ines@policia.example', ['investigator'], [unitId]);
  manager = await desk.signedIn('manager@policia.example');
  investigator = await desk.signedIn('ines@policia.example');
});
afterAll(() => desk.close());

const body = (slug: string) => ({
  slug,
  kind: 'tips',
  languages: ['es', 'en'],
  wording: {
    es: { title: 'Tweetredadas', text: 'Cuéntanos.\r\n\r\nGracias.', acknowledgement: 'Recibido.' },
    en: { title: 'Tweetredadas', text: 'Tell us.', acknowledgement: 'Received.' },
  },
  hashtags: ['TweetRedadas'],
  opensAt: '2026-11-01T09:00:00+01:00',
  closesAt: null,
  unitIds: [unitId],
  defaultUnitId: unitId,
});

test('a manager writes, launches, changes, pauses, resumes and closes a call', async () => {
  const { body: draft } = await manager
    .post('/api/campaigns')
    .send({ ...body('tweetredadas'), wording: { ...body('').wording, ca: null } })
    .expect(201);
  expect(draft).toMatchObject({
    state: 'draft',
    hashtags: ['#tweetredadas'],
    opensAt: '2026-11-01T08:00:00.000Z',
    isOpen: false,
    version: 1,
  });
  expect(draft.wording.es.text).toBe('Cuéntanos.\n\nGracias.');
  const address = `/api/campaigns/${draft.id}`;
  const { body: live } = await manager.post(`${address}/launch`).expect(200);
  expect(live).toMatchObject({ state: 'live', isOpen: true });

  const change = { ...body('tweetredadas'), hashtags: [], version: live.version };
  const { body: changed } = await manager.put(address).send(change).expect(200);
  expect(changed).toMatchObject({ state: 'live', hashtags: [], version: live.version + 1 });
  const stale = await manager.put(address).send(change).expect(409);
  expect(stale.body.type).toBe('urn:colabora:problem:changed-meanwhile');

  await manager.post(`${address}/pause`).expect(200);
  const again = await manager.post(`${address}/pause`).expect(409);
  expect(again.body.type).toBe('urn:colabora:problem:wrong-state');
  await manager.post(`${address}/resume`).expect(200);
  await manager.post(`${address}/close`).expect(200);
  expect((await manager.get(address).expect(200)).body).toMatchObject({ state: 'closed', isOpen: false });
});

test('every wrong field is named by its pointer', async () => {
  const answer = await manager
    .post('/api/campaigns')
    .send({
      ...body('x'),
      wording: { es: { title: 'ok', text: 7 }, fr: { title: 'non' } },
      opensAt: 'mañana',
      surprise: true,
    })
    .expect(422);
  expect(answer.body.errors).toEqual(
    expect.arrayContaining([
      { pointer: '/surprise', rule: 'unknown-field' },
      { pointer: '/wording/fr', rule: 'unknown-field' },
      { pointer: '/wording/es/text', rule: 'not-a-text' },
      { pointer: '/wording/es/acknowledgement', rule: 'required' },
      { pointer: '/opensAt', rule: 'not-a-date' },
    ]),
  );
  const { wording: _, ...wordless } = body('sin-palabras');
  const missing = await manager.post('/api/campaigns').send(wordless).expect(422);
  expect(missing.body.errors).toEqual([{ pointer: '/wording', rule: 'required' }]);
});

test('an investigator sees the names of what citizens know, no draft, and changes nothing', async () => {
  const { body: draft } = await manager.post('/api/campaigns').send(body('borrador')).expect(201);
  const { body: live } = await manager.post('/api/campaigns').send(body('publica')).expect(201);
  await manager.post(`/api/campaigns/${live.id}/launch`).expect(200);

  const names = (await investigator.get('/api/campaigns').expect(200)).body as { slug: string }[];
  expect(names.map((campaign) => campaign.slug)).toContain('publica');
  expect(names.map((campaign) => campaign.slug)).not.toContain('borrador');
  expect(names.find((campaign) => campaign.slug === 'publica')).toEqual({
    id: live.id,
    slug: 'publica',
    title: 'Tweetredadas',
    kind: 'tips',
    state: 'live',
    isOpen: true,
    opensAt: live.opensAt,
    closesAt: null,
  });
  expect((await manager.get('/api/campaigns')).body).toContainEqual(
    expect.objectContaining({ slug: 'borrador', state: 'draft' }),
  );

  await investigator.get(`/api/campaigns/${live.id}`).expect(403);
  await investigator.post('/api/campaigns').send(body('mia')).expect(403);
  await investigator.put(`/api/campaigns/${draft.id}`).send({}).expect(403);
  for (const step of ['launch', 'pause', 'resume', 'close']) {
    await investigator.post(`/api/campaigns/${draft.id}/${step}`).expect(403);
  }
  await request(desk.server).get('/api/campaigns').expect(401);
});

test('an unknown campaign is 404, however its id is written', async () => {
  await manager.get('/api/campaigns/01890000-0000-7000-8000-000000000000').expect(404);
  await manager.get('/api/campaigns/not-an-id').expect(404);
  await manager.post('/api/campaigns/not-an-id/launch').expect(404);
});
