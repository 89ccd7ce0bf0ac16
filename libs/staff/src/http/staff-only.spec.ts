import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuditLog } from '#audit';
import request from 'supertest';
import { openStaffDesk, PASSWORD, type StaffDesk } from '../../../../test/support/staff-desk.js';
import { StaffModule } from '../staff.module.js';

const RECIPIENT = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'; // from the age specification
let desk: StaffDesk;
let investigatorId: string;

beforeAll(async () => {
  desk = await openStaffDesk([StaffModule]);
  await desk.person('operator@policia.example', ['operator']);
  investigatorId = await desk.person('ines@policia.example', ['investigator']);
});
afterAll(() => desk.close());

test('without a session every staff address answers 401', async () => {
  for (const path of ['/api/session', '/api/accounts', '/api/units']) {
    const answer = await request(desk.server).get(path).expect(401);
    expect(answer.body).toMatchObject({ status: 401, type: 'urn:colabora:problem:unauthenticated' });
  }
});

test('without the role it is 403, and the log knows who tried what', async () => {
  const ines = await desk.signedIn('ines@policia.example');
  await ines.get('/api/accounts').expect(403);
  await ines.post('/api/units').send({}).expect(403);
  await ines.post(`/api/accounts/${investigatorId}/setup-link`).expect(403);
  const history = await desk.app.get(AuditLog).history({ kind: 'account', id: investigatorId });
  const denied = history.filter((entry) => entry.action === 'access.denied');
  expect(denied.map((entry) => entry.details)).toEqual([
    { method: 'GET', route: '/api/accounts', needs: 'operator' },
    { method: 'POST', route: '/api/units', needs: 'operator' },
    { method: 'POST', route: '/api/accounts/:id/setup-link', needs: 'operator' },
  ]);
  expect(denied[0]).toMatchObject({ result: 'denied', reason: 'role' });
});

test('an operator makes a unit and everybody on the staff sees it', async () => {
  const operator = await desk.signedIn('operator@policia.example');
  const body = {
    slug: 'udyco-madrid',
    name: 'UDYCO Madrid',
    territory: ['28', '45165'],
    topics: ['drugs'],
    recipient: RECIPIENT,
  };
  const made = await operator.post('/api/units').send(body).expect(201);
  expect(made.body).toMatchObject(body);
  const again = await operator.post('/api/units').send(body).expect(422);
  expect(again.body.errors).toEqual([{ pointer: '/slug', rule: 'taken' }]);

  const ines = await desk.signedIn('ines@policia.example');
  expect((await ines.get('/api/units').expect(200)).body).toEqual([made.body]);
});

test('every wrong field of a unit is named', async () => {
  const operator = await desk.signedIn('operator@policia.example');
  const answer = await operator
    .post('/api/units')
    .send({
      slug: 'Mal Escrito',
      name: ' ',
      territory: ['28', '99'],
      topics: ['Drogas duras'],
      recipient: RECIPIENT.replace('q', 'p'),
    })
    .expect(422);
  expect(answer.body.errors).toEqual([
    { pointer: '/slug', rule: 'malformed' },
    { pointer: '/name', rule: 'required' },
    { pointer: '/territory/1', rule: 'not-an-ine-code' },
    { pointer: '/topics/0', rule: 'malformed' },
    { pointer: '/recipient', rule: 'not-an-age-recipient' },
  ]);
});

test('an operator invites somebody, who sets a password through the link and signs in', async () => {
  const operator = await desk.signedIn('operator@policia.example');
  const invitation = { email: 'nuevo@policia.example', name: 'Nuevo', roles: ['manager'], unitIds: [] };
  const invited = await operator.post('/api/accounts').send(invitation).expect(201);
  expect(invited.body.setupPath).toMatch(/^\/staff\/setup#[\w-]{43}$/);
  const token = invited.body.setupPath.split('#')[1];

  const inspected = await request(desk.server).post('/api/setup/inspect').send({ token }).expect(200);
  expect(inspected.body).toMatchObject({ email: 'nuevo@policia.example', name: 'Nuevo' });
  const weak = await request(desk.server).post('/api/setup').send({ token, password: 'Contraseña2026' });
  expect(weak.body).toMatchObject({ status: 422, errors: [{ pointer: '/password', rule: 'too-common' }] });
  await request(desk.server).post('/api/setup').send({ token, password: PASSWORD }).expect(204);
  await request(desk.server).post('/api/setup').send({ token, password: PASSWORD }).expect(410);
  await desk.signedIn('nuevo@policia.example');

  const accounts = (await operator.get('/api/accounts').expect(200)).body;
  expect(accounts).toContainEqual(expect.objectContaining({ ...invitation, state: 'active' }));
  expect(JSON.stringify(accounts)).not.toMatch(/argon2|password/i);
});

test('an operator disables others, not themself, and an unknown account is 404', async () => {
  const operator = await desk.signedIn('operator@policia.example');
  const me = (await operator.get('/api/session')).body.accountId;
  const own = await operator.post(`/api/accounts/${me}/disable`).expect(409);
  expect(own.body.type).toBe('urn:colabora:problem:own-account');
  await operator.post('/api/accounts/not-an-id/disable').expect(404);

  const leaver = await desk.person('leaver@policia.example', ['lead']);
  await operator.post(`/api/accounts/${leaver}/disable`).expect(204);
  await operator.post(`/api/accounts/${leaver}/setup-link`).expect(409);
  await operator.post(`/api/accounts/${leaver}/enable`).expect(201);
});

test('a change of roles and units acts from the next request on, and the log keeps before and after', async () => {
  const operator = await desk.signedIn('operator@policia.example');
  const unitId = await desk.unit('udyco-sevilla');
  const movedId = await desk.person('traslado@policia.example', ['investigator']);
  const moved = await desk.signedIn('traslado@policia.example');
  const rights = { name: 'Traslado', roles: ['lead'], unitIds: [unitId] };
  await operator.put(`/api/accounts/${movedId}`).send(rights).expect(204);
  expect((await moved.get('/api/session').expect(200)).body).toMatchObject(rights);
  const history = await desk.app.get(AuditLog).history({ kind: 'account', id: movedId });
  expect(history.at(-1)).toMatchObject({
    action: 'account.changed',
    details: { formerRoles: 'investigator', roles: 'lead', units: unitId },
  });

  const me = (await operator.get('/api/session')).body.accountId;
  await operator
    .put(`/api/accounts/${me}`)
    .send({ name: 'Yo', roles: ['manager'], unitIds: [] })
    .expect(409);
  const wrong = await operator
    .put(`/api/accounts/${movedId}`)
    .send({ name: '', roles: ['chief'], unitIds: [] })
    .expect(422);
  expect(wrong.body.errors).toEqual([
    { pointer: '/name', rule: 'required' },
    { pointer: '/roles/0', rule: 'not-an-option' },
  ]);
});
