import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openXDesk, type XDesk } from '../../../../test/support/x-desk.js';
import { diagnoseX } from './x-doctor.js';

let room: XDesk;
let bindings: unknown[];

beforeAll(async () => {
  room = await openXDesk();
  bindings = await rows('SELECT * FROM x_binding');
});
beforeEach(async () => {
  expect(await diagnosis()).toEqual({ verdict: 'ok', says: '@policia_demo' });
});
afterAll(() => room.close());

const rows = <Row>(sql: string, ...parameters: unknown[]) => room.desk.database.query<Row>(sql, parameters);
const diagnosis = () => diagnoseX(room.desk.kernel);

test('each permission that an account lacks is named, and what it is for', async () => {
  const [{ scopes }] = (await rows<{ scopes: string[] }>('SELECT scopes FROM x_account')) as [
    { scopes: string[] },
  ];
  const given = scopes.filter((scope) => !['dm.write', 'offline.access'].includes(scope));
  await rows('UPDATE x_account SET scopes = $1', given);
  expect(await diagnosis()).toEqual({
    verdict: 'warning',
    says: '@policia_demo lacks dm.write (to answer messages), offline.access (to stay signed in): connect it again and accept all',
  });
  await rows('UPDATE x_account SET scopes = $1', scopes);
});

test('an inbox that leads nowhere, stands still or has a gap is said', async () => {
  const [binding] = bindings as [{ account_id: string; campaign_id: string }];
  await rows('DELETE FROM x_binding');
  expect(await diagnosis()).toEqual({ verdict: 'warning', says: '@policia_demo is bound to no campaign' });
  await rows(
    `INSERT INTO x_binding (account_id, kind, value, campaign_id) VALUES ($1, 'default', '', $2)`,
    binding.account_id,
    binding.campaign_id,
  );
  await rows(`UPDATE x_source SET read_until = now() - interval '40 days' WHERE source = 'dm'`);
  expect((await diagnosis()).says).toBe('@policia_demo was not read whole for 60 minutes');
  await room.read('dm'); // and that is more than X shows
  expect(await diagnosis()).toEqual({
    verdict: 'warning',
    says: '@policia_demo has a gap that X no longer shows',
  });
  await rows('UPDATE x_source SET gap_from = NULL, gap_until = NULL');
});

test('an app without accounts, and accounts without an app, are said', async () => {
  const { configuration } = room.desk.kernel;
  const { xClientId } = configuration;
  configuration.xClientId = undefined as never;
  expect(await diagnosis()).toEqual({
    verdict: 'warning',
    says: 'off, but accounts are connected: COLABORA_X_CLIENT_ID and its secret are missing',
  });
  await rows(`UPDATE x_account SET state = 'disconnected'`);
  expect(await diagnosis()).toEqual({ verdict: 'ok', says: 'off: no app at X is set up' });
  configuration.xClientId = xClientId!;
  expect(await diagnosis()).toEqual({
    verdict: 'warning',
    says: 'on, but no account is connected yet (portal, X)',
  });
  await rows(`UPDATE x_account SET state = 'connected'`);
});

test('an account that X put out fails, and says what to do', async () => {
  room.x.grants.revoke(room.police.id);
  expect(await room.poll('dm')).toBe('trouble');
  expect(await diagnosis()).toEqual({
    verdict: 'failed',
    says: '@policia_demo must be connected again: X no longer accepts its permissions',
  });
});
