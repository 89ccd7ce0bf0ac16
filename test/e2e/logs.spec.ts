import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type Desk, openDesk, PASSWORD } from '../support/desk.js';

const PLANTED = 'planted612345678';

let desk: Desk;
beforeAll(async () => (desk = await openDesk()));
afterAll(() => desk.close());

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(desk.address + path, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': PLANTED,
      'x-forwarded-for': '203.0.113.77',
      referer: `http://elsewhere.example/${PLANTED}`,
      ...headers,
    },
  });

test('no line of the log says what was written, from where, with which code, cookie or password', async () => {
  const accepted = await post(
    '/es/c/tweetredadas',
    `text=En+la+plaza+venden+${PLANTED}&contact=${PLANTED}@correo.example`,
    {
      accept: 'application/json',
      'idempotency-key': randomUUID(),
    },
  );
  const { code } = (await accepted.json()) as { code: string };
  await post('/es/c/tweetredadas', `text=${PLANTED}`);
  await post(`/es/c/${PLANTED}?q=${PLANTED}`, `text=${PLANTED}`);
  await fetch(`${desk.address}/api/tips?words=${PLANTED}`, { headers: { cookie: `colabora=${PLANTED}` } });
  const email = await desk.activate('investigadora.madrid');
  const signedIn = await post('/api/session', JSON.stringify({ email, password: PASSWORD }), {
    'content-type': 'application/json',
  });
  const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
  await fetch(`${desk.address}/api/tips/search`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ words: PLANTED }),
  });

  // Our own failures are logged at length: break the database under a request.
  await desk.database.query('ALTER TABLE inbound_message RENAME TO inbound_message_gone');
  const failed = await post('/es/c/tweetredadas', `text=En+la+plaza+venden+${PLANTED}+otra+vez`);
  await desk.database.query('ALTER TABLE inbound_message_gone RENAME TO inbound_message');
  expect(failed.status).toBe(500);
  expect(await failed.text()).toContain(`venden ${PLANTED} otra vez`); // what they typed stays

  const log = desk.logLines.join('');
  expect(desk.logLines.length).toBeGreaterThan(8);
  expect(log).toContain('a request failed');
  for (const secret of [PLANTED, code, cookie.split('=')[1]!, PASSWORD, email, '203.0.113.77', '127.0.0.1']) {
    expect({ secret, logged: log.includes(secret) }).toEqual({ secret, logged: false });
  }
});
