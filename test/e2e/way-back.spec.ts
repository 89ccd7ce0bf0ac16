import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type ChannelAdapter, ChannelAdapters, Dispatcher, type ReadBack } from '#channels';
import { citizenContext } from '#kernel';
import { type InboundMessage, Intake, Outbox, type OutboxItem, ReplyTokens, type SendOutcome } from '#tips';
import { type Desk, openDesk } from '../support/desk.js';

/** Stands for a remote service: says what it is told to, and remembers what reached it. */
class ScriptedChannel implements ChannelAdapter {
  readonly channel = 'x-dm';
  readonly capabilities = {
    private: true,
    publicReply: false,
    media: false,
    edits: true,
    deletions: false,
    longestMessage: 100,
  };
  received: OutboxItem[] = [];
  next: (SendOutcome | 'break')[] = [];
  found: ReadBack = { state: 'unknown' };

  async send(item: OutboxItem): Promise<SendOutcome> {
    this.received.push(item);
    const outcome = this.next.shift() ?? { state: 'sent', remoteId: `remote-${this.received.length}` };
    if (outcome === 'break') throw new Error('the socket hung up after the words had left');
    return outcome;
  }

  async readBack(): Promise<ReadBack> {
    return this.found;
  }
}

const ADDRESS = 'canary-sender-4711';
let desk: Desk;
let campaignId: string;
let investigator: Awaited<ReturnType<Desk['signedIn']>>;
const remote = new ScriptedChannel();
beforeAll(async () => {
  desk = await openDesk();
  campaignId = await desk.campaignId('tweetredadas');
  investigator = await desk.signedIn('investigadora.madrid');
  // After the start: the running dispatcher doesn't know it, and each test sends when it wants to.
  desk.app.get(ChannelAdapters).register(remote);
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.database.query('DELETE FROM outbox_message');
  remote.received = [];
  remote.next = [];
  remote.found = { state: 'unknown' };
});

const message = (changes: Partial<InboundMessage> = {}): InboundMessage => ({
  channel: 'x-dm',
  channelAccount: 'policia',
  remoteId: randomUUID(),
  campaignId,
  language: 'es',
  text: `Venden en el portal ${randomUUID().slice(0, 8)} de la calle Mayor todas las noches.`,
  place: 'Madrid',
  files: [],
  replyTo: { address: randomUUID(), acknowledge: true },
  ...changes,
});
const receive = (each: InboundMessage) => desk.app.get(Intake).receive(each, citizenContext('test'));
const send = () => desk.app.get(Dispatcher).drain(remote);
const outboxOf = (tipId: string) =>
  desk.database.query<{ id: string; kind: string; state: string; why: string | null; wiped: boolean }>(
    `SELECT id, kind, state, why, sealed IS NULL AS wiped FROM outbox_message WHERE tip_id = $1 ORDER BY created_at`,
    [tipId],
  );
const tokenFor = (tipId: string, address = ADDRESS) =>
  desk.app.get(ReplyTokens).seal(tipId, { channel: 'x-dm', channelAccount: 'policia', address });
const answer = (tipId: string, body: object) =>
  investigator.post(`/api/tips/${tipId}/answers`).send({ answerId: randomUUID(), text: 'Gracias.', ...body });
/** A tip from a message without acknowledgement, and one queued answer to it. */
async function answered(): Promise<{ tipId: string; answerId: string }> {
  const { tipId } = await receive(message({ replyTo: { address: ADDRESS }, startsAnew: true }));
  const answerId = randomUUID();
  await answer(tipId, { answerId, token: tokenFor(tipId) }).expect(204);
  return { tipId, answerId };
}

describe('an acknowledgement', () => {
  test('carries the receipt code and leaves once a conversation and day', async () => {
    const replyTo = { address: randomUUID(), acknowledge: true };
    const first = await receive(message({ replyTo }));
    const second = await receive(message({ replyTo, startsAnew: true }));
    expect(second.tipId).not.toBe(first.tipId);
    expect(await send()).toBe(1);
    expect(remote.received[0]!.text).toContain(first.code);
    expect(remote.received[0]).toMatchObject({ automatic: true, to: { address: replyTo.address } });
    const queued = await desk.database.query(
      `SELECT body::jsonb #>> '{actor,kind}' AS who FROM audit_entry WHERE subject_id = $1 AND action = 'tip.acknowledged'`,
      [first.tipId],
    );
    expect(queued).toEqual([{ who: 'system' }]);

    await desk.database.query(
      `UPDATE conversation SET acknowledged_at = acknowledged_at - interval '25 hours'`,
    );
    await receive(message({ replyTo, startsAnew: true }));
    expect(await send()).toBe(1);
  });

  test('never stands where others can read it', async () => {
    const { code } = await receive(
      message({ replyTo: { address: randomUUID(), acknowledge: true, isPublic: true } }),
    );
    await send();
    expect(remote.received).toHaveLength(1);
    expect(remote.received[0]!.text).not.toContain(code);
  });

  test.each(['BAJA', ' baixa.', 'Utzi', 'STOP!'])('is not sent again to whoever answers %s', async (word) => {
    const replyTo = { address: randomUUID(), acknowledge: true };
    const { tipId } = await receive(message({ replyTo }));
    const silenced = await receive(message({ replyTo, text: word }));
    expect(silenced.tipId).toBe(tipId);
    await send();
    await desk.database.query(
      `UPDATE conversation SET acknowledged_at = acknowledged_at - interval '9 days'`,
    );
    await receive(message({ replyTo, startsAnew: true }));
    expect(await send()).toBe(0);
  });

  test('is not sent to what looks automatic', async () => {
    await receive(message({ suspicion: { kind: 'automatic', sign: 'automatic-answer' } }));
    expect(await send()).toBe(0);
  });
});

