import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { openXDesk, type XDesk } from '../../../../../test/support/x-desk.js';
import { XAccounts } from '#channels';
import { systemContext } from '#kernel';
import { openAuditLog } from '#audit';
import { XPatience } from '../api/index.js';
import type { XPerson } from '../../../../../test/fakes/x/world.js';

let room: XDesk;
let neighbour: XPerson;
let others = 0;

beforeAll(async () => {
  room = await openXDesk();
});
beforeEach(() => {
  neighbour = room.x.world.person(`vecina_${(others += 1)}`, { name: 'Vecina del Olmo' });
});
afterAll(() => room.close());

const rows = <Row>(sql: string, ...parameters: unknown[]) => room.desk.database.query<Row>(sql, parameters);
const tipSaying = async (words: string) =>
  (
    await rows<{ id: string; text: string; channel: string }>(
      'SELECT * FROM tip WHERE text LIKE $1',
      `%${words}%`,
    )
  )[0]!;

test('a message becomes a tip once, however often X shows it, and its sender is masked', async () => {
  const { x, police } = room;
  x.world.dm(neighbour, police, `Soy ${neighbour.username}: venden droga en el portal 4 de la calle Olmo`);
  x.faults.next('duplicate', /dm_events/);
  await room.read('dm');
  await room.read('dm');
  expect(await room.counts()).toMatchObject({ tips: 1, messages: 1, rejections: 0 });
  const [tip] = await rows<{ text: string; channel: string }>('SELECT text, channel FROM tip');
  expect(tip).toMatchObject({ channel: 'x-dm' });
  expect(tip!.text).not.toContain(neighbour.username);
  const kept =
    JSON.stringify(await rows('SELECT * FROM x_message')) +
    JSON.stringify(await rows('SELECT * FROM inbound_message'));
  expect(kept).not.toContain(neighbour.id);
  expect(kept).not.toContain(x.world.dms.at(-1)!.id);
});

test('what we wrote ourselves is an echo, not a tip', async () => {
  const before = await room.counts();
  room.x.world.dm(room.police, neighbour, 'Gracias por escribir.');
  await room.read('dm');
  expect(await room.counts()).toEqual(before);
});

test('a walk goes over empty pages, spent windows and broken answers, and never leaves a message behind', async () => {
  const { x, police } = room;
  const before = await room.counts();
  for (let each = 0; each < 110; each += 1) {
    const from = x.world.person(`vecino_${(others += 1)}`);
    x.world.dm(
      from,
      police,
      `Aviso ${others}: en el número ${others} de la calle ${'Mayor Menor Ancha Larga'.split(' ')[each % 4]!}`,
    );
  }
  x.faults.next('empty-page', /dm_events/);
  await room.read('dm', 1);
  for (const fault of ['html-503', 'malformed', 'hang', 'unauthorized'] as const) {
    for (let each = 0; each < 2; each += 1)
      x.world.dm(x.world.person(`otra_${(others += 1)}`), police, `Otro aviso, ${others}`);
    x.faults.next(fault, /dm_events/);
    await room.read('dm');
  }
  const after = await room.counts();
  expect(after.messages - before.messages).toBe(118);
  expect(after.rejections).toBe(1); // the malformed answer is seen by people
});

test('a walk that a spent window stopped goes on from its place and takes the cursor only to its own start', async () => {
  const { x, police } = room;
  const before = await room.counts();
  for (let each = 0; each < 105; each += 1)
    x.world.dm(x.world.person(`t_${(others += 1)}`), police, `Ventana ${others} rota`);
  x.faults.next('rate-limited', /dm_events/);
  expect(await room.poll('dm')).toBe('waits');
  const [source] = await rows(`SELECT trouble, waits_until FROM x_source WHERE source = 'dm'`);
  expect(source).toEqual({ trouble: 'rate-limited', waits_until: expect.any(Date) });
  await room.read('dm');
  expect((await room.counts()).messages - before.messages).toBe(105);
});

