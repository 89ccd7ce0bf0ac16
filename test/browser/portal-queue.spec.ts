import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { stillness } from '../support/browser.js';
import { openPortal, type PortalRoom } from '../support/portal.js';
import { until } from '../support/until.js';

let portal: PortalRoom;
let page: Page;
let plain: string;
let urgent: string;

beforeAll(async () => {
  portal = await openPortal();
  plain = await portal.tip(
    'En el bar de la esquina entran y salen toda la noche. Matrícula 4821 KLM.',
    'Getafe',
  );
  urgent = await portal.tip(
    'Mi vecino tiene una pistola y dice que va a matar a su mujer esta noche.',
    'Madrid',
  );
  await portal.tip('En el bar de la esquina entran y salen toda la noche. Matrícula 4821 KLM.', 'Getafe');
  page = await portal.enter('investigadora.madrid');
  await page.goto('/staff/');
  await page.getByRole('row').first().waitFor();
});
afterAll(() => portal.close());

const rows = () => page.getByRole('row').allInnerTexts();

describe('the queue', () => {
  test('the most urgent tip stands first; repeats are one line; what is personal is a chip', async () => {
    expect(page.url()).toContain('/staff/queue');
    const [first, second, ...others] = await rows();
    expect(first).toContain('Riesgo para la vida');
    expect(second).toContain('×2');
    expect(second).toMatch(/Matrícula\s*[0-9a-f]{4}/);
    expect(second).not.toMatch(/4821\s*KLM/);
    expect(others).toEqual([]);
  });

  test('j and Enter open a tip, t marks it, and the button says so', async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(urgent));
    await page.getByRole('button', { name: /^Revisado/ }).waitFor();
    await page.keyboard.press('t');
    await page.getByText('Aviso marcado como revisado').waitFor();
    await expect(stateOf(urgent)).resolves.toBe('triaged');
  });

  test('undo takes it back', async () => {
    await page.getByRole('button', { name: 'Deshacer' }).click();
    await until('the tip new again', async () => (await stateOf(urgent)) === 'new');
  });

  test('a note is written by key and stays after a reload', async () => {
    await page.keyboard.press('n');
    await page.locator('#note:focus').waitFor();
    await page.keyboard.type('Aviso a la patrulla.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('listitem').filter({ hasText: 'Aviso a la patrulla.' }).waitFor();
    await page.reload();
    await page.getByRole('listitem').filter({ hasText: 'Aviso a la patrulla.' }).waitFor();
  });

  test('the history says who looked', async () => {
    await page.getByText('Lo abrió').first().waitFor();
  });

  test('words searched for never stand in the address', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('esquina');
    await page.keyboard.press('Enter');
    await until('one line', async () => (await rows()).length === 1);
    expect(page.url()).not.toContain('esquina');
    await page.getByRole('button', { name: 'Borrar la búsqueda' }).click();
    await until('both lines', async () => (await rows()).length === 2);
  });

  test('what a colleague changed meanwhile is a kind conflict; the typed note stays', async () => {
    await page.goto(`/staff/queue/${plain}`);
    await page.getByLabel('Nota nueva').fill('A medias');
    const colleague = await portal.desk.signedIn('investigadora.madrid');
    await colleague.put(`/api/tips/${plain}/state`).send({ state: 'in-case', version: 1 }).expect(204);
    await page.getByRole('button', { name: /^Revisado/ }).click();
    await page.getByText('Otra persona se te ha adelantado').waitFor();
    await page.locator('[data-state="in-case"]').waitFor();
    expect(await page.getByLabel('Nota nueva').inputValue()).toBe('A medias');
  });

  test('closing asks for the outcome, says what else closes, and goes on to the next tip', async () => {
    await page.getByLabel('Nota nueva').fill('');
    await page.getByLabel('Nota nueva').blur();
    await page.getByRole('row').nth(1).waitFor(); // to go on to the next, the list must be there
    await page.keyboard.press('e');
    await page.getByText('También se cierra el aviso repetido').waitFor();
    await page.getByLabel('Útil').check();
    await page.getByRole('button', { name: 'Cerrar aviso' }).click();
    await page.waitForURL(new RegExp(urgent));
    await until('the tip closed', async () => (await stateOf(plain)) === 'closed');
  });

  test('single letters can be switched off', async () => {
    await page.getByRole('button', { name: /^Revisado/ }).waitFor();
    await page.keyboard.press('?');
    const single = page.getByLabel('Atajos de una sola tecla');
    await single.press('Space');
    expect(await single.isChecked()).toBe(false);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const sent: string[] = [];
    page.on('request', (request) => void sent.push(request.url()));
    await page.keyboard.press('t');
    await stillness(page);
    expect(sent.filter((url) => url.endsWith('/state'))).toEqual([]);
    await expect(stateOf(urgent)).resolves.toBe('new');
  });

  test("another unit's investigator finds nothing at the tip's address", async () => {
    const malaga = await portal.enter('investigador.malaga');
    const answer = malaga.waitForResponse((response) => response.url().endsWith(`/api/tips/${urgent}`));
    await malaga.goto(`/staff/queue/${urgent}`);
    expect((await answer).status()).toBe(404);
    await malaga.getByText('No hay ningún aviso tuyo en esta dirección').waitFor();
    expect(await malaga.getByText('pistola').count()).toBe(0);
  });
});

