import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { stillness } from '../support/browser.js';
import { PASSWORD } from '../support/desk.js';
import { openPortal, type PortalRoom } from '../support/portal.js';

let portal: PortalRoom;
let page: Page;

beforeAll(async () => {
  portal = await openPortal();
  page = await portal.stranger();
});
afterAll(() => portal.close());

describe('the way in', () => {
  test('a one-time link lets its person choose a password; its token leaves the address bar at once', async () => {
    const link = await portal.invite('nueva@demo.example', 'Nuria Nueva', ['investigator'], 'udyco-madrid');
    await page.goto(link);
    await page.getByText('Hola, Nuria Nueva').waitFor();
    expect(page.url()).not.toContain('#');

    await page.getByLabel('Contraseña nueva').fill('contraseña1234');
    await page.getByLabel('Repítela').fill('contraseña1234');
    await page.getByRole('button', { name: 'Guardar contraseña' }).click();
    await page.getByText('Es de las más usadas').waitFor();

    await page.getByLabel('Contraseña nueva').fill(PASSWORD);
    await page.getByLabel('Repítela').fill(PASSWORD);
    await page.getByRole('button', { name: 'Guardar contraseña' }).click();
    await page.getByText('Contraseña guardada').waitFor();

    await page.goto(link);
    await page.getByText('Este enlace ya no sirve').waitFor();
  });

  test('a wrong password is told kindly and keeps the address', async () => {
    await page.goto('/staff/queue?priority=high');
    await page.getByLabel('Correo electrónico').fill('nueva@demo.example');
    await page.getByLabel('Contraseña', { exact: true }).fill('otra cosa');
    await page.getByRole('button', { name: 'Entrar' }).click();
    await page.getByText('no son correctos').waitFor();
    expect(await page.getByLabel('Correo electrónico').inputValue()).toBe('nueva@demo.example');
  });

  test('signing in leads on to the address that was asked for', async () => {
    await page.getByLabel('Contraseña', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Entrar' }).click();
    await page.getByText('Ningún aviso cumple esto').waitFor();
    expect(page.url()).toContain('/staff/queue?priority=high');
  });

  test('a session that ends keeps the place and what was typed', async () => {
    const tipId = await portal.tip('Venden en el portal 4 de la plaza, sobre todo de noche.', 'Madrid');
    await page.goto(`/staff/queue/${tipId}`);
    await page.getByLabel('Nota nueva').fill('Pido las cámaras de la plaza.');
    // On the server's side: an answer still under way would bring a cleared cookie back.
    await portal.desk.database.query('DELETE FROM staff_session');
    // Not by the pointer: the page's own look for new tips may have brought the dialog already.
    await page.getByRole('button', { name: 'Guardar nota' }).dispatchEvent('click');

    await page.getByRole('dialog', { name: 'La sesión ha terminado' }).waitFor();
    await page.getByLabel('Contraseña', { exact: true }).fill(PASSWORD);
    await page.getByRole('dialog').getByRole('button', { name: 'Entrar' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await page.getByLabel('Nota nueva').inputValue()).toBe('Pido las cámaras de la plaza.');
    await page.getByRole('button', { name: 'Guardar nota' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Pido las cámaras de la plaza.' }).waitFor();
  });

  test('a late refusal of the session that ended asks nobody to sign in twice', async () => {
    await page.goto('/staff/queue');
    await page.getByRole('row').first().waitFor();
    const { promise: mayArrive, resolve: arrive } = Promise.withResolvers<void>();
    const isLate = page.waitForResponse(
      (response) => response.url().endsWith('/api/tips/counts') && response.status() === 401,
    );
    await page.route('**/api/tips/counts', async (route) => {
      const answer = await route.fetch();
      if (answer.status() === 401) await mayArrive;
      await route.fulfill({ response: answer });
    });
    await portal.desk.database.query('DELETE FROM staff_session');
    await page.keyboard.press('r');
    await page.getByRole('dialog', { name: 'La sesión ha terminado' }).waitFor();
    await page.getByLabel('Contraseña', { exact: true }).fill(PASSWORD);
    await page.getByRole('dialog').getByRole('button', { name: 'Entrar' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    arrive();
    await (await isLate).finished();
    await stillness(page);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe('whoever runs the desk', () => {
  test('gives somebody another duty, shuts them out at once, and lets them back in', async () => {
    const operator = await portal.enter('operador');
    await operator.goto('/staff/team');
    const row = operator.getByRole('row').filter({ hasText: 'Nuria Nueva' });

    await row.getByRole('button', { name: 'Cambiar a Nuria Nueva' }).click();
    const dialog = operator.getByRole('dialog');
    await dialog.getByLabel('UDYCO Madrid').uncheck();
    await dialog.getByText('Deja una unidad').waitFor();
    await dialog.getByLabel('Campañas').check();
    await dialog.getByRole('button', { name: 'Guardar cambios' }).click();
    await row.getByText('Investigación, Campañas').waitFor();
    await page.goto('/staff/queue');
    await page.getByText('No queda nada en la cola').waitFor();

    await row.getByRole('button', { name: 'Cambiar a Nuria Nueva' }).click();
    await dialog.getByRole('button', { name: 'Desactivar la cuenta…' }).click();
    await dialog.getByRole('button', { name: 'Desactivar ahora' }).click();
    await row.getByText('Desactivada').waitFor();
    await page.goto('/staff/queue');
    await page.getByRole('button', { name: 'Entrar' }).waitFor();

    await row.getByRole('button', { name: 'Reactivar a Nuria Nueva' }).click();
    expect(await operator.getByLabel('Enlace', { exact: true }).inputValue()).toMatch(/\/staff\/setup#/);
    await row.getByText('Invitada').waitFor();
  });

  test('can lose neither the right to run it nor the way in by their own hand', async () => {
    const operator = await portal.enter('operador');
    await operator.goto('/staff/team');
    await operator.getByRole('button', { name: 'Cambiar a Óscar Sistemas' }).click();
    const dialog = operator.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Guardar cambios' }).waitFor();
    expect(await dialog.getByRole('button', { name: 'Desactivar la cuenta…' }).count()).toBe(0);
    await dialog.getByLabel('Auditoría').check();
    await dialog.getByLabel('Administración').uncheck();
    await dialog.getByRole('button', { name: 'Guardar cambios' }).click();
    await dialog.getByText('No puedes quitarte a ti').waitFor();
    expect(await dialog.getByLabel('Auditoría').isChecked()).toBe(true);
  });
});