describe('a later message', () => {
  test('of an open conversation joins its tip, opens it again and makes no new one', async () => {
    const replyTo = { address: randomUUID() };
    const first = await receive(message({ replyTo }));
    const page = (await investigator.get(`/api/tips/${first.tipId}`).expect(200)).body;
    await investigator
      .put(`/api/tips/${first.tipId}/state`)
      .send({ state: 'closed', outcome: 'useful', version: page.version })
      .expect(204);
    const later = message({ replyTo, text: 'Otra cosa: mi móvil es 612 34 56 78 y sigue el mismo hombre.' });
    const second = await receive(later);
    expect(second.tipId).toBe(first.tipId);
    expect(second.code).not.toBe(first.code);
    expect(await receive(later)).toMatchObject({ repeated: true, tipId: first.tipId, code: second.code });
    const reopened = (await investigator.get(`/api/tips/${first.tipId}`).expect(200)).body;
    expect(reopened.state).toBe('triaged');
    expect(reopened.dialogue).toMatchObject([{ sender: 'informant' }]);
    expect(reopened.dialogue[0].text).not.toContain('612 34');
    expect(await actionsOf(first.tipId)).toContain('tip.informant-replied');
  });

  test('that changes an earlier one is kept as a new version of it', async () => {
    const first = message({ remoteId: 'post-1', replyTo: { address: randomUUID() } });
    const { tipId } = await receive(first);
    const changed = await receive(
      message({
        remoteId: 'post-2',
        versionOf: 'post-1',
        text: 'Es el portal 5, no el 3.',
        startsAnew: true,
      }),
    );
    expect(changed.tipId).toBe(tipId);
    const lines = await desk.database.query('SELECT kind FROM dialogue_message WHERE tip_id = $1', [tipId]);
    expect(lines).toEqual([{ kind: 'new-version' }]);
  });

  test('goes on with the tip whose tag it was sent to, and an invented tag leads nowhere', async () => {
    const { tipId } = await receive(message());
    const tag = desk.app.get(ReplyTokens).tagOf(tipId);
    expect((await receive(message({ tag, startsAnew: true }))).tipId).toBe(tipId);
    const invented = tag.slice(0, -1) + (tag.endsWith('0') ? '1' : '0');
    expect((await receive(message({ tag: invented, startsAnew: true }))).tipId).not.toBe(tipId);
  });
});

describe('an answer', () => {
  test('leaves once, before automatic words, and then its address is gone', async () => {
    await receive(message());
    const { tipId, answerId } = await answered();
    await answer(tipId, { answerId, token: tokenFor(tipId) }).expect(204); // a double click
    expect(await send()).toBe(2);
    expect(remote.received.map(({ automatic }) => automatic)).toEqual([false, true]);
    expect(remote.received[0]).toMatchObject({ text: 'Gracias.', to: { address: ADDRESS } });
    expect(await outboxOf(tipId)).toMatchObject([{ id: answerId, state: 'sent', wiped: true }]);
    expect((await actionsOf(tipId)).slice(-2).sort()).toEqual(['tip.answered', 'tip.message-sent']);
  });

  test('needs the token of this very tip', async () => {
    const [one, other] = [await receive(message()), await receive(message())];
    await answer(one.tipId, {}).expect(422);
    await answer(one.tipId, { token: tokenFor(other.tipId) }).expect(422);
    await answer(one.tipId, { token: 'bm9uc2Vuc2U' }).expect(422);
  });

  test('is refused where the channel can not carry it, or another unit asks', async () => {
    const { tipId } = await receive(message());
    const long = await answer(tipId, { text: 'x'.repeat(101), token: tokenFor(tipId) }).expect(422);
    expect(long.body.errors).toEqual([{ pointer: '/text', rule: 'too-long', limits: { max: 100 } }]);
    const stranger = await desk.signedIn('investigador.malaga');
    await stranger
      .post(`/api/tips/${tipId}/answers`)
      .send({ answerId: randomUUID(), text: 'Hola', token: tokenFor(tipId) })
      .expect(404);
    const { tipId: byPhone } = await receive(message({ channel: 'staff', replyTo: undefined as never }));
    await answer(byPhone, { token: tokenFor(byPhone) }).expect(409);
  });

  test('to several informants stops at none of them', async () => {
    const [one, other] = [await receive(message()), await receive(message())];
    const web = await receive(message({ channel: 'web', replyTo: undefined as never }));
    const answers = await investigator
      .post('/api/answers')
      .send({
        text: 'Gracias a todos.',
        members: [
          { tipId: one.tipId, answerId: randomUUID(), token: tokenFor(one.tipId) },
          { tipId: other.tipId, answerId: randomUUID(), token: tokenFor(one.tipId) },
          { tipId: web.tipId, answerId: randomUUID() },
        ],
      })
      .expect(200);
    expect(answers.body).toEqual([
      { tipId: one.tipId },
      { tipId: other.tipId, refused: 'invalid' },
      { tipId: web.tipId },
    ]);
    await send();
    const everybody = remote.received.filter(({ text }) => text === 'Gracias a todos.');
    expect(everybody.map(({ to }) => to.address)).toEqual([ADDRESS]);
    const [read] = await desk.database.query<{ answers: number }>(
      `SELECT count(*)::int AS answers FROM dialogue_message WHERE tip_id = $1 AND text = 'Gracias a todos.'`,
      [web.tipId],
    );
    expect(read!.answers).toBe(1); // who wrote by the form reads it with the receipt
    for (const [{ tipId }, times] of [
      [one, 1],
      [other, 0],
      [web, 1],
    ] as const) {
      expect((await actionsOf(tipId)).filter((action) => action === 'tip.answered')).toHaveLength(times);
    }
  });
});