describe('several lines at once', () => {
  test('are one notice, and one undo takes all of it back', async () => {
    const tips = [
      await portal.tip(
        'El quiosco de la estación guarda paquetes de madrugada, detrás de las revistas.',
        'Parla',
      ),
      await portal.tip(
        'Quien abre el quiosco del parque cambia sobres con un ciclista los jueves.',
        'Leganés',
      ),
    ];
    const lead = await portal.enter('jefa.madrid');
    await lead.goto('/staff/queue');
    await lead.getByLabel('Buscar palabras en los avisos').fill('quiosco');
    await lead.keyboard.press('Enter');
    const boxes = lead.getByRole('row').getByRole('checkbox');
    await until('only the two lines', async () => (await boxes.count()) === 2);
    for (const box of await boxes.all()) await box.check();
    await lead
      .getByRole('toolbar', { name: '2 seleccionados' })
      .getByRole('button', { name: 'Revisado' })
      .click();
    await lead.getByText('2 avisos marcados como revisados').waitFor();
    expect(await Promise.all(tips.map(stateOf))).toEqual(['triaged', 'triaged']);
    expect(await lead.getByRole('button', { name: 'Deshacer' }).count()).toBe(1);
    await lead.getByRole('button', { name: 'Deshacer' }).click();
    await until('both tips new again', async () =>
      (await Promise.all(tips.map(stateOf))).every((state) => state === 'new'),
    );
    await lead.context().close();
  });
});

test('whoever leaves a tip by key is back on the list', async () => {
  const lead = await portal.enter('jefa.madrid');
  await lead.goto(`/staff/queue/${urgent}`);
  await lead.getByRole('row').first().waitFor();
  await lead.getByRole('button', { name: 'Pedir abrir…' }).focus();
  await lead.keyboard.press('Escape');
  await lead.locator('[role=grid]:focus').waitFor();
  await lead.context().close();
});

describe('what waits for a look', () => {
  let held: string;
  beforeAll(async () => {
    held = await portal.tip(
      'El trastero del fondo, donde guardan las bolsas negras, lleva pintado mío también.',
      'Madrid',
    );
  });

  test('its words are on no line; selected words are masked for good', async () => {
    await page.goto('/staff/queue?lane=review');
    await page.getByRole('row').filter({ hasText: 'Quizá muestre quién avisa' }).click();
    expect(await page.locator('[aria-label="Bandejas"] [aria-current]').allInnerTexts()).toHaveLength(1);
    const text = page.getByText('El trastero del fondo').last();
    await text.evaluate((element) => {
      const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode() as Text;
      const start = words.data.indexOf('bolsas negras');
      getSelection()!.setBaseAndExtent(words, start, words, start + 'bolsas negras'.length);
    });
    await page.getByRole('button', { name: /^Tapar lo seleccionado/ }).click();
    await until('the words masked', async () => (await textOf(held)).includes('[BY_HAND]'));
    expect(await textOf(held)).not.toContain('bolsas');
  });

  test('once looked at it is a line like others', async () => {
    await page.getByRole('button', { name: /^Está mirado/ }).click();
    await until('the tip looked at', async () => !(await isHeld(held)));
    await page.goto('/staff/queue');
    await page.getByRole('row').filter({ hasText: 'El trastero del fondo' }).waitFor();
  });
});

async function isHeld(id: string): Promise<boolean> {
  const [tip] = await portal.desk.database.query<{ held: boolean }>(
    'SELECT is_held AS held FROM tip WHERE id = $1',
    [id],
  );
  return tip!.held;
}

async function textOf(id: string): Promise<string> {
  const [tip] = await portal.desk.database.query<{ text: string }>('SELECT text FROM tip WHERE id = $1', [
    id,
  ]);
  return tip!.text;
}

async function stateOf(id: string): Promise<string> {
  const [tip] = await portal.desk.database.query<{ state: string }>('SELECT state FROM tip WHERE id = $1', [
    id,
  ]);
  return tip!.state;
}
