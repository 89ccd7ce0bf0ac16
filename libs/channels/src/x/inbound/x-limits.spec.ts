import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Clock, Configuration } from '#kernel';
import { openXDesk, type XDesk } from '../../../../../test/support/x-desk.js';
import { XAccountTokens } from '../accounts/x-tokens.js';
import type { XSource } from '../accounts/x-account.js';
import { XApi } from '../api/index.js';
import { XBudget } from './x-budget.js';
import { XNames } from './x-names.js';

const DAY_MS = 86_400_000;

let room: XDesk;

beforeAll(async () => {
  room = await openXDesk();
});
afterAll(() => room.close());

const rows = <Row>(sql: string, ...parameters: unknown[]) => room.desk.database.query<Row>(sql, parameters);
/** As if nobody had read this inbox since then. */
const notReadSince = (source: XSource, at: Date) =>
  rows('UPDATE x_source SET read_until = $2 WHERE source = $1', source, at);
/** What the accounts' page is told of an inbox. */
async function shown(source: XSource): Promise<{ gapFrom: string | null; gapUntil: string | null }> {
  const manager = await room.desk.signedIn('campanas');
  const { body } = await manager.get('/api/x').expect(200);
  const { gapFrom, gapUntil } = body.accounts[0].sources.find(
    (each: { source: XSource }) => each.source === source,
  );
  return { gapFrom, gapUntil };
}
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

test('messages older than the 30 days that X shows are a gap, which stays until people see it', async () => {
  const { world } = room.x;
  const neighbour = world.person('vecina');
  world.dm(neighbour, room.police, 'Esto ya no lo enseña X', { at: daysAgo(31).getTime() });
  world.dm(neighbour, room.police, 'Esto sí, aunque tarde', { at: daysAgo(29).getTime() });
  await notReadSince('dm', daysAgo(29.5));
  await room.read('dm');
  expect(await room.counts()).toMatchObject({ messages: 1 });
  expect(await shown('dm')).toMatchObject({ gapFrom: null, gapUntil: null });

  const stopped = daysAgo(32);
  await notReadSince('dm', stopped);
  await room.read('dm');
  const gap = await shown('dm');
  expect(new Date(gap.gapFrom!)).toEqual(new Date(stopped.getTime() - 15 * 60_000));
  expect(Math.abs(new Date(gap.gapUntil!).getTime() - daysAgo(30).getTime())).toBeLessThan(3_600_000);
  expect(await room.counts()).toMatchObject({ messages: 1 });

  await room.read('dm'); // whole again, and what was lost is still lost
  expect(await shown('dm')).toEqual(gap);
  expect(await shown('mention')).toMatchObject({ gapFrom: null });
});

test('more mentions than the 800 that X shows are a gap from the last whole walk to the oldest shown', async () => {
  const stopped = daysAgo(2);
  const posts = await mentions(700, daysAgo(1));
  await notReadSince('mention', stopped);
  await room.read('mention');
  expect(await shown('mention')).toMatchObject({ gapFrom: null, gapUntil: null });

  posts.push(...(await mentions(120, daysAgo(0.5))));
  await notReadSince('mention', stopped);
  await room.read('mention');
  const gap = await shown('mention');
  expect(new Date(gap.gapFrom!)).toEqual(new Date(stopped.getTime() - 15 * 60_000));
  expect(new Date(gap.gapUntil!).getTime()).toBe(posts.at(-800)!.createdAt);
  await room.read('mention');
  expect(await shown('mention')).toEqual(gap);
});

