import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeViolations } from '../support/browser.js';
import { openPortal, type PortalRoom } from '../support/portal.js';

let portal: PortalRoom;
let page: Page;
let first: string;
let repeat: string;
let alike: string;

const TEXT = 'Guardan motos robadas en el garaje de la calle Toledo junto al taller y las sacan de madrugada';

beforeAll(async () => {
  portal = await openPortal();
  first = await portal.tip(TEXT, 'Getafe');
  repeat = await portal.tip(`${TEXT} en una furgoneta`, 'Getafe');
  alike = await portal.tip(TEXT.replace('Toledo', 'Segovia'), 'Getafe');
  page = await portal.enter('investigadora.madrid');
});
afterAll(() => portal.close());

const groupOf = async (id: string) =>
  (await portal.desk.database.query<{ group_id: string }>('SELECT group_id FROM tip WHERE id = $1', [id]))[0]!
    .group_id;

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await holds()) return;
    await page.waitForTimeout(50);
  }
  throw new Error('It never came to hold');
}

describe('comparing and grouping', () => {
  test('g opens the group beside what is like it, with the evidence in Spanish', async () => {
    await page.goto(`/staff/queue/${first}`);
    await page.getByRole('heading', { name: 'Puede tener que ver' }).waitFor();
    await page.keyboard.press('g');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Dicen esto 2 avisos tuyos').waitFor();
    await dialog.getByText(/% de las palabras, pero aquí dice/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  test('p separates, z takes it back; m joins what was alike, z takes that back', async () => {
    await page.keyboard.press('p');
    await until(async () => (await groupOf(repeat)) !== (await groupOf(first)));
    await page.getByRole('button', { name: /Deshacer lo último/ }).waitFor();
    await page.keyboard.press('z');
    await until(async () => (await groupOf(repeat)) === (await groupOf(first)));
    await page.getByText('Dicen esto 2 avisos tuyos').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('m');
    await until(async () => (await groupOf(alike)) === (await groupOf(first)));
    await page.getByText('Dicen esto 3 avisos tuyos').waitFor();
    await page.keyboard.press('z');
    await until(async () => (await groupOf(alike)) !== (await groupOf(first)));
  });

  test('closing shows what is like it first', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('e');
    await page.getByText('Antes de cerrar: 1 aviso se parece a este').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });
});
