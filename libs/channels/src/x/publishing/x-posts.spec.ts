import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type request from 'supertest';
import { openXDesk, type XDesk } from '../../../../../test/support/x-desk.js';
import sharp from 'sharp';
import { XHiding } from '../moderation/x-hiding.js';
import { XPublisher } from './x-publisher.js';
import { XRemover } from './x-remover.js';

let room: XDesk;
let manager: request.Agent;

beforeAll(async () => {
  room = await openXDesk();
  manager = await room.desk.signedIn('campanas');
});
beforeEach(() => room.desk.database.query('DELETE FROM x_post'));
afterAll(() => room.close());

const publish = () => room.desk.app.get(XPublisher).publishDue();
const takeDown = () => room.desk.app.get(XRemover).removeDue();
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
  expect((await line(now)).state).toBe('deleting'); // X is asked by a worker, in nobody's transaction
  expect(ours()).toHaveLength(1);
  await takeDown();
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

test('what X does to a deletion is waited for, and what is gone there already is gone', async () => {
  const publishedPost = async (text: string) => {
    const id = await proposedByAnother(text);
    await manager.post(`/api/x/posts/${id}/approve`).expect(204);
    await publish();
    return id;
  };
  const due = () => room.desk.database.query('UPDATE x_post SET not_before = NULL');
  const id = await publishedPost('Esto se borrará');
  const [post] = ours();
  await manager.post(`/api/x/posts/${id}/delete`).expect(204);
  for (const [fault, why] of [
    ['html-503', 'unreachable'],
    ['rate-limited', 'rate-limited'],
  ] as const) {
    room.x.faults.next(fault, /tweets\/\d+$/);
    await takeDown();
    expect(await line(id)).toMatchObject({ state: 'deleting', why });
    await due();
    await room.desk.database.query('DELETE FROM x_budget');
  }
  room.x.world.delete(post!); // somebody did it in the app meanwhile: X refuses, and the post isn't there
  await takeDown();
  expect(await line(id)).toMatchObject({ state: 'deleted', why: null });

  const foreign = await publishedPost('Esto no nos lo deja borrar');
  const kept = ours()[0]!;
  kept.authorId = room.x.world.person('otra_cuenta').id;
  await manager.post(`/api/x/posts/${foreign}/delete`).expect(204);
  await takeDown();
  expect(await line(foreign)).toMatchObject({ state: 'published', why: 'deletion-refused' });
  kept.deleted = true;
});

test('a picture goes with its words and without where it was taken, and never without its words', async () => {
  const photo = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'navy' } })
    .withExif({
      IFD0: { Artist: 'Agente 12345' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '40/1 25/1 0/1' },
    })
    .jpeg()
    .toBuffer();
  expect(photo.toString('latin1')).toContain('Agente 12345');
  const form = async (fields: Record<string, string>, file: Buffer = photo) =>
    manager
      .post('/api/x/posts')
      .field({ accountId: (await room.account()).id, campaignId: await room.desk.campaignId('tweetredadas') })
      .field(fields)
      .attach('picture', file, 'IMG_20261124.jpg');
  const refusal = (answer: request.Response) =>
    answer.body.errors.map(({ pointer, rule }: { pointer: string; rule: string }) => `${pointer} ${rule}`);
  const silent = await form({ text: 'Sin palabras' });
  expect([silent.status, refusal(silent)]).toEqual([422, ['/alt required']]);
  const noPicture = await form({ text: 'No es', alt: 'Nada' }, Buffer.from('<svg onload="alert(1)"/>'));
  expect([noPicture.status, refusal(noPicture)]).toEqual([422, ['/picture not-a-picture']]);

  const { body } = await form({ text: '¿Lo has visto?', alt: 'Un cartel azul con el teléfono 091' });
  await room.desk.database.query('UPDATE x_post SET written_by = gen_random_uuid() WHERE id = $1', [body.id]);
  expect(await line(body.id)).toMatchObject({ alt: 'Un cartel azul con el teléfono 091', dollars: 0.02 });
  const shown = await manager.get(`/api/x/posts/${body.id}/picture`).expect(200);
  expect((shown.body as Buffer).toString('latin1')).not.toContain('Agente 12345');
  const investigator = await room.desk.signedIn('investigadora.madrid');
  await investigator.get(`/api/x/posts/${body.id}/picture`).expect(403);

  await manager.post(`/api/x/posts/${body.id}/approve`).expect(204);
  // Whatever breaks on the picture's way is made again: nobody has seen it. No post leaves without it.
  for (const [fault, path] of [
    ['accepted-then-hang', /upload$/],
    ['html-503', /metadata$/],
  ] as const) {
    room.x.faults.next(fault === 'accepted-then-hang' ? 'hang' : fault, path);
    await publish();
    expect(await line(body.id)).toMatchObject({ state: 'approved', why: 'unreachable' });
    expect(ours()).toEqual([]);
    await room.desk.database.query('UPDATE x_post SET not_before = NULL');
  }
  room.x.faults.next('accepted-then-hang', /tweets$/);
  await publish();
  expect((await line(body.id)).state).toBe('doubtful');
  await room.desk.database.query(`UPDATE x_post SET published_at = published_at - interval '61 seconds'`);
  await publish(); // found, although X writes an address of the picture behind its words
  expect((await line(body.id)).state).toBe('published');
  const [post] = ours();
  expect(post!.media).toHaveLength(1);
  expect(post!.media[0]).toMatchObject({ altText: 'Un cartel azul con el teléfono 091', type: 'image/jpeg' });
  const atX = post!.media[0]!.bytes;
  expect((await sharp(atX).metadata()).exif).toBeUndefined();
  expect(atX.toString('latin1')).not.toContain('Agente 12345');
  room.x.world.delete(post!);
});

