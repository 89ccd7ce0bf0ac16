import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CDPSession, Page } from 'playwright-core';
import { identityToRecipient } from 'age-encryption';
import { openBytes } from '#vault';
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

/** Reads the key that is shown once, and says that it is on paper: only with its end read back. */
async function keyOnPaper(on: Page, unit: string): Promise<string> {
  const paper = on.getByRole('dialog', { name: `La clave de papel de ${unit}` });
  const key = (await paper.getByText(/^AGE-SECRET-KEY-1/).textContent())!;
  expect(await paper.getByRole('listitem').count()).toBe(24);
  expect(await axeViolations(on)).toEqual([]);
  const done = paper.getByRole('button', { name: 'Está guardada en papel' });
  const typed = paper.getByRole('textbox');
  await typed.fill(key.slice(0, 4));
  expect(await done.isDisabled()).toBe(true);
  await on.keyboard.press('Escape');
  await typed.fill(key.slice(-4).toLowerCase());
  await done.click();
  await paper.waitFor({ state: 'detached' });
  return key;
}

const grantsOf = async (tipId: string) =>
  (
    await portal.desk.database.query<{ sealed_identity: Buffer }>(
      'SELECT sealed_identity FROM vault_grant WHERE tip_id = $1',
      [tipId],
    )
  ).map(({ sealed_identity }) => sealed_identity);

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

  test('a lead replaces the unit’s key: older tips are sealed anew here, and the former key ends', async () => {
    const tipId = await portal.tip('Venden de noche en la caseta de los jardines', 'Madrid');
    const lead = await portal.enter('jefa.madrid');
    await lead.goto('/staff/keys');
    await unlockByPassphrase(lead);
    const madrid = card(lead, 'UDYCO Madrid');
    await madrid.getByRole('button', { name: 'Cambiar la clave de la unidad…' }).click();
    const asking = lead.getByRole('dialog', { name: 'Cambiar la clave de UDYCO Madrid' });
    await asking.getByText('Inés Valdepeñas').waitFor();
    expect(await axeViolations(lead)).toEqual([]);
    await asking.getByRole('button', { name: 'Hacer la clave nueva' }).click();

    const fresh = await keyOnPaper(lead, 'UDYCO Madrid');
    const former = await portal.desk.paperKey('UDYCO Madrid');
    expect(fresh).not.toBe(former);
    const stillFormer = await grantsOf(tipId);
    expect(stillFormer).toHaveLength(1);
    await expect(openBytes(stillFormer[0]!, former)).resolves.toBeDefined();

    await madrid.getByText('por sellar con la clave nueva').waitFor();
    expect(await madrid.getByRole('button', { name: 'Retirar la clave anterior' }).count()).toBe(0);
    await madrid.getByRole('button', { name: 'Seguir sellando' }).click();
    await madrid.getByText('Todo está sellado con la nueva.').waitFor();
    expect(await axeViolations(lead)).toEqual([]);
    await madrid.getByRole('button', { name: 'Retirar la clave anterior' }).click();
    await madrid.getByText('Todo está sellado con la nueva.').waitFor({ state: 'detached' });
    const grants = await grantsOf(tipId);
    expect(grants).toHaveLength(1);
    await expect(openBytes(grants[0]!, fresh)).resolves.toBeDefined();
    await expect(openBytes(grants[0]!, former)).rejects.toThrow();

    const later = await grantsOf(await portal.tip('Guardan motos robadas en el garaje del fondo', 'Madrid'));
    await expect(openBytes(later[0]!, fresh)).resolves.toBeDefined();
    await page.reload();
    await unlockByPassphrase(page);
    await card(page, 'UDYCO Madrid').getByText('La tiene').first().waitFor(); // her colleague was given it along
    await lead.context().close();
  });

  test('a new unit is made with its key, which is shown once and nowhere kept', async () => {
    const operator = await portal.enter('operador');
    await operator.goto('/staff/team');
    await operator.getByRole('tab', { name: 'Unidades' }).click();
    await operator.getByRole('button', { name: 'Nueva unidad' }).click();
    const asking = operator.getByRole('dialog', { name: 'Nueva unidad' });
    await asking.getByLabel('Nombre', { exact: true }).fill('UDYCO Cádiz');
    await asking.getByLabel('Nombre corto').fill('udyco-madrid');
    await asking.getByLabel('Territorio').fill('11, 51');
    await asking.getByRole('button', { name: 'Crear la unidad' }).click();
    await asking.getByText('Ya lo usa otra.').waitFor();
    await asking.getByLabel('Nombre corto').fill('udyco-cadiz');
    await asking.getByRole('button', { name: 'Crear la unidad' }).click();

    const key = await keyOnPaper(operator, 'UDYCO Cádiz');
    const row = operator.getByRole('row').filter({ hasText: 'UDYCO Cádiz' });
    await row.getByText('11, 51').waitFor();
    await row.getByText(await identityToRecipient(key)).waitFor();
    const [found] = await portal.desk.database.query<{ hits: number }>(
      `SELECT count(*)::int AS hits FROM (SELECT unit::text AS row FROM unit UNION ALL SELECT unit_key::text FROM unit_key
         UNION ALL SELECT body FROM audit_entry) AS everything WHERE row ILIKE '%AGE-SECRET-KEY%'`,
    );
    expect(found!.hits).toBe(0);
    expect(await operator.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toContain(
      'AGE-',
    );
    await operator.context().close();
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
