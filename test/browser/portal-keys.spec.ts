import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CDPSession, Page } from 'playwright-core';
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

async function unlockByPassphrase(on: Page) {
  await on.getByRole('button', { name: 'Desbloquear' }).click();
  await on.getByLabel('Frase de paso', { exact: true }).fill(PASSPHRASE);
  await on.getByRole('dialog').getByRole('button', { name: 'Desbloquear', exact: true }).click();
  await on.getByText('Desbloqueada en esta pestaña').waitFor();
}

/** An authenticator in the browser's own software (Chromium's WebAuthn domain): a phone or a laptop's chip. */
async function newAuthenticator(security: CDPSession): Promise<string> {
  const { authenticatorId } = await security.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return authenticatorId;
}

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

  test('a passkey opens the key where the authenticator derives secrets (PRF), and no other passkey does', async () => {
    const security = await page.context().newCDPSession(page);
    await security.send('WebAuthn.enable');
    const authenticator = await newAuthenticator(security);
    await unlockByPassphrase(page);
    await page.getByRole('button', { name: 'Añadir llave de acceso' }).click();
    const ways = page.getByRole('listitem').filter({ hasText: 'Llave de acceso, desde' });
    await ways.waitFor();
    await page.getByRole('button', { name: 'Bloquear', exact: true }).click();

    await page.getByRole('button', { name: 'Desbloquear' }).click();
    await page.getByRole('button', { name: 'Desbloquear con la llave de acceso' }).click();
    await page.getByText('Desbloqueada en esta pestaña').waitFor();
    await card(page, 'UDYCO Madrid').getByText('La tiene').first().waitFor();

    await page.getByRole('button', { name: 'Bloquear', exact: true }).click();
    await security.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: authenticator });
    await newAuthenticator(security);
    await page.getByRole('button', { name: 'Desbloquear' }).click();
    await page.getByRole('button', { name: 'Desbloquear con la llave de acceso' }).click();
    await page.getByText('La llave de acceso no abrió').waitFor();
    await page.keyboard.press('Escape');
  });

  test('keys that nobody uses lock by themselves', async () => {
    await page.clock.install();
    await page.reload();
    await unlockByPassphrase(page);
    await page.clock.pauseAt(Date.now() + 60_000); // from here on time passes as the test says
    await page.keyboard.press('Shift'); // a touch
    await page.clock.fastForward('09:00');
    expect(await page.getByText('Desbloqueada en esta pestaña').count()).toBe(1);
    await page.clock.fastForward('02:00');
    await page.getByText('Bloqueada.').waitFor();
  });
});
