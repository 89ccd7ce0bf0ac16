import { afterAll, beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { axeViolations } from '../support/browser.js';
import { openPortal, type PortalRoom } from '../support/portal.js';
import { X_SETTINGS } from '../support/x-desk.js';
import { FakeX } from '../fakes/x/fake-x.js';
import type { XPerson } from '../fakes/x/world.js';
import { XAccounts, XPoller } from '#channels';
import sharp from 'sharp';
import type { Page } from 'playwright-core';
import { XHiding } from '../../libs/channels/src/x/moderation/x-hiding.js';
import { XPublisher } from '../../libs/channels/src/x/publishing/x-publisher.js';
import { XRemover } from '../../libs/channels/src/x/publishing/x-remover.js';

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

/** For whoever looks at the pages: COLABORA_TEST_SHOTS names a folder. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['COLABORA_TEST_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/** What the owner of the account does at X: reads the page's address and says yes. */
async function consent(agent: request.Agent, without: string[] = []): Promise<string> {
  const { body } = await agent
    .post('/api/x/sign-ins')
    .send({ confirmed: ['authority', 'terms', 'letter-box'] })
    .expect(200);
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

test('whoever connects an account says first what they answer for, and the page shows it', async () => {
  const manager = await room.desk.signedIn('campanas');
  for (const confirmed of [[], ['authority', 'terms'], ['authority', 'terms', 'anything']]) {
    await manager.post('/api/x/sign-ins').send({ confirmed }).expect(422);
  }
  const page = await room.enter('campanas');
  await page.route('https://x.com/**', (route) => route.fulfill({ body: 'X' }));
  await page.goto('/staff/channels');
  await page.getByRole('button', { name: 'Conectar una cuenta' }).press('Enter');
  const dialog = page.getByRole('dialog');
  const go = dialog.getByRole('button', { name: 'Ir a X' });
  await go.waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await shot(page, 'x-connect');
  for (const box of await dialog.getByRole('checkbox').all()) {
    expect(await go.isDisabled()).toBe(true);
    await box.press('Space');
  }
  await go.press('Enter');
  await page.waitForURL(/^https:\/\/x\.com\//);
  await page.goto('/staff/channels');
  await page.getByText(/^Quien responde por ella: Lola Portavoz, .+ uso solo como buzón/).waitFor();
  const [logged] = await room.desk.database.query<{ body: string }>(
    `SELECT body FROM audit_entry WHERE action = 'channel.connected' ORDER BY id DESC LIMIT 1`,
  );
  expect(JSON.parse(logged!.body).details).toMatchObject({ confirmed: 'authority terms letter-box' });
  await page.context().close();
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
  await page.getByText(/Esperando el límite de X hasta .*\d\d:\d\d/).waitFor();
  await page.getByText('Un mensaje llegó y no es aviso').waitFor();
  expect(await axeViolations(page)).toEqual([]);

  await shot(page, 'x-light');
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

test('an account that X put out says so, in the list and at its inboxes, until somebody connects it again', async () => {
  x.grants.revoke(police.id);
  const [account] = await room.desk.app.get(XAccounts).all();
  await room.desk.database.query('DELETE FROM x_budget');
  expect(await room.desk.app.get(XPoller).poll(account!, 'dm')).toBe('trouble');
  const page = await room.enter('operador');
  await page.goto('/staff/channels');
  const card = page.getByRole('region', { name: '@policia_demo' });
  await card.getByText('Hay que volver a conectar').waitFor();
  await card.getByText(/^X ya no acepta los permisos de esta cuenta/).waitFor();
  expect(await card.getByRole('button', { name: 'Volver a conectar' }).isVisible()).toBe(true);
  expect(await axeViolations(page)).toEqual([]);
  await shot(page, 'x-needs-sign-in');
  const manager = await room.desk.signedIn('campanas');
  await manager.get(await consent(manager)).expect('location', '/staff/channels?x=connected');
  await page.reload();
  await card.getByText('Conectada').waitFor();
  expect(await card.getByText('Hay que volver a conectar').count()).toBe(0);
  await page.context().close();
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
    await shot(page, look.viewport === undefined ? 'x-dark' : 'x-phone');
  }
});

test('a picture is published with its words, by keyboard, and the post is taken down', async () => {
  const page = await room.enter('campanas');
  const { app, database } = room.desk;
  await page.goto('/staff/channels');
  const posts = page.getByRole('region', { name: 'Publicar' });
  await posts
    .getByLabel('Texto')
    .fill('¿Sabes algo? Cuéntalo aquí: https://avisos.policia.es/es #tweetredadas');
  await posts.getByText(/de 280 · cuesta 0.2 \$, por llevar un enlace/).waitFor();
  const photo = await sharp({ create: { width: 320, height: 200, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
  await posts
    .locator('input[type=file]')
    .setInputFiles({ name: 'cartel.jpg', mimeType: 'image/jpeg', buffer: photo });
  await posts.getByLabel('Habla de').selectOption(await room.desk.campaignId('tweetredadas'));
  const words = posts.getByLabel('Qué se ve en la imagen');
  await words.fill(' '); // the browser is content with it, the server isn't
  await posts.getByRole('button', { name: 'Proponer', exact: true }).press('Enter');
  await posts.getByText('Falta por rellenar.').waitFor();
  await words.fill('Cartel con el teléfono 091');
  expect(await axeViolations(page)).toEqual([]);
  await shot(page, 'x-compose');
  await posts.getByRole('button', { name: 'Proponer', exact: true }).press('Enter');
  await posts.getByText('La aprueba otra persona.').waitFor();
  await database.query('UPDATE x_post SET written_by = gen_random_uuid()');
  await page.reload();
  await posts.getByRole('img', { name: 'Cartel con el teléfono 091' }).waitFor();
  await posts.getByRole('button', { name: 'Aprobar' }).press('Enter');
  await posts.getByText('Aprobada; saldrá a su hora').waitFor();
  x.faults.next('rate-limited', /upload$/);
  await app.get(XPublisher).publishDue();
  await page.reload();
  await posts.getByText(/Esperando el límite de X hasta/).waitFor();
  await database.query('UPDATE x_post SET not_before = NULL');
  await database.query('DELETE FROM x_budget');
  await app.get(XPublisher).publishDue();
  await page.reload();
  await posts.getByText('Publicada').waitFor();
  expect([...x.world.posts.values()].at(-1)!.media[0]).toMatchObject({
    altText: 'Cartel con el teléfono 091',
  });
  expect(await axeViolations(page)).toEqual([]);
  await shot(page, 'x-posts');
  page.once('dialog', (dialog) => void dialog.accept());
  await posts.getByRole('button', { name: 'Borrar en X' }).press('Enter');
  await posts.getByText('Borrándose en X').waitFor();
  await app.get(XRemover).removeDue();
  await page.reload();
  await posts.getByText('Borrada', { exact: true }).waitFor();
  await page.context().close();
});

test('at the tip: a reply below our post is hidden, and where X lets no program answer there is another way', async () => {
  const { app, database } = room.desk;
  const own = x.world.post(police, '¿Sabes algo?');
  const reply = x.world.post(x.world.person('vecino'), '@policia_demo en Madrid, Atocha 3, venden', {
    replyTo: own.id,
  });
  const [account] = await app.get(XAccounts).all();
  await database.query('UPDATE x_source SET waits_until = NULL');
  await database.query('DELETE FROM x_budget');
  await app.get(XPoller).poll(account!, 'mention');
  const [tip] = await database.query<{ id: string }>(`SELECT id FROM tip WHERE channel = 'x-mention'`);
  const page = await room.enter('investigadora.madrid');
  await page.goto(`/staff/queue/${tip!.id}`);
  await page.getByText('Está debajo de una publicación nuestra.').waitFor();
  await page.getByRole('button', { name: 'Ocultar en X' }).press('Enter');
  await page.getByText('Ocultándose en X').waitFor();
  await app.get(XHiding).carryOut();
  expect(reply.hidden).toBe(true);
  await page.reload();
  await page.getByText('Oculta en X').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await shot(page, 'tip-mention');

  await database.query('UPDATE x_message SET summons = false WHERE tip_id = $1', [tip!.id]);
  await page.reload();
  const link = page.getByRole('link', { name: 'Abrir X con el texto preparado' });
  await link.waitFor();
  const address = new URL((await link.getAttribute('href'))!);
  expect(address.host + address.pathname).toBe('x.com/intent/post');
  expect(address.searchParams.get('text')).toContain('/es/c/tweetredadas');
  expect(address.href).not.toContain(reply.id); // the link leads to nobody
  expect(await page.getByRole('textbox', { name: 'Escribirle' }).count()).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
  await shot(page, 'tip-not-summoned');
  await page.context().close();
});
