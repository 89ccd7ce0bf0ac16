import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type request from 'supertest';
import { openXDesk, type XDesk } from '../../../../../test/support/x-desk.js';
import { XPublisher } from './x-publisher.js';

let room: XDesk;
let manager: request.Agent;

beforeAll(async () => {
  room = await openXDesk();
  manager = await room.desk.signedIn('campanas');
});
beforeEach(() => room.desk.database.query('DELETE FROM x_post'));
afterAll(() => room.close());

const publish = () => room.desk.app.get(XPublisher).publishDue();
const ours = () =>
  [...room.x.world.posts.values()].filter(({ authorId, deleted }) => authorId === room.police.id && !deleted);
const line = async (id: string) =>
  (await manager.get('/api/x/posts').expect(200)).body.find((post: { id: string }) => post.id === id);

async function propose(text: string, publishAt?: string) {
  const body = {
    accountId: (await room.account()).id,
    campaignId: await room.desk.campaignId('tweetredadas'),
    text,
    ...(publishAt === undefined ? {} : { publishAt }),
  };
  return (await manager.post('/api/x/posts').send(body).expect(201)).body.id as string;
}
/** As if another manager had written it. */
async function proposedByAnother(text: string, publishAt?: string) {
  const id = await propose(text, publishAt);
  await room.desk.database.query('UPDATE x_post SET written_by = gen_random_uuid() WHERE id = $1', [id]);
  return id;
}

test('nobody publishes what they wrote alone, nothing leaves before its time, and it can be taken down', async () => {
  const investigator = await room.desk.signedIn('investigadora.madrid');
  await investigator.get('/api/x/posts').expect(403);
  const { body: count } = await manager
    .post('/api/x/posts/count')
    .send({ text: 'Ayuda 🙏 https://avisos.policia.es/es' })
    .expect(200);
  expect(count).toEqual({ letters: 32, most: 280, fits: true, dollars: 0.2, hasLink: true });
  const account = (await room.account()).id;
  await manager
    .post('/api/x/posts')
    .send({ accountId: account, campaignId: account, text: 'a'.repeat(281) })
    .expect(422);

  const mine = await propose('Lo que escribí yo');
  await manager.post(`/api/x/posts/${mine}/approve`).expect(409);
  await publish();
  expect(ours()).toEqual([]);

  const later = await proposedByAnother('Mañana a las ocho', new Date(Date.now() + 86_400_000).toISOString());
  const now = await proposedByAnother('Colabora con la campaña');
  for (const id of [later, now]) await manager.post(`/api/x/posts/${id}/approve`).expect(204);
  await Promise.all([publish(), publish()]);
  expect(ours().map(({ text }) => text)).toEqual(['Colabora con la campaña']);
  expect(await line(now)).toMatchObject({
    state: 'published',
    isMine: false,
    address: `https://x.com/policia_demo/status/${ours()[0]!.id}`,
  });
  await manager.post(`/api/x/posts/${later}/withdraw`).expect(204);
  await manager.post(`/api/x/posts/${now}/delete`).expect(204);
  expect(ours()).toEqual([]);
  expect((await line(now)).state).toBe('deleted');
});

test('a post of which nobody knows whether it arrived is looked for and never written twice', async () => {
  const writes = () => room.x.requests.filter((each) => each === 'POST /2/tweets').length;
  const minuteLater = () =>
    room.desk.database.query(`UPDATE x_post SET published_at = published_at - interval '61 seconds'`);
  const before = writes();
  room.x.faults.next('accepted-then-hang', /tweets$/);
  const arrived = await proposedByAnother('Esto sí llegó & se ve');
  await manager.post(`/api/x/posts/${arrived}/approve`).expect(204);
  await publish();
  expect((await line(arrived)).state).toBe('doubtful');
  await minuteLater();
  await publish();
  expect((await line(arrived)).state).toBe('published');

  room.x.faults.next('html-503', /tweets$/);
  const lost = await proposedByAnother('Esto no llegó');
  await manager.post(`/api/x/posts/${lost}/approve`).expect(204);
  await publish();
  await minuteLater();
  await publish();
  await publish();
  expect(await line(lost)).toMatchObject({ state: 'failed', why: 'not-seen' });
  expect(writes()).toBe(before + 2);
  expect(ours().map(({ text }) => text)).toEqual(['Esto sí llegó & se ve']);
});