test('a walk that stood still long begins anew: what came meanwhile pushed others over the edge, and that is a gap', async () => {
  const stopped = daysAgo(2);
  await rows('UPDATE x_source SET gap_from = NULL, gap_until = NULL');
  await rows('DELETE FROM x_budget');
  await notReadSince('mention', stopped);
  await room.poll('mention');
  await rows('UPDATE x_source SET gap_from = NULL, gap_until = NULL');
  await notReadSince('mention', stopped);
  await rows(`UPDATE x_budget SET remaining = 3 WHERE endpoint = 'GET users/:id/mentions'`);
  expect(await room.poll('mention')).toBe('waits'); // three pages of eight
  await rows(`UPDATE x_source SET walk = jsonb_set(walk, '{startedAt}', to_jsonb(now() - interval '1 hour'))
               WHERE source = 'mention'`);
  const posts = await mentions(300, new Date(Date.now() - 300_000));
  await room.read('mention');
  const gap = await shown('mention');
  expect(new Date(gap.gapFrom!)).toEqual(new Date(stopped.getTime() - 15 * 60_000));
  expect(new Date(gap.gapUntil!).getTime()).toBeLessThan(posts[0]!.createdAt);
});

test('two processes send 1,440 messages a day between them and not one more, whatever X forgets to say', async () => {
  const { app, database } = room.desk;
  const { id } = await room.account();
  const one = app.get(XBudget);
  const other = new XBudget(
    database,
    app.get(XApi),
    app.get(XAccountTokens),
    app.get(Configuration),
    app.get(Clock),
  );
  const neighbour = room.x.world.person('vecino');
  const send = (budget: XBudget) =>
    budget.call(id, {
      endpoint: 'POST dm_conversations/with/:id/messages',
      id: neighbour.id,
      body: { text: 'Gracias.' },
    });
  const sentAtX = () => room.x.world.dmsOf(neighbour).length;
  const window = async () => {
    const before = sentAtX();
    const all = await Promise.allSettled(
      Array.from({ length: 18 }, (_, place) => send(place % 2 ? one : other)),
    );
    const refused = all.filter((each) => each.status === 'rejected').map(({ reason }) => reason);
    expect(all.length - refused.length).toBe(sentAtX() - before);
    await rows("UPDATE x_budget SET resets_at = now() - interval '1 second'"); // X's quarters of an hour begin when X likes
    return { sent: sentAtX() - before, refused };
  };
  for (let each = 0; each < 96; each += 1) expect(await window()).toMatchObject({ sent: 15 });
  const spent = await window();
  expect(spent).toMatchObject({ sent: 0 });
  for (const reason of spent.refused) {
    expect(reason).toMatchObject({ trouble: 'rate-limited' });
    expect(reason.more.until.getTime()).toBeGreaterThan(Date.now() + DAY_MS - 3_600_000);
  }
  expect(sentAtX()).toBe(1440);
  await rows("UPDATE x_budget SET day_resets_at = now() - interval '1 second'");
  expect(await window()).toMatchObject({ sent: 15 });
});

test('an answer of X that is older than what another process counted gives the day nothing back', async () => {
  const { id } = await room.account();
  const neighbour = room.x.world.person('otro_vecino');
  const send = () =>
    room.desk.app.get(XBudget).call(id, {
      endpoint: 'POST dm_conversations/with/:id/messages',
      id: neighbour.id,
      body: { text: 'Gracias.' },
    });
  room.x.limits.enforced = true; // X tells by headers what is left
  await rows('DELETE FROM x_budget');
  await send();
  await rows('UPDATE x_budget SET day_remaining = 2'); // the others' sends, which X counts in a moment
  await send();
  await send();
  await expect(send()).rejects.toMatchObject({ trouble: 'rate-limited' });
  room.x.limits.enforced = false;
});

/** Mentions that are in already: this is about how far X lets us see, not about taking them in. */
async function mentions(count: number, from: Date) {
  const { id } = await room.account();
  const names = room.desk.app.get(XNames);
  const author = room.x.world.person('quien_menciona');
  const posts = Array.from({ length: count }, (_, place) =>
    room.x.world.post(author, `@policia_demo aviso ${place}`, { at: from.getTime() + place * 1_000 }),
  );
  await rows(
    `INSERT INTO x_message (account_id, source, name, root, sealed_id, outcome, seen_at)
     SELECT $1, 'mention', name, name, '', 'echo', now() FROM unnest($2::bytea[]) AS name`,
    id,
    posts.map((post) => names.nameOf(post.id)),
  );
  return posts;
}