test('a mention that X shows late is not lost', async () => {
  const { x } = room;
  const late = x.world.post(neighbour, '@policia_demo esto se ve tarde', { lateBy: Infinity });
  x.world.post(neighbour, '@policia_demo esto se ve enseguida, en la plaza');
  const before = await room.counts();
  await room.read('mention');
  expect((await room.counts()).messages - before.messages).toBe(1);
  late.visibleAt = x.now();
  await room.read('mention');
  expect((await room.counts()).messages - before.messages).toBe(2);
});

test('an edited post is a new version of the same tip, and a long one arrives whole', async () => {
  const { x } = room;
  const long = `@policia_demo ${'muy largo y detallado '.repeat(20)}final de la historia`;
  const first = x.world.post(neighbour, '@policia_demo hay un trapicheo raro por las noches');
  await room.read('mention');
  const tip = await tipSaying('trapicheo raro');
  const tips = (await room.counts()).tips;
  const second = x.world.edit(first, long);
  await room.read('mention');
  x.world.edit(second, '@policia_demo hay un trapicheo raro por las noches y por las tardes');
  await room.read('mention');
  expect((await room.counts()).tips).toBe(tips);
  const versions = await rows<{ kind: string; text: string }>(
    'SELECT kind, text FROM dialogue_message WHERE tip_id = $1 ORDER BY sent_at, id',
    tip.id,
  );
  expect(versions.map(({ kind }) => kind)).toEqual(['new-version', 'new-version']);
  expect(versions[0]!.text).toContain('final de la historia');
});

test('both spellings of X’s fields are read', async () => {
  const { x } = room;
  x.spelling = 'august';
  const first = x.world.post(neighbour, '@policia_demo con los nombres nuevos');
  await room.read('mention');
  const tips = (await room.counts()).tips;
  x.world.edit(first, `@policia_demo ${'texto largo con los nombres nuevos '.repeat(12)}y su final`);
  await room.read('mention');
  x.spelling = 'july';
  expect((await room.counts()).tips).toBe(tips);
  const [version] = await rows<{ text: string }>(
    'SELECT text FROM dialogue_message ORDER BY id DESC LIMIT 1',
  );
  expect(version!.text).toContain('y su final');
});

test('an item against the contract is a visible rejection, never a stuck cursor', async () => {
  const { x, police } = room;
  const before = await room.counts();
  for (const fault of ['wrong-types', 'negative-id', 'huge'] as const) {
    x.world.dm(x.world.person(`m_${(others += 1)}`), police, `Mensaje con ${fault}, número ${others}`);
    x.faults.next(fault, /dm_events/);
    await room.read('dm');
  }
  const after = await room.counts();
  expect(after.rejections - before.rejections).toBe(3);
  await room.read('dm');
  expect((await room.counts()).messages - before.messages).toBe(3); // shown properly the next time, they came in
  const sealed = await rows<{ sealed: Buffer | null }>('SELECT sealed FROM channel_rejection');
  expect(
    Buffer.concat(sealed.map(({ sealed: each }) => each ?? Buffer.alloc(0))).toString('latin1'),
  ).not.toContain('Mensaje con');
});

test('an answer without end costs little, is seen by people, and the page comes in smaller pieces', async () => {
  const { x, police } = room;
  const before = await room.counts();
  for (let each = 0; each < 30; each += 1)
    x.world.dm(x.world.person(`p_${(others += 1)}`), police, `Pieza ${others}, calle ${others}`);
  const asked = x.requests.length;
  x.faults.next('endless', /dm_events/);
  const resident = process.memoryUsage.rss();
  expect(await room.poll('dm')).toBe('trouble');
  expect(process.memoryUsage.rss() - resident).toBeLessThan(200 * 1024 * 1024);
  const [source] = await rows<{ trouble: string; walk: { size: number } }>(
    `SELECT trouble, walk FROM x_source WHERE source = 'dm'`,
  );
  expect(source).toMatchObject({ trouble: 'unreadable', walk: { size: 25 } });
  expect(await rows(`SELECT FROM channel_rejection WHERE reason = 'unreadable-answer'`)).not.toEqual([]);
  await room.read('dm', 1);
  expect((await room.counts()).messages - before.messages).toBe(30);
  expect(x.requests.length - asked).toBeGreaterThan(2);
});

