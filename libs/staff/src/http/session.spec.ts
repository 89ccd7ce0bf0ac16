import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { AuditLog } from '#audit';
import { isUuid, operatorContext } from '#kernel';
import request from 'supertest';
import { openStaffDesk, PASSWORD, type StaffDesk } from '../../../../test/support/staff-desk.js';
import { AccountRights } from '../account-rights.js';
import { StaffModule } from '../staff.module.js';
import { Tidying } from '../tidying.js';

let desk: StaffDesk;

beforeAll(async () => {
  desk = await openStaffDesk([StaffModule]);
  await desk.person('ines@policia.example', ['investigator'], [await desk.unit('udyco-madrid')]);
});
afterAll(() => desk.close());

const signIn = (email: string, password: string) =>
  request(desk.server).post('/api/session').send({ email, password });

test('signing in answers who it is and sets one hardened cookie', async () => {
  const answer = await signIn('Ines@policia.example', PASSWORD).expect(200);
  expect(answer.body).toMatchObject({ name: 'ines', roles: ['investigator'], idleMinutes: 30 });
  expect(answer.body).not.toHaveProperty('sessionId');
  expect(new Date(answer.body.endsAt).getTime() - Date.now()).toBeCloseTo(12 * 3_600_000, -6);
  expect(answer.headers['cache-control']).toBe('no-store');
  const cookies = answer.headers['set-cookie'] as unknown as string[];
  expect(cookies).toHaveLength(1);
  expect(cookies[0]).toMatch(/^colabora=s%3A.+; Path=\/; Expires=.+; HttpOnly; SameSite=Lax$/);
});

test('nobody gets a cookie before signing in, nor by failing to', async () => {
  const anonymous = await request(desk.server).get('/api/session').expect(401);
  const refused = await signIn('ines@policia.example', 'not my password').expect(401);
  for (const answer of [anonymous, refused]) {
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers['content-type']).toMatch('application/problem+json');
  }
  expect(anonymous.body.type).toBe('urn:colabora:problem:unauthenticated');
});

test('an unknown address and a wrong password are answered with the same words', async () => {
  await desk.person('known@policia.example', ['manager']);
  const answerTo = async (email: string) => {
    const { body } = await signIn(email, 'not the right one').expect(401);
    return { ...body, instance: undefined };
  };
  expect(await answerTo('nobody@policia.example')).toEqual(await answerTo('known@policia.example'));
});

test('a form that is not one is refused field by field, without repeating it', async () => {
  const answer = await request(desk.server)
    .post('/api/session')
    .send({ email: 7, extra: 'planted' })
    .expect(422);
  expect(answer.body.errors).toEqual([
    { pointer: '/extra', rule: 'unknown-field' },
    { pointer: '/email', rule: 'too-long', limits: { max: 254 } },
    { pointer: '/email', rule: 'not-a-text' },
    { pointer: '/password', rule: 'required' },
  ]);
  expect(JSON.stringify(answer.body)).not.toContain('planted');
});

test('the session id is new at every sign-in, so that a planted one is worth nothing', async () => {
  const agent = await desk.signedIn('ines@policia.example');
  const before = await desk.database.query<{ sid: string }>('SELECT sid FROM staff_session');
  const again = await agent
    .post('/api/session')
    .send({ email: 'ines@policia.example', password: PASSWORD })
    .expect(200);
  const sid = /colabora=s%3A([^.]+)\./.exec(again.headers['set-cookie']![0]!)![1]!;
  expect(before.map((row) => row.sid)).not.toContain(sid);
  expect(await desk.database.query('SELECT 1 FROM staff_session')).toHaveLength(before.length);
});

test('signing out ends the session for every copy of the cookie', async () => {
  const answer = await signIn('ines@policia.example', PASSWORD).expect(200);
  const cookie = answer.headers['set-cookie']![0]!.split(';')[0]!;
  await request(desk.server).get('/api/session').set('Cookie', cookie).expect(200);
  const out = await request(desk.server).delete('/api/session').set('Cookie', cookie).expect(204);
  expect(out.headers['set-cookie']![0]).toMatch(/^colabora=; Path=\/; Expires=Thu, 01 Jan 1970/);
  await request(desk.server).get('/api/session').set('Cookie', cookie).expect(401);
});

test('a session ends after 12 hours whatever happens, and after 30 minutes of silence', async () => {
  const tireless = await desk.signedIn('ines@policia.example');
  desk.clock.travel(12);
  await tireless.get('/api/session').expect(401);
  desk.clock.travel(-12);
  await tireless.get('/api/session').expect(401);

  const silent = await desk.signedIn('ines@policia.example');
  const [{ minutes }] = (await desk.database.query<{ minutes: number }>(
    `SELECT extract(epoch FROM max(expire) - now())::float / 60 AS minutes FROM staff_session`,
  )) as [{ minutes: number }];
  expect(minutes).toBeLessThanOrEqual(31); // kept in whole seconds
  expect(minutes).toBeGreaterThan(20);
  await desk.database.query(`UPDATE staff_session SET expire = now() - interval '1 second'`);
  await silent.get('/api/session').expect(401);
});

