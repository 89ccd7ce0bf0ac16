import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import request from 'supertest';
import { openXDesk, type XDesk } from '../../../../../test/support/x-desk.js';
import { crcAnswer, isSignedByX } from './x-signature.js';
import { XEvents } from './x-events.js';

let room: XDesk;
beforeAll(async () => (room = await openXDesk()));
afterAll(() => room.close());

const SECRET = 'consumer-secret-for-tests';
const signed = (body: string) => `sha256=${createHmac('sha256', SECRET).update(body).digest('base64')}`;
const deliver = (body: string, signature = signed(body)) =>
  request(room.desk.server)
    .post('/webhooks/x')
    .set('content-type', 'application/json')
    .set('x-twitter-webhooks-signature', signature)
    .send(body);
const event = (type: string, payload: object, uuid = '-6850472171600526495') =>
  JSON.stringify({
    data: { event_uuid: uuid, filter: { user_id: room.police.id }, event_type: type, payload },
  });
const act = () => room.desk.app.get(XEvents).takeArrived();
const rows = <Row>(sql: string) => room.desk.database.query<Row>(sql);

test('X’s challenge gets X’s own published answer', async () => {
  const token = '9b0b9c3f-7a1e-4d2d-a9a5-000000000001';
  const { body } = await request(room.desk.server).get(`/webhooks/x?crc_token=${token}`).expect(200);
  expect(body).toEqual({ response_token: 'sha256=mTEF5Vy24PSXmPJi3kEG/NriQpt1e1OC5AJLDVFUL6U=' });
  expect(crcAnswer(SECRET, token)).toEqual(body);
});

test('what isn’t signed over its very bytes is nothing', async () => {
  const body = event('dm.received', {});
  await deliver(body, signed(`${body} `)).expect(403);
  await deliver(body, 'sha256=').expect(403);
  await request(room.desk.server)
    .post('/webhooks/x')
    .set('content-type', 'application/json')
    .send(body)
    .expect(403);
  expect(isSignedByX(SECRET, Buffer.from(body), undefined)).toBe(false);
  expect(await rows('SELECT 1 FROM x_event')).toEqual([]);
});

test('a delivery wakes the poll and says nothing else; its repetition says nothing at all', async () => {
  const woken = () => rows<{ source: string }>('SELECT source FROM x_source WHERE woken_at IS NOT NULL');
  const body = event('dm.received', { direct_message_events: [{ id: '2080765901528535097' }] });
  await deliver(body).expect(200);
  await act();
  expect(await woken()).toEqual([{ source: 'dm' }]);
  expect(await room.counts()).toMatchObject({ tips: 0, messages: 0 });
  await room.read('dm');
  await deliver(body).expect(200);
  await act();
  expect(await woken()).toEqual([]);
});

test('an encrypted message is seen by people, once, and its sender is in no table', async () => {
  const payload = {
    id: 'e4f4d3fc-8bbf-4928-92eb-e5058d6bb6f6',
    sender_id: '2222222222222222222',
    encoded_event: 'Cw',
  };
  await deliver(event('chat.received', payload)).expect(200);
  await deliver(event('chat.received', payload, '77')).expect(200);
  await act();
  expect(await rows('SELECT channel, reason FROM channel_rejection')).toEqual([
    { channel: 'x-dm', reason: 'encrypted' },
  ]);
  const kept = JSON.stringify([
    await rows('SELECT * FROM channel_rejection'),
    await rows('SELECT * FROM x_event'),
  ]);
  expect(kept).not.toContain('2222222222222222222');
});

test('nonsense with a good signature is no error', async () => {
  for (const body of ['', '[]', '{"data":7}', '{"data":{"event_type":["dm.received"]}}', '{"da']) {
    await deliver(body).expect(200);
  }
  await act();
});

test('a permission taken back at X ends the account’s tokens', async () => {
  const revoke = { date_time: '2026-11-20T21:44:05+00:00', user_id: room.police.id, app_id: '1' };
  const body = JSON.stringify({
    data: { event_uuid: '59', filter: {}, event_type: 'oauth.revoke', payload: revoke },
  });
  await deliver(body).expect(200);
  await act();
  expect(await rows('SELECT state, sealed_tokens FROM x_account')).toEqual([
    { state: 'disconnected', sealed_tokens: null },
  ]);
});
