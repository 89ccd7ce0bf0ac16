import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { axeViolations } from '../support/browser.js';
import { openPortal, type PortalRoom } from '../support/portal.js';

let portal: PortalRoom;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

test('a lead sees what is due before it happens, holds a tip and decides an erasure that was asked for', async () => {
  const tipId = await portal.tip('Venden en el portal de la calle Mayor todas las noches', 'Madrid');
  const asked = await portal.tip('Hay un taller con coches robados junto al río', 'Madrid');
  await portal.desk.database.query(`UPDATE tip SET state = 'in-case' WHERE id = $1`, [asked]);
  await portal.desk.database.query(
    `INSERT INTO erasure_request (id, tip_id, asked_at, decide_by)
     VALUES (gen_random_uuid(), $1, now(), now() + interval '30 days')`,
    [asked],
  );
  const page = await portal.enter('investigadora.madrid');
  await page.goto('/staff/retention');
  await page.getByLabel('Qué vence').selectOption('365');
  const due = page.getByRole('listitem').filter({ hasText: tipId.slice(-6) });
  await due.getByRole('button', { name: 'Retener…' }).click();
  await page.getByLabel('Referencia').fill('DP 123/2026');
  await page.getByRole('button', { name: 'Retener el aviso' }).click();
  await page.getByText('DP 123/2026').waitFor();

  const request = page
    .getByRole('listitem')
    .filter({ hasText: asked.slice(-6) })
    .first();
  await request.getByRole('button', { name: 'Conservar…' }).click();
  await page.getByLabel('Perjudicaría una investigación').check();
  await page.getByRole('button', { name: 'Conservar a pesar de la petición' }).click();
  await page.getByText('Nadie espera una decisión.').waitFor();
  expect(await axeViolations(page)).toEqual([]);
});

test('an operator sees numbers and no tip', async () => {
  const page = await portal.enter('operador', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await page.goto('/staff/retention');
  await page.getByLabel('Qué vence').selectOption('365');
  await page.getByRole('cell').first().waitFor();
  expect(await page.getByText('Retenciones legales').count()).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
});
