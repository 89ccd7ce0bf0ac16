import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHmac, randomUUID } from 'node:crypto';
import request from 'supertest';
import { systemContext } from '#kernel';
import { XCompliance } from '#channels';
import { ReplyTokens } from '#tips';
import { FakeX } from '../fakes/x/fake-x.js';
import type { XPerson } from '../fakes/x/world.js';
import { openSplitDesk, type SplitDesk } from '../support/split-desk.js';
import { until } from '../support/until.js';
import { X_SETTINGS } from '../support/x-desk.js';

/** The way of X through three processes, each with its role's own database account and keys; the worker works by itself. */
let desk: SplitDesk;
let x: FakeX;
let police: XPerson;
let neighbour: XPerson;
let manager: request.Agent;
let investigator: request.Agent;

beforeAll(async () => {
  x = await new FakeX().start();
  x.limits.enforced = false;
  police = x.world.person('policia_demo');
  neighbour = x.world.person('vecina_olmo');
  desk = await openSplitDesk({ ...X_SETTINGS(x), COLABORA_X_POLL_SECONDS: '1' });
  manager = await desk.signedIn('campanas');
  investigator = await desk.signedIn('investigadora.madrid');
});
afterAll(async () => {
  await desk.close();
  await x.stop();
});

const rows = async (sql: string, values: unknown[] = []) => (await desk.owner.query(sql, values)).rows;
const tipWith = (words: string) =>
  until(
    words,
    async () => (await rows('SELECT id FROM tip WHERE text LIKE $1', [`%${words}%`]))[0]?.id as string,
  );
const postLine = async (id: string) =>
  (await manager.get('/api/x/posts').expect(200)).body.find((post: { id: string }) => post.id === id);

test('an account is connected at the portal and read by the worker; what no campaign takes is taken later', async () => {
  const { body } = await manager
    .post('/api/x/sign-ins')
    .send({ confirmed: ['authority', 'terms', 'letter-box'] })
    .expect(200);
  const back = new URL(x.grants.approve(body.url, police.id));
  await manager.get(back.pathname + back.search).expect('location', '/staff/channels?x=connected');
  const [account] = (await manager.get('/api/x').expect(200)).body.accounts;
  x.world.dm(neighbour, police, 'En Madrid, en la calle Real, venden por la tarde');
  const waiting = await until('a rejection', async () => {
    const { body: lines } = await manager.get('/api/rejections').expect(200);
    return lines.find(({ reason }: { reason: string }) => reason === 'no-campaign') as
      { id: string } | undefined;
  });
  const [{ id: campaignId }] = await rows(`SELECT id FROM campaign WHERE slug = 'tweetredadas'`);
  await manager
    .put(`/api/x/accounts/${account.id}/bindings`)
    .send({ bindings: [{ kind: 'default', value: '', campaignId }] })
    .expect(204);
  await manager.post(`/api/rejections/${waiting.id}/again`).expect(204);
  await tipWith('venden por la tarde');
  expect((await manager.get('/api/rejections').expect(200)).body).toEqual([]);
});

test('an answer leaves, and a second line of the talk joins its tip', async () => {
  const tipId = await tipWith('venden por la tarde');
  const [{ id: account }] = await rows('SELECT id FROM x_account');
  const token = desk.worker.app
    .get(ReplyTokens)
    .seal(tipId, { channel: 'x-dm', channelAccount: account, address: neighbour.id });
  await investigator
    .post(`/api/tips/${tipId}/answers`)
    .send({ answerId: randomUUID(), text: 'Gracias. ¿A qué hora?', token })
    .expect(204);
  await until('the answer', async () =>
    x.world
      .dmsOf(neighbour)
      .find(({ senderId, text }) => senderId === police.id && text.startsWith('Gracias.')),
  );
  x.world.dm(neighbour, police, 'Sobre las nueve');
  await until(
    'the next line',
    async () => (await rows(`SELECT 1 FROM dialogue_message WHERE text LIKE '%Sobre las nueve%'`))[0],
  );
});

test('what X pushes is dropped by the public process and acted upon by the worker', async () => {
  const event = JSON.stringify({
    data: {
      event_uuid: '-7',
      filter: { user_id: police.id },
      event_type: 'chat.received',
      payload: { id: '81', sender_id: neighbour.id, conversation_id: '1-2' },
    },
  });
  const signature = createHmac('sha256', x.grants.consumerSecret).update(event).digest('base64');
  await request(desk.public.app.getHttpServer())
    .post('/webhooks/x')
    .set({ 'content-type': 'application/json', 'x-twitter-webhooks-signature': `sha256=${signature}` })
    .send(event)
    .expect(200);
  await until('the encrypted message', async () =>
    (await investigator.get('/api/rejections').expect(200)).body.find(
      ({ reason }: { reason: string }) => reason === 'encrypted',
    ),
  );
});

test('a post is proposed, approved, published with its picture, and taken down', async () => {
  const [{ id: accountId }] = await rows('SELECT id FROM x_account');
  const [{ id: campaignId }] = await rows(`SELECT id FROM campaign WHERE slug = 'tweetredadas'`);
  const { default: sharp } = await import('sharp');
  const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const { body } = await manager
    .post('/api/x/posts')
    .field({ accountId, campaignId, text: '¿Sabes algo?', alt: 'Un cartel' })
    .attach('picture', png, 'a.png')
    .expect(201);
  await rows('UPDATE x_post SET written_by = gen_random_uuid()');
  await manager.get(`/api/x/posts/${body.id}/picture`).expect(200);
  await manager.post(`/api/x/posts/${body.id}/approve`).expect(204);
  const is = (state: string) =>
    until(state, async () => ((await postLine(body.id)).state === state ? true : undefined));
  await is('published');
  expect([...x.world.posts.values()].at(-1)!.media[0]).toMatchObject({ altText: 'Un cartel' });
  const own = [...x.world.posts.values()].at(-1)!;
  x.world.post(neighbour, '@policia_demo en Madrid, la plaza Vieja: reparten papelinas', { replyTo: own.id });
  const tipId = await tipWith('reparten papelinas');
  await investigator.post(`/api/tips/${tipId}/x/hidden`).send({ hidden: true }).expect(204);
  await until('hiding', async () => {
    const { hiding } = (await investigator.get(`/api/tips/${tipId}/x`).expect(200)).body;
    return hiding.state === 'done' ? true : undefined;
  });
  await manager.post(`/api/x/posts/${body.id}/delete`).expect(204);
  await is('deleted');
});

test('the daily check erases what X no longer shows', async () => {
  const tipId = await tipWith('reparten papelinas');
  for (const post of x.world.posts.values()) post.deleted = true;
  const run = await desk.worker.app.get(XCompliance).run(systemContext('test'));
  expect(run).toMatchObject({ gone: 1, erased: 1 });
  const { gone } = (await manager.get('/api/x').expect(200)).body;
  expect(gone).toBe(1);
  const { body } = await investigator.get(`/api/tips/${tipId}/x`).expect(200);
  expect(body).toMatchObject({ canAnswer: false, canHide: false, gone: { why: 'deleted' } });
});
