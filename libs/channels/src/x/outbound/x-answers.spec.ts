import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ChannelAdapters, Dispatcher } from '#channels';
import { Outbox } from '#tips';
import { openXDesk, type XDesk } from '../../../../../test/support/x-desk.js';
import { until } from '../../../../../test/support/until.js';
import type { XPerson, XPost } from '../../../../../test/fakes/x/world.js';

let room: XDesk;
let neighbour: XPerson;
let others = 0;
let tipId: string;

beforeAll(async () => {
  room = await openXDesk();
  room.x.world.dm(room.x.world.person('primera'), room.police, 'Un aviso al que responder, en la calle Real');
  await room.read('dm');
  tipId = (await room.desk.database.query<{ id: string }>('SELECT id FROM tip'))[0]!.id;
});
beforeEach(async () => {
  neighbour = room.x.world.person(`vecina_${(others += 1)}`);
  await room.desk.database.query('DELETE FROM outbox_message');
  await room.desk.database.query('DELETE FROM x_budget');
});
afterAll(() => room.close());

/** Queues an answer as the desk does; returns its id. */
async function queue(
  text: string,
  post?: { post: XPost; summoned: boolean },
  kind: 'answer' | 'acknowledgement' = 'answer',
) {
  const id = randomUUID();
  const account = await room.account();
  await room.desk.database.transaction((tx) =>
    room.desk.app.get(Outbox).add(tx, {
      id,
      tipId,
      kind,
      ...(kind === 'answer' ? { authorId: randomUUID() } : {}),
      language: 'es',
      text,
      to: {
        channel: post === undefined ? 'x-dm' : 'x-mention',
        channelAccount: account.id,
        address: neighbour.id,
        ...(post === undefined
          ? {}
          : { thread: { post: post.post.id, summoned: post.summoned ? 'yes' : 'no' } }),
      },
    }),
  );
  return id;
}
const adapter = (channel: 'x-dm' | 'x-mention' = 'x-dm') => room.desk.app.get(ChannelAdapters).of(channel)!;
const send = (channel?: 'x-dm' | 'x-mention') => room.desk.app.get(Dispatcher).drain(adapter(channel));
const lookBack = (channel?: 'x-dm' | 'x-mention') =>
  room.desk.app.get(Dispatcher).lookIntoDoubts(adapter(channel));
const stateOf = async (id: string) =>
  (
    await room.desk.database.query<{
      state: string;
      why: string | null;
      not_before: Date;
      channel: 'x-dm' | 'x-mention';
    }>('SELECT state, why, not_before, channel FROM outbox_message WHERE id = $1', [id])
  )[0]!;
const received = () => room.x.world.dmsOf(neighbour).map(({ text }) => text);

/** The dispatcher of the desk is at work too: whoever takes it, it must end so. */
async function becomes(id: string, ...states: string[]): Promise<string | null> {
  const { why } = await until(`an answer ${states.join(' or ')}`, async () => {
    const now = await stateOf(id);
    if (states.includes(now.state)) return now;
    // On a busy machine X's yes may come too late by itself.
    if (now.state === 'ambiguous') await lookBack(now.channel);
    return undefined;
  });
  return why;
}

test('an answer arrives once, although X’s yes never came', async () => {
  room.x.faults.next('accepted-then-hang', /messages/);
  const id = await queue('Gracias. ¿A qué hora lo vio? https://avisos.example/es');
  await send();
  await becomes(id, 'ambiguous', 'sent');
  await lookBack();
  await becomes(id, 'sent');
  expect(received()).toHaveLength(1);
});

test('what never left is sent after looking, and two equal answers are two', async () => {
  room.x.faults.next('html-503', /messages/);
  const first = await queue('Recibido.');
  await send();
  await becomes(first, 'ambiguous', 'sent');
  await lookBack();
  await send();
  await becomes(first, 'sent');
  room.x.faults.next('html-503', /messages/);
  const second = await queue('Recibido.');
  await send();
  await becomes(second, 'ambiguous', 'sent');
  await lookBack();
  await send();
  await becomes(second, 'sent');
  expect(received()).toEqual(['Recibido.', 'Recibido.']);
});

test('fifteen answers a window: the sixteenth waits', async () => {
  room.x.limits.enforced = true;
  try {
    const answers: string[] = [];
    for (let each = 0; each < 15; each += 1) answers.push(await queue(`Respuesta ${each}`));
    await send();
    for (const id of answers) await becomes(id, 'sent');
    const automatic = await queue('Acuse automático.', undefined, 'acknowledgement');
    await send();
    expect(await becomes(automatic, 'queued')).toBe('rate-limited');
    expect((await stateOf(automatic)).not_before.getTime()).toBeGreaterThan(Date.now() + 60_000);
    expect(received()).toHaveLength(15);
  } finally {
    room.x.limits.enforced = false;
  }
});

test('each of X’s refusals is a reason that people understand, and is not tried again', async () => {
  neighbour.dmClosed = true;
  const closed = await queue('¿Hola?');
  await send();
  expect(await becomes(closed, 'failed')).toBe('dm-closed');

  const mention = room.x.world.post(neighbour, `@policia_demo por favor, ${others}`);
  const unasked = room.x.world.post(neighbour, `solo #tweetredadas, ${others}`);
  const answer = await queue('Escríbanos por mensaje directo.', { post: mention, summoned: true });
  const notSummoned = await queue('Escríbanos.', { post: unasked, summoned: true });
  const known = await queue('Escríbanos también.', { post: unasked, summoned: false });
  room.x.faults.next('accepted-then-hang', /tweets$/);
  await send('x-mention');
  await becomes(answer, 'ambiguous', 'sent');
  await lookBack('x-mention');
  await becomes(answer, 'sent');
  expect(await becomes(notSummoned, 'failed')).toBe('not-summoned');
  expect(await becomes(known, 'failed')).toBe('not-summoned');
  const replies = [...room.x.world.posts.values()].filter(({ replyTo }) => replyTo === mention.id);
  expect(replies).toHaveLength(1);
});

test('the same words twice below one post: X takes one, and the other ends instead of going round for ever', async () => {
  const mention = room.x.world.post(neighbour, `@policia_demo lo he visto, ${others}`);
  const first = await queue('Gracias por avisar.', { post: mention, summoned: true });
  await send('x-mention');
  await becomes(first, 'sent');
  const second = await queue('Gracias por avisar.', { post: mention, summoned: true });
  await send('x-mention');
  expect(await becomes(second, 'failed')).toBe('duplicate-content');
  const replies = [...room.x.world.posts.values()].filter(({ replyTo }) => replyTo === mention.id);
  expect(replies).toHaveLength(1);
});

test('two processes that refresh at once spend one refresh token', async () => {
  const { x, desk, police } = room;
  const before = x.grants.refreshes;
  x.grants.expire(police.id);
  const ids = await Promise.all([queue('uno'), queue('dos'), queue('tres'), queue('cuatro')]);
  await Promise.all(ids.map(() => send()));
  for (const id of ids) await becomes(id, 'sent');
  expect(x.grants.refreshes - before).toBe(1);
  expect(x.grants.reused).toBe(0);
  x.grants.revoke(police.id);
  const waiting = await queue('cinco');
  await send();
  expect(await becomes(waiting, 'queued')).toBe('needs-sign-in');
  expect(await desk.database.query('SELECT state, sealed_tokens FROM x_account')).toEqual([
    { state: 'needs-sign-in', sealed_tokens: null },
  ]);
});
