import { afterAll, beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { axeViolations } from '../support/browser.js';
import { openPortal, type PortalRoom } from '../support/portal.js';
import { X_SETTINGS } from '../support/x-desk.js';
import { FakeX } from '../fakes/x/fake-x.js';
import type { XPerson } from '../fakes/x/world.js';
import { XAccounts, XPoller } from '#channels';

let x: FakeX;
let room: PortalRoom;
let police: XPerson;

beforeAll(async () => {
  x = await new FakeX().start();
  police = x.world.person('policia_demo', { name: 'Policía Demo' });
  room = await openPortal(X_SETTINGS(x));
});
afterAll(async () => {
  await room.close();
  await x.stop();
});

/** What the owner of the account does at X: reads the page's address and says yes. */
async function consent(agent: request.Agent, without: string[] = []): Promise<string> {
  const { body } = await agent.post('/api/x/sign-ins').expect(200);
  const back = new URL(x.grants.approve(body.url, police.id, without));
  return back.pathname + back.search;
}

test('an account is connected by whoever began, once, and with the permissions that were given', async () => {
  const manager = await room.desk.signedIn('campanas');
  const operator = await room.desk.signedIn('operador');
  const investigator = await room.desk.signedIn('investigadora.madrid');
  await investigator.get('/api/x').expect(403);
  await investigator.post('/api/x/sign-ins').expect(403);

  const back = await consent(manager, ['tweet.moderate.write']);
  await operator.get(back).expect('location', '/staff/channels?x=expired'); // another's session: nothing
  await manager.get('/api/x/callback?error=access_denied').expect('location', '/staff/channels?x=declined');
  await manager.get(back).expect(303).expect('location', '/staff/channels?x=connected');
  await manager.get(back).expect('location', '/staff/channels?x=expired'); // a state works once
  const { body } = await manager.get('/api/x').expect(200);
  expect(body.accounts).toMatchObject([
    { handle: 'policia_demo', state: 'connected', missingScopes: ['tweet.moderate.write'] },
  ]);
  const kept = JSON.stringify(await room.desk.database.query('SELECT * FROM x_account'));
  expect(kept).not.toMatch(/access-|refresh-/);
  expect(JSON.stringify(body)).not.toMatch(/access-|refresh-/);
});

test('the page says what is missing, binds a campaign by keyboard, and shows what waits', async () => {
  const manager = await room.desk.signedIn('campanas');
  await manager.get(await consent(manager)).expect('location', '/staff/channels?x=connected');
  const [account] = await room.desk.app.get(XAccounts).all();
  x.world.dm(x.world.person('alguien'), police, 'Sin campaña todavía');
  await room.desk.app.get(XPoller).poll(account!, 'dm');
  x.faults.next('rate-limited', /mentions/);
  await room.desk.app.get(XPoller).poll(account!, 'mention');
  await room.desk.database.query(
    `UPDATE x_source SET waits_until = now() + interval '9 minutes' WHERE source = 'mention'`,
  );

  const page = await room.enter('campanas');
  await page.goto('/staff/channels');
  await page.getByRole('heading', { name: '@policia_demo' }).waitFor();
  await page.getByText(/Esperando el límite de X hasta las \d\d:\d\d/).waitFor();
  await page.getByText('Un mensaje llegó y no es aviso').waitFor();
  expect(await axeViolations(page)).toEqual([]);

  if (process.env['COLABORA_TEST_SHOTS'] !== undefined)
    await page.screenshot({ path: `${process.env['COLABORA_TEST_SHOTS']}/x-light.png`, fullPage: true });
  await page.getByRole('button', { name: 'Añadir' }).press('Enter');
  await page.getByLabel('Campaña').selectOption(await room.desk.campaignId('tweetredadas'));
  await page.getByRole('button', { name: 'Guardar' }).press('Enter');
  await page.getByText('Guardado.').waitFor();
  await page.getByRole('link', { name: 'Ver por qué' }).press('Enter');
  await page.getByText('Ninguna campaña lo recibe').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Intentar otra vez' }).press('Enter');
  await page.getByText('Se intenta de nuevo').waitFor();
  await room.desk.app.get(XPoller).poll(account!, 'dm');
  const [tips] = await room.desk.database.query<{ count: number }>(
    `SELECT count(*)::int FROM tip WHERE channel = 'x-dm'`,
  );
  expect(tips).toEqual({ count: 1 });
});

test('dark and on a phone it is whole, too', async () => {
  for (const look of [
    { colorScheme: 'dark' as const },
    { colorScheme: 'light' as const, viewport: { width: 375, height: 740 } },
  ]) {
    const page = await room.enter('operador', look);
    await page.goto('/staff/channels');
    await page.getByRole('heading', { name: '@policia_demo' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    if (process.env['COLABORA_TEST_SHOTS'] !== undefined) {
      const name = look.viewport === undefined ? 'dark' : 'phone';
      await page.screenshot({ path: `${process.env['COLABORA_TEST_SHOTS']}/x-${name}.png`, fullPage: true });
    }
  }
});
