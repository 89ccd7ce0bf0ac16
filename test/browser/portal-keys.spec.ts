import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeViolations } from '../support/browser.js';
import { openPortal, type PortalRoom } from '../support/portal.js';

const PASSPHRASE = 'nueve faros de papel';

let portal: PortalRoom;
let page: Page;

beforeAll(async () => {
  portal = await openPortal();
  page = await portal.enter('investigadora.madrid');
});
afterAll(() => portal.close());

const card = (on: Page, unit: string) => on.getByRole('region', { name: unit });

async function makeKey(on: Page) {
  await on.goto('/staff/keys');
  await on.getByLabel('Frase de paso', { exact: true }).fill(PASSPHRASE);
  await on.getByLabel('Repítela').fill(PASSPHRASE);
  await on.getByRole('button', { name: 'Hacer mi clave' }).click();
  await on.getByText('Desbloqueada en esta pestaña').waitFor();
}

describe('keys', () => {
  test('a first visit is led to make a key; a short passphrase is refused', async () => {
    await page.goto('/staff/queue');
    await page.getByRole('button', { name: 'Hacer mi clave' }).click();
    await page.getByLabel('Frase de paso', { exact: true }).fill('corta');
    await page.getByRole('button', { name: 'Hacer mi clave' }).click();
    await page.getByText('Faltan caracteres').waitFor();
    await makeKey(page);
  });

  test('the paper key is brought in once, proves itself, and is handed to a colleague', async () => {
    const madrid = card(page, 'UDYCO Madrid');
    await madrid.getByRole('button', { name: 'Traer del papel' }).click();
    const typed = page.getByRole('textbox', { name: 'Clave del papel' });
    await typed.fill(await portal.desk.paperKey('UDYCO Málaga'));
    await page.getByRole('button', { name: 'Comprobar y guardar' }).click();
    await page.getByText('no la de esta unidad').waitFor();
    const paper = await portal.desk.paperKey('UDYCO Madrid');
    await typed.fill(paper.toLowerCase().replace(/(.{6})/g, '$1 '));
    await page.getByRole('button', { name: 'Comprobar y guardar' }).click();
    await madrid.getByText('La tiene').waitFor();
    await typed.waitFor({ state: 'detached' });
    expect(await axeViolations(page)).toEqual([]);

    const colleague = await portal.enter('jefa.madrid');
    await makeKey(colleague);
    await page.reload();
    await page.getByRole('button', { name: 'Desbloquear' }).click();
    await page.getByLabel('Frase de paso', { exact: true }).fill('otra frase cualquiera');
    await page.getByRole('dialog').getByRole('button', { name: 'Desbloquear', exact: true }).click();
    await page.getByText('No abre.').waitFor();
    await page.getByLabel('Frase de paso', { exact: true }).fill(PASSPHRASE);
    await page.getByRole('dialog').getByRole('button', { name: 'Desbloquear', exact: true }).click();
    await madrid.getByRole('button', { name: 'Dar la clave de la unidad a Carmen Guadarrama' }).click();
    await madrid.getByText('Espera la de la unidad').waitFor({ state: 'detached' });
    await colleague.context().close();
  });

  test('nothing of a key is in the browser’s storage, and locking forgets it', async () => {
    const stored = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
    expect(stored).not.toMatch(/AGE-SECRET|age1/i);
    await page.getByRole('button', { name: 'Bloquear', exact: true }).click();
    await page.getByText('Bloqueada.').waitFor();
  });
});
