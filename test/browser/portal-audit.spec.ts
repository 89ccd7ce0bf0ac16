import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AlertWatch } from '#insights';
import type { Page } from 'playwright-core';
import { axeViolations } from '../support/browser.js';
import { openPortal, type PortalRoom } from '../support/portal.js';

let portal: PortalRoom;
let page: Page;
let tipId: string;

beforeAll(async () => {
  portal = await openPortal();
  tipId = await portal.tip('Venden en el garaje de la calle del Pez, puerta azul.', 'Getafe');
  const investigator = await portal.desk.signedIn('investigadora.madrid');
  await investigator.get(`/api/tips/${tipId}`).expect(200);
  await investigator.post('/api/tips/search').send({ words: 'garaje' }).expect(200);
  page = await portal.enter('auditoria');
  await page.goto('/staff/');
});
afterAll(() => portal.close());

test('an auditor starts in their room and sees who did what', async () => {
  await page.waitForURL('**/staff/audit');
  await page
    .getByRole('cell', { name: /Aviso abierto|Aviso consultado/ })
    .first()
    .waitFor();
  expect(await axeViolations(page)).toEqual([]);
});

test('the filters are asked with the keyboard alone', async () => {
  await page.getByLabel('Tratamiento').selectOption('disclosure');
  await page.getByRole('button', { name: 'Buscar', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Aviso consultado').first().waitFor({ state: 'hidden' });
  await page.getByText('Asignado a una unidad').first().waitFor();
});

test('the words of a search are shown once the reason is given', async () => {
  await page.getByLabel('Tratamiento').selectOption('consultation');
  await page.getByRole('button', { name: 'Buscar', exact: true }).click();
  await page.getByRole('button', { name: 'Ver las palabras buscadas' }).click();
  await page.getByLabel('Motivo').fill('Queja 7/2026');
  await page.getByRole('button', { name: 'Abrir', exact: true }).click();
  await page.getByText('Buscó: «garaje»').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
});

test('a rule is saved, finds, is seen with a note and put back', async () => {
  await page.getByRole('tab', { name: 'Reglas' }).click();
  await page.getByLabel('Qué vigilar').selectOption('volume');
  await page.getByLabel(/^A partir de/).fill('1');
  await page.getByRole('button', { name: 'Guardar regla' }).click();
  await page.getByRole('button', { name: 'Pausar' }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await portal.desk.app.get(AlertWatch).round();
  await page.getByRole('tab', { name: 'Alertas' }).click();
  const line = page.getByRole('row').filter({ hasText: 'Inés Valdepeñas' });
  await line.getByRole('button', { name: 'Marcar como vista' }).click();
  expect(await axeViolations(page)).toEqual([]);
  await line.getByLabel('Qué se ha averiguado').fill('Era su turno');
  await line.getByRole('button', { name: 'Marcar como vista' }).click();
  await line.getByText('Era su turno').waitFor();
  await line.getByRole('button', { name: 'Devolver a la bandeja' }).click();
  await line.getByText('Por ver').waitFor();
  await line.getByRole('button', { name: 'Ver qué hizo ese día' }).click();
  await page.getByText('Aviso consultado').first().waitFor();
});

test('purposes are said in words', async () => {
  await page.getByText('Atender los avisos').first().waitFor();
  expect(await page.getByText('work-the-queue').count()).toBe(0);
});

test('a copy for a court is made with the keyboard and lands in the downloads', async () => {
  await page.getByRole('tab', { name: 'Copia para un juzgado' }).click();
  await page.getByLabel('Avisos (identificadores').fill(tipId);
  await page.getByLabel('Motivo').fill('DP 1234/2026');
  expect(await axeViolations(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Hacer la copia' }).focus();
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toBe(`registro-${tipId.slice(-8)}.zip`);
  await page.getByText('La copia está en tus descargas').waitFor();
});

test.each([
  ['dark', { colorScheme: 'dark' as const }],
  ['320 pixels', { viewport: { width: 320, height: 640 } }],
])('axe-core finds nothing: %s', async (_, look) => {
  const other = await portal.enter('auditoria', look);
  await other.goto('/staff/audit');
  await other.getByText('Sesión iniciada').first().waitFor();
  expect(await axeViolations(other)).toEqual([]);
  expect(await other.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await other.close();
});