describe('a message in doubt', () => {
  test('is never sent again by a machine, whatever broke', async () => {
    const { tipId } = await answered();
    remote.next = ['break'];
    await send();
    await desk.app.get(Dispatcher).lookIntoDoubts(remote);
    await send();
    expect(remote.received).toHaveLength(1);
    expect(await outboxOf(tipId)).toMatchObject([{ state: 'ambiguous', wiped: false }]);
  });

  test('that a killed process left is found, looked for, and marked as sent', async () => {
    const { tipId } = await answered();
    await desk.app.get(Outbox).take('x-dm'); // and nobody ever settles it
    await send();
    expect(remote.received).toHaveLength(0);
    await desk.database.query(`UPDATE outbox_message SET sending_until = now() - interval '1 second'`);
    await desk.app.get(Dispatcher).lookIntoDoubts(remote);
    expect(await outboxOf(tipId)).toMatchObject([{ state: 'ambiguous', why: 'process-ended' }]);
    await send();
    expect(remote.received).toHaveLength(0);
    remote.found = { state: 'sent', remoteId: 'found' };
    await desk.app.get(Dispatcher).lookIntoDoubts(remote);
    expect(await outboxOf(tipId)).toMatchObject([{ state: 'sent', wiped: true }]);
  });

  test('leaves again only if the channel is sure that it never arrived', async () => {
    const { tipId } = await answered();
    remote.next = [{ state: 'ambiguous', detail: 'timeout' }];
    await send();
    remote.found = { state: 'not-sent' };
    await desk.app.get(Dispatcher).lookIntoDoubts(remote);
    await send();
    expect(remote.received).toHaveLength(2);
    expect(await outboxOf(tipId)).toMatchObject([{ state: 'sent' }]);
  });
});

test('what waits is not taken before its time, and after days it is a failure that people see', async () => {
  const { tipId } = await answered();
  remote.next = [{ state: 'wait', until: new Date(Date.now() + 3_600_000), reason: 'rate-limit' }];
  await send();
  expect(await send()).toBe(0);
  expect(await outboxOf(tipId)).toMatchObject([{ state: 'queued', why: 'rate-limit' }]);
  await desk.database.query(
    `UPDATE outbox_message SET not_before = now() - interval '1 minute', created_at = now() - interval '4 days' WHERE tip_id = $1`,
    [tipId],
  );
  remote.next = [{ state: 'wait', until: new Date(), reason: 'rate-limit' }];
  await send();
  expect(await outboxOf(tipId)).toMatchObject([{ state: 'failed', why: 'rate-limit', wiped: true }]);
});

test('two processes never take the same message', async () => {
  for (let number = 0; number < 10; number++) await answered();
  const outbox = desk.app.get(Outbox);
  const taken = await Promise.all(Array.from({ length: 20 }, () => outbox.take('x-dm')));
  const ids = taken.flatMap((item) => (item === undefined ? [] : [item.id]));
  expect(ids).toHaveLength(10);
  expect(new Set(ids).size).toBe(10);
});

test('no address is in clear in any table, nor in a log line', async () => {
  await answered();
  const tables = await desk.database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  for (const { name } of tables) {
    const [row] = await desk.database.query<{ rows: string | null }>(
      `SELECT string_agg(t::text, E'\\n') AS rows FROM ${name} AS t`,
    );
    const rows = row!.rows ?? '';
    for (const secret of [ADDRESS, Buffer.from(ADDRESS).toString('hex'), 'post-1'])
      expect({ name, found: rows.includes(secret) }).toEqual({ name, found: false });
  }
  expect(desk.logLines.join('')).not.toContain(ADDRESS);
});

async function actionsOf(tipId: string): Promise<string[]> {
  const rows = await desk.database.query<{ action: string }>(
    'SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY id',
    [tipId],
  );
  return rows.map(({ action }) => action);
}
