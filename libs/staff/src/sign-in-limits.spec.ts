import { afterAll, beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { openStaffDesk, PASSWORD, type StaffDesk } from '../../../test/support/staff-desk.js';
import { StaffModule } from './staff.module.js';

let desk: StaffDesk;

beforeAll(async () => {
  desk = await openStaffDesk([StaffModule], { trustedProxies: 1 });
  await desk.person('ines@policia.example', ['investigator']);
});
afterAll(() => desk.close());

const attempt = (from: string, password: string, email = 'ines@policia.example') =>
  request(desk.server).post('/api/session').set('X-Forwarded-For', from).send({ email, password });

test('after five wrong passwords the sixth must wait a minute at most, and is told how long', async () => {
  for (let round = 0; round < 5; round++) await attempt('192.0.2.1', 'wrong password').expect(401);
  const answer = await attempt('192.0.2.1', PASSWORD).expect(429);
  expect(answer.body.type).toBe('urn:colabora:problem:too-many-requests');
  const seconds = Number(answer.headers['retry-after']);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(answer.body.detail).toContain(`${seconds} seconds`);
});

test('a stranger who guesses at an account does not lock its person out', async () => {
  for (let round = 0; round < 110; round++) await attempt('192.0.2.66', 'wrong password');
  await attempt('192.0.2.66', PASSWORD).expect(429);
  await attempt('192.0.2.2', PASSWORD).expect(200);
});

test('a success forgives the mistakes before it', async () => {
  for (let round = 0; round < 3; round++) {
    for (let mistake = 0; mistake < 4; mistake++) await attempt('192.0.2.3', 'wrong password').expect(401);
    await attempt('192.0.2.3', PASSWORD).expect(200);
  }
});

test('an unknown account is limited like a known one', async () => {
  for (let round = 0; round < 5; round++)
    await attempt('192.0.2.4', 'x', 'nobody@policia.example').expect(401);
  await attempt('192.0.2.4', 'x', 'nobody@policia.example').expect(429);
});

test('the counters hold neither addresses of people nor of machines', async () => {
  const keys = JSON.stringify(await desk.database.query('SELECT key FROM sign_in_attempt'));
  expect(keys).not.toMatch(/192\.0\.2|policia|ines|nobody/);
});