test('a text that PostgreSQL can’t keep stops nobody', async () => {
  const before = await room.counts();
  room.x.world.dm(neighbour, room.police, 'con un \0 dentro, y un \ud800 suelto');
  await room.read('dm');
  expect((await room.counts()).messages - before.messages).toBe(1);
});

test('a hashtag leads to its campaign, and what no campaign takes waits sealed until one does', async () => {
  const { x, desk, police } = room;
  const accounts = desk.app.get(XAccounts);
  const { id } = await room.account();
  const bindings = await accounts.bindings(id);
  const bind = (wanted: typeof bindings) =>
    desk.database.transaction((tx) => accounts.bind(tx, systemContext('test'), id, wanted));
  await bind([{ kind: 'hashtag', value: 'Tweetredadas', campaignId: bindings[0]!.campaignId }]);
  const before = await room.counts();
  x.world.dm(neighbour, police, 'En la calle Nueva #tweetredadas');
  x.world.dm(x.world.person(`sin_${(others += 1)}`), police, 'Sin etiqueta ninguna');
  await room.read('dm');
  const after = await room.counts();
  expect(after.messages - before.messages).toBe(1);
  expect(after.rejections - before.rejections).toBe(1);
  await bind(bindings);
  await room.read('dm');
  expect(await room.counts()).toMatchObject({ messages: before.messages + 2, rejections: before.rejections });
});

test('pictures are fetched with the token, films without, and both go to the sealed path', async () => {
  const { x, police } = room;
  const jpeg = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'navy' } })
    .jpeg()
    .toBuffer();
  const photo = x.world.media(jpeg, 'image/jpeg');
  x.grants.expire(police.id); // the token ends between the page and the picture
  x.world.dm(neighbour, police, 'Mirad esta foto', { media: [photo] });
  await room.read('dm');
  const tip = await tipSaying('esta foto');
  const files = await rows<{ state: string }>('SELECT state FROM tip_file WHERE tip_id = $1', tip.id);
  expect(files).toHaveLength(1);
  const second = x.world.media(jpeg, 'image/jpeg');
  x.world.post(neighbour, '@policia_demo otra foto', { media: [second] });
  await room.read('mention');
  expect(
    await rows('SELECT id FROM tip_file WHERE tip_id = $1', (await tipSaying('otra foto')).id),
  ).toHaveLength(1);
  expect(x.requests.filter((each) => each.includes('/2/dm_conversations/media/'))).toHaveLength(1);
  expect(x.grants.reused).toBe(0);
});

test('a file that is gone, without end, no picture, slow or sent elsewhere is said on the tip', async () => {
  const { x, police, desk } = room;
  const faults = ['media-gone', 'media-huge', 'media-wrong-type', 'media-redirect', 'media-slow'] as const;
  for (const fault of faults) {
    // Only the one that trickles has to be given up; on a busy machine the endless one takes its time.
    desk.app.get(XPatience).wholeFileMs = fault === 'media-slow' ? 400 : 30_000;
    x.faults.next(fault, /media/);
    const sender = x.world.person(`f_${(others += 1)}`);
    x.world.dm(sender, police, `Foto ${others}`, { media: [x.world.media(Buffer.from('x'), 'image/jpeg')] });
    await room.read('dm');
  }
  const media = await rows<{ state: string; why: string | null }>(
    'SELECT state, why FROM x_media ORDER BY id DESC LIMIT 5',
  );
  expect(media.reverse().map(({ state, why }) => why ?? state)).toEqual([
    'gone',
    'too-large',
    'wrong-type',
    'redirect',
    'waiting',
  ]);
});

test('the log verifies after all of it', async () => {
  const { database, secret, clock, configuration } = room.desk.kernel;
  const audit = openAuditLog({ database, secret, clock, configuration });
  await audit.sequencer.drain();
  expect(await audit.verify()).toMatchObject({ sound: true, pending: 0 });
});
