import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openPortal, type PortalRoom } from '../support/portal.js';

let portal: PortalRoom;
let page: Page;

beforeAll(async () => {
  portal = await openPortal();
  page = await portal.enter('campanas');
  await page.goto('/staff/campaigns/new');
});
afterAll(() => portal.close());

describe('a call for collaboration', () => {
  test('what the server refuses is said at its field, and everything typed stays', async () => {
    await page.getByRole('textbox', { name: 'Título' }).fill('¿Quién pinta el acueducto?');
    await page.getByRole('button', { name: 'Guardar borrador' }).click();
    await page.getByText(/cosas? que corregir/).waitFor();
    expect(await page.getByRole('textbox', { name: 'Título' }).inputValue()).toBe(
      '¿Quién pinta el acueducto?',
    );
    expect(await page.getByRole('textbox', { name: 'Dirección' }).inputValue()).toBe(
      'quien-pinta-el-acueducto',
    );
  });

  test('what is read of a tip shows an example, which follows each choice', async () => {
    await page.getByText('Qué se lee de los avisos').click();
    const example = page.getByText('vendía cocaína').last();
    await example.waitFor();
    expect(await page.getByText('Saturnino Berrocal').count()).toBe(1);
    await page.getByLabel('Nombres', { exact: true }).selectOption({ label: 'A la vista' });
    await page.getByText('Saturnino Berrocal').nth(1).waitFor();
    await page.getByLabel('Nombres', { exact: true }).selectOption({ label: 'Con código' });
    await page.getByText('Qué se lee de los avisos').click();
  });

  test('leaving asks first', async () => {
    await page.getByRole('link', { name: 'Campañas' }).first().click();
    await page.getByRole('dialog', { name: '¿Salir sin guardar?' }).waitFor();
    await page.getByRole('button', { name: 'Seguir aquí' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  test('it is kept as a draft and previewed as citizens will see it', async () => {
    await page
      .getByRole('textbox', { name: 'Texto' })
      .fill('Si has visto a alguien, cuéntanoslo.\n\nNo hace falta tu nombre.');
    await page.getByRole('textbox', { name: 'Agradecimiento' }).fill('Gracias por cuidar lo de todos.');
    await page.getByLabel('Patrimonio Urbano').check();
    await page.getByRole('button', { name: 'Guardar borrador' }).click();
    await page.getByText('Borrador', { exact: true }).waitFor();

    await page.getByRole('tab', { name: 'Vista previa' }).click();
    const preview = page.frameLocator('iframe');
    await preview.getByRole('heading', { name: '¿Quién pinta el acueducto?' }).waitFor();
  });

  test('launching says what will happen; then the public page is live', async () => {
    const address = '/es/c/quien-pinta-el-acueducto';
    expect((await page.request.get(address)).status()).toBe(404);
    await page.getByRole('button', { name: 'Lanzar' }).click();
    await page.getByText(`Su página ${address} será pública`).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Lanzar' }).click();
    await page.getByText('Abierta', { exact: true }).waitFor();
    const live = await page.request.get(address);
    expect(live.status()).toBe(200);
    expect(await live.text()).toContain('<textarea');
  });

  test('pausing keeps the page and takes nothing in', async () => {
    await page.getByRole('button', { name: 'Pausar' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Pausar' }).click();
    await page.getByText('En pausa', { exact: true }).waitFor();
    const paused = await page.request.get('/es/c/quien-pinta-el-acueducto');
    expect(await paused.text()).not.toContain('<textarea');
  });

  test('a manager sees counts, never tips', async () => {
    await portal.tip('Han vuelto a pintar la fachada.', 'Madrid');
    await page.goto(`/staff/campaigns/${await portal.desk.campaignId('tweetredadas')}/counts`);
    await page.getByText('Avisos recibidos', { exact: true }).waitFor();
    expect(await page.getByText('fachada').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Avisos' }).count()).toBe(0);
  });
});