test('what is over goes from the tables, what isn’t stays', async () => {
  await desk.signedIn('ines@policia.example');
  await desk.database.query('UPDATE staff_session SET expire = now() - interval $$1 second$$');
  await desk.signedIn('ines@policia.example');
  await desk.database.query(
    `INSERT INTO sign_in_attempt (key, points, expire) VALUES ('over', 1, $1), ('runs', 1, $2)`,
    [Date.now() - 1, Date.now() + 3_600_000],
  );
  await desk.app.get(Tidying).tidy();
  expect(await desk.database.query('SELECT FROM staff_session')).toHaveLength(1);
  const counted = await desk.database.query<{ key: string }>('SELECT key FROM sign_in_attempt');
  const keys = counted.map(({ key }) => key);
  expect(keys).toContain('runs');
  expect(keys).not.toContain('over');
});

test('disabling somebody ends their sessions at once', async () => {
  const accountId = await desk.person('leaver@policia.example', ['manager']);
  const agent = await desk.signedIn('leaver@policia.example');
  await desk.database.transaction((tx) =>
    desk.app.get(AccountRights).disable(tx, operatorContext('test'), accountId),
  );
  await agent.get('/api/session').expect(401);
  expect(
    await desk.database.query(`SELECT 1 FROM staff_session WHERE sess ->> 'accountId' = $1`, [accountId]),
  ).toHaveLength(0);
});

test('opening and closing are in the log under a hash of the session id', async () => {
  const answer = await signIn('ines@policia.example', PASSWORD).expect(200);
  const [cookie] = answer.headers['set-cookie']![0]!.split(';');
  const sid = decodeURIComponent(cookie!.split('=')[1]!).slice(2).split('.')[0]!;
  await request(desk.server).delete('/api/session').set('Cookie', cookie!).expect(204);

  const { sessionReference } = await import('../sessions.js');
  const id = sessionReference(sid);
  expect(isUuid(id)).toBe(true);
  const entries = await desk.app.get(AuditLog).history({ kind: 'session', id });
  expect(entries.map((entry) => entry.action)).toEqual(['session.opened', 'session.closed']);
  expect(JSON.stringify(entries)).not.toContain(sid);
});

test('behind https the cookie is bound to the host and Secure; over plain http nobody signs in', async () => {
  const secure = await openStaffDesk([StaffModule], {
    publicUrl: 'https://colabora.example',
    trustedProxies: 1,
  });
  try {
    await secure.person('ines@policia.example', ['manager']);
    const form = { email: 'ines@policia.example', password: PASSWORD };
    const answer = await request(secure.server)
      .post('/api/session')
      .set('X-Forwarded-Proto', 'https')
      .send(form)
      .expect(200);
    expect(answer.headers['set-cookie']![0]).toMatch(
      /^__Host-colabora=.+; Path=\/; Expires=.+; HttpOnly; Secure; SameSite=Lax$/,
    );
    const plain = await request(secure.server).post('/api/session').send(form).expect(403);
    expect(plain.body.type).toBe('urn:colabora:problem:https-required');
  } finally {
    await secure.close();
  }
});

test('https without a trusted proxy stops the start with a sentence', async () => {
  await expect(openStaffDesk([StaffModule], { publicUrl: 'https://colabora.example' })).rejects.toThrow(
    'COLABORA_TRUST_PROXY must be 1 or more',
  );
});

test('once the application is closed, nothing of it waits for its time to come', async () => {
  const set = jest.spyOn(globalThis, 'setTimeout');
  const cleared = jest.spyOn(globalThis, 'clearTimeout');
  try {
    const short = await openStaffDesk([StaffModule]);
    await short.person('ines@policia.example', ['manager']);
    await (await short.signedIn('ines@policia.example')).get('/api/session').expect(200);
    await short.close();
    const gone = cleared.mock.calls.map(([timer]) => timer);
    const left = set.mock.calls.filter(
      ([, ms = 0], at) => ms >= 60_000 && !gone.includes(set.mock.results[at]!.value as NodeJS.Timeout),
    );
    expect(set.mock.calls.some(([, ms = 0]) => ms >= 60_000)).toBe(true);
    expect(left.map(([, ms]) => ms)).toEqual([]);
  } finally {
    set.mockRestore();
    cleared.mockRestore();
  }
});
