import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuditLog } from '#audit';
import { operatorContext } from '#kernel';
import { openStaffDesk, PASSWORD, type StaffDesk } from '../../../test/support/staff-desk.js';
import { AccountRights } from './account-rights.js';
import type { StaffRole } from './roles.js';
import { StaffModule } from './staff.module.js';

let desk: StaffDesk;
let unitId: string;

beforeAll(async () => {
  desk = await openStaffDesk([StaffModule]);
  unitId = await desk.unit('udyco-madrid');
});
afterAll(() => desk.close());

const invite = (email: string, more: object = {}) =>
  desk.database.transaction((tx) =>
    desk.accounts.invite(tx, operatorContext('test'), {
      email,
      name: 'Inés Ruiz',
      roles: ['investigator'],
      unitIds: [unitId],
      ...more,
    }),
  );
const history = async (accountId: string) =>
  (await desk.app.get(AuditLog).history({ kind: 'account', id: accountId })).map((entry) => entry.action);

test('an invited person sets a password once and can then sign in, however the address is typed', async () => {
  const { accountId, setupToken } = await invite(' Ines.Ruiz@Policia.example ');
  await expect(desk.accounts.authenticate('ines.ruiz@policia.example', PASSWORD)).rejects.toMatchObject({
    code: 'sign-in-refused',
  });
  await desk.accounts.activate(setupToken, PASSWORD);

  const account = await desk.accounts.authenticate('INES.RUIZ@policia.example', PASSWORD);
  expect(account).toMatchObject({ accountId, state: 'active', unitIds: [unitId], roles: ['investigator'] });
  await expect(desk.accounts.activate(setupToken, 'another long password')).rejects.toMatchObject({
    code: 'setup-link-over',
  });
  expect(await history(accountId)).toEqual(['account.created', 'session.refused', 'account.activated']);
});

test('of two uses of one link at the same time exactly one wins', async () => {
  const { setupToken } = await invite('twice@policia.example');
  const outcomes = await Promise.allSettled([
    desk.accounts.activate(setupToken, PASSWORD),
    desk.accounts.activate(setupToken, 'nubes sobre el Ebro'),
  ]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a link ends after 72 hours and when a newer one is made', async () => {
  const { accountId, setupToken } = await invite('late@policia.example');
  const newer = await desk.database.transaction((tx) =>
    desk.accounts.renewSetupLink(tx, operatorContext('test'), accountId),
  );
  await expect(desk.accounts.holderOf(setupToken)).rejects.toMatchObject({ status: 410 });
  await expect(desk.accounts.holderOf(newer)).resolves.toMatchObject({ email: 'late@policia.example' });

  desk.clock.travel(72);
  await expect(desk.accounts.activate(newer, PASSWORD)).rejects.toMatchObject({ code: 'setup-link-over' });
  desk.clock.travel(-72);
});

test('the tables hold neither token nor password', async () => {
  const { setupToken } = await invite('secret@policia.example');
  await desk.accounts.activate((await invite('secret2@policia.example')).setupToken, PASSWORD);
  const rows = JSON.stringify([
    await desk.database.query('SELECT * FROM account'),
    await desk.database.query(`SELECT account_id, encode(token_mac, 'escape') AS mac FROM setup_link`),
  ]);
  expect(rows).not.toContain(setupToken);
  expect(rows).not.toContain(PASSWORD);
  expect(rows).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
});

test('an address has one account, and every wrong field is named', async () => {
  await invite('only@policia.example');
  await expect(invite('ONLY@policia.example')).rejects.toMatchObject({
    errors: [{ pointer: '/email', rule: 'taken' }],
  });
  await expect(
    invite('nobody', { name: ' ', roles: [], unitIds: ['01890000-0000-7000-8000-000000000000'] }),
  ).rejects.toMatchObject({
    errors: [
      { pointer: '/email', rule: 'not-an-email' },
      { pointer: '/name', rule: 'required' },
      { pointer: '/roles', rule: 'required' },
      { pointer: '/unitIds/0', rule: 'unknown' },
    ],
  });
});

test('a refused password leaves the link usable', async () => {
  const { setupToken } = await invite('patient@policia.example');
  await expect(desk.accounts.activate(setupToken, 'short')).rejects.toMatchObject({
    errors: [{ pointer: '/password', rule: 'too-short', limits: { min: 12 } }],
  });
  await expect(desk.accounts.activate(setupToken, PASSWORD)).resolves.toMatchObject({ state: 'active' });
});

test('a fresh desk prints new links only for those who have not come yet', async () => {
  const former = await invite('demo-new@policia.example');
  await desk.person('demo-active@policia.example', ['manager']);
  const links = await desk.database.transaction((tx) =>
    desk.accounts.renewPendingInvitations(tx, operatorContext('start'), [
      'demo-new@policia.example',
      'demo-active@policia.example',
      'demo-unknown@policia.example',
    ]),
  );
  expect(links.map((link) => link.email)).toEqual(['demo-new@policia.example']);
  await expect(desk.accounts.holderOf(former.setupToken)).rejects.toMatchObject({ status: 410 });
  await desk.accounts.activate(links[0]!.setupToken, PASSWORD);
});

test('a disabled account cannot sign in, and comes back only through a new link', async () => {
  const accountId = await desk.person('leaver@policia.example', ['lead']);
  await desk.database.transaction((tx) =>
    desk.app.get(AccountRights).disable(tx, operatorContext('test'), accountId),
  );
  await expect(desk.accounts.authenticate('leaver@policia.example', PASSWORD)).rejects.toMatchObject({
    code: 'sign-in-refused',
  });
  const token = await desk.database.transaction((tx) =>
    desk.app.get(AccountRights).enable(tx, operatorContext('test'), accountId),
  );
  await desk.accounts.activate(token, 'nubes sobre el Ebro');
  await expect(
    desk.accounts.authenticate('leaver@policia.example', 'nubes sobre el Ebro'),
  ).resolves.toMatchObject({ accountId });
  expect(await history(accountId)).toEqual([
    'account.created',
    'account.activated',
    'account.disabled',
    'session.refused',
    'account.changed',
    'account.activated',
  ]);
});

test("one knows the names of those in one's units and of nobody else; an auditor knows everybody's", async () => {
  const other = await desk.unit('udyco-malaga');
  const { accountId: near } = await invite('near@policia.example', { name: 'Noa Cerca' });
  const { accountId: far } = await invite('far@policia.example', { name: 'Luz Lejos', unitIds: [other] });
  const known = async (roles: StaffRole[]) =>
    (await desk.accounts.colleaguesOf({ roles, unitIds: [unitId] })).map(({ accountId }) => accountId);

  await desk.database.transaction((tx) =>
    desk.app.get(AccountRights).disable(tx, operatorContext('test'), near),
  );
  expect(await known(['investigator'])).toContain(near);
  expect(await known(['investigator'])).not.toContain(far);
  expect(await known(['auditor'])).toEqual(expect.arrayContaining([near, far]));
});