test('a reply below our post is hidden and shown again by its tip’s people, and nothing else is', async () => {
  const { world } = room.x;
  const own = world.post(room.police, '¿Sabes algo?');
  const reply = world.post(world.person('vecino_uno'), 'En la calle Ancha 5 de Madrid vive el que vende', {
    replyTo: own.id,
  });
  world.post(
    world.person('vecina_dos'),
    '@policia_demo en Madrid, en la plaza Nueva, trapichean por la noche',
  );
  await room.read('mention');
  const tipOf = async (words: string) =>
    (
      await room.desk.database.query<{ id: string }>('SELECT id FROM tip WHERE text LIKE $1', [`%${words}%`])
    )[0]!.id;
  const [below, alone] = [await tipOf('vive el que vende'), await tipOf('trapichean por la noche')];
  const investigator = await room.desk.signedIn('investigadora.madrid');
  const stranger = await room.desk.signedIn('investigador.malaga');
  const standing = async (id: string) => (await investigator.get(`/api/tips/${id}/x`).expect(200)).body;
  const hide = (hidden: boolean, id = below, who = investigator) =>
    who.post(`/api/tips/${id}/x/hidden`).send({ hidden });

  expect(await standing(alone)).toMatchObject({ canAnswer: true, canHide: false, gone: null });
  await hide(true, alone).expect(409);
  await stranger.get(`/api/tips/${below}/x`).expect(404);
  await hide(true, below, stranger).expect(404);
  await manager.get(`/api/tips/${below}/x`).expect(403);

  expect(await standing(below)).toMatchObject({ canHide: true, hiding: null });
  await hide(true).expect(204);
  expect((await standing(below)).hiding).toEqual({ hidden: true, state: 'waiting', why: null });
  room.x.faults.next('html-503', /hidden$/);
  const work = () => room.desk.app.get(XHiding).carryOut();
  await work();
  expect((await standing(below)).hiding).toEqual({ hidden: true, state: 'waiting', why: 'unreachable' });
  await room.desk.database.query("UPDATE x_hiding SET not_before = not_before - interval '1 hour'");
  await work();
  expect([reply.hidden, (await standing(below)).hiding.state]).toEqual([true, 'done']);
  await hide(false).expect(204);
  await work();
  expect(reply.hidden).toBe(false);
  reply.deleted = true;
  await hide(true).expect(204);
  await work();
  expect((await standing(below)).hiding).toMatchObject({ state: 'refused' });
  const actions = await room.desk.database.query<{ action: string }>(
    `SELECT action FROM audit_entry WHERE action LIKE 'channel.reply%' ORDER BY id`,
  );
  expect(actions.map(({ action }) => action.slice(14))).toEqual([
    'hiding-asked',
    'hidden',
    'hiding-asked',
    'hidden',
    'hiding-asked',
    'hidden',
  ]);
});
