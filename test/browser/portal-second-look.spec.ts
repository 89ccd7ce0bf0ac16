import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { citizenContext } from '#kernel';
import { Dialogue, Intake } from '#tips';
import type { Page } from 'playwright-core';
import { openPortal, type PortalRoom } from '../support/portal.js';
import { until } from '../support/until.js';

let portal: PortalRoom;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const stored = async (id: string) => {
  const [tip] = await portal.desk.database.query<{ text: string; place: string; is_held: boolean }>(
    'SELECT text, place, is_held FROM tip WHERE id = $1',
    [id],
  );
  return tip!;
};
/** A tip, and how its informant goes on. */
async function talkative(text: string): Promise<{ id: string; say: (text: string) => Promise<void> }> {
  const { tipId, code } = await portal.desk.app.get(Intake).receive(
    {
      channel: 'web',
      channelAccount: 'form',
      remoteId: randomUUID(),
      campaignId: await portal.desk.campaignId('tweetredadas'),
      language: 'es',
      text,
      files: [],
    },
    citizenContext('test'),
  );
  const say = (words: string) =>
    portal.desk.app
      .get(Dialogue)
      .reply(code, { text: words, language: 'es', submission: randomUUID() }, citizenContext('test'));
  return { id: tipId, say };
}
const said = (id: string) =>
  portal.desk.database.query<{ text: string; is_held: boolean }>(
    'SELECT text, is_held FROM dialogue_message WHERE tip_id = $1 ORDER BY sent_at, id',
    [id],
  );
/** Once what was decided last is done. */
const panel = (page: Page) => page.locator('[role=group][aria-label=Sospechas][aria-busy=false]');
const marks = (page: Page) => page.locator('mark').allInnerTexts();
const current = (page: Page) => page.locator('mark[data-current]').innerText();
const release = (page: Page) => panel(page).locator('button:focus', { hasText: 'Está mirado' });
const sum = (page: Page, words: string) => panel(page).getByText(words).waitFor();

describe('by keyboard alone', () => {
  let page: Page;
  let first: string;
  let second: string;
  beforeAll(async () => {
    first = await portal.tip(
      'Llama Saturnino Berrocal. El almacén donde venden lleva pintado mío y el procedimiento es el «1234/2024».',
      'Getafe',
    );
    second = await portal.tip(
      'Las garrafas del «8765/2021» están en un sótano que lleva pintado mío.',
      'el del «4321/2023»',
    );
    page = await portal.enter('investigadora.madrid');
    await page.goto('/staff/queue?lane=review');
    await page.getByRole('row').nth(1).waitFor();
  });
  afterAll(() => page.context().close());

  test('the held tip that waits longest opens; each suspect is marked and says why', async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(first));
    await sum(page, '2 sospechas: quien avisa habla de sí mismo · queda a la vista un número largo');
    expect(await marks(page)).toEqual(['mío', '1234/2024']);
    expect(await page.locator('mark').first().getAttribute('title')).toBe('quien avisa habla de sí mismo');
    expect(await current(page)).toBe('mío');
  });

  test('whatever else is done with the tip, it stays in the lane of what is to be looked at', async () => {
    await page.keyboard.press('t');
    await page.getByText('Aviso marcado como revisado').waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
  });

  test('the next one and the one before are a key away, round and round', async () => {
    for (const [key, words] of [
      ['.', '1234/2024'],
      ['.', 'mío'],
      [',', '1234/2024'],
      [',', 'mío'],
    ] as const) {
      await page.keyboard.press(key);
      await page.locator('mark[data-current]', { hasText: words }).waitFor();
    }
  });

  test('one is masked for good, one is harmless, and the release is there to be pressed', async () => {
    await page.keyboard.press('m');
    await sum(page, '1 sospecha: queda a la vista un número largo');
    expect((await stored(first)).text).toContain('donde venden lleva pintado [BY_HAND] y el procedimiento');
    await page.keyboard.press('h');
    await release(page).waitFor();
    await sum(page, 'No queda nada por decidir');
    expect((await stored(first)).is_held).toBe(true);
    await page.keyboard.press('Enter');
    await until('the tip looked at', async () => !(await stored(first)).is_held);
    expect((await stored(first)).text).toContain('1234/2024');
  });

  test('the next held tip follows, ready for its keys; all of it is masked at once, the place too', async () => {
    await page.waitForURL(new RegExp(second));
    await page.locator('[role=group]:focus', { hasText: '3 sospechas' }).waitFor();
    await page.keyboard.press('Shift+M');
    await release(page).waitFor();
    const { text, place } = await stored(second);
    expect(text).toBe('Las garrafas del «[BY_HAND]» están en un sótano que lleva pintado [BY_HAND].');
    expect(place).toBe('el del «[BY_HAND]»');
    await page.keyboard.press('l');
    await page.getByText('Nada espera una mirada').waitFor();
    expect((await stored(second)).is_held).toBe(false);
  });
});

describe('by hand', () => {
  let page: Page;
  let held: string;
  beforeAll(async () => {
    held = await portal.tip(
      'Guardan las bolsas rojas en el trastero, que lleva pintado mío, y en el del «5432/2020».',
      'Madrid',
    );
    page = await portal.enter('investigadora.madrid', { viewport: { width: 390, height: 780 } });
    await page.goto(`/staff/queue/${held}`);
    await sum(page, '2 sospechas');
  });
  afterAll(() => page.context().close());

  test('a mark is chosen by a tap, and every button is large enough for a finger', async () => {
    await page.locator('mark', { hasText: '5432/2020' }).click();
    expect(await current(page)).toBe('5432/2020');
    for (const button of await panel(page).getByRole('button').all()) {
      const box = (await button.boundingBox())!;
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
    }
  });

  test('what was called harmless stays so when words before it are masked', async () => {
    await panel(page)
      .getByRole('button', { name: /^Es inofensiva/ })
      .click();
    await page.locator('mark[data-harmless]', { hasText: '5432/2020' }).waitFor();
    await page.getByText('Guardan las bolsas').evaluate((element) => {
      const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode() as Text;
      const start = words.data.indexOf('bolsas rojas');
      getSelection()!.setBaseAndExtent(words, start, words, start + 'bolsas rojas'.length);
    });
    await panel(page)
      .getByRole('button', { name: /^Tapar lo seleccionado/ })
      .click();
    await until('the words masked', async () => !(await stored(held)).text.includes('bolsas'));
    await page.getByText('Tapado a mano').first().waitFor();
    await page.locator('mark[data-harmless]', { hasText: '5432/2020' }).waitFor();
    await sum(page, '1 sospecha: quien avisa habla de sí mismo');
  });

  test('outside of its lane the tip stays after the look, and the next held one is offered', async () => {
    const next = await portal.tip('El candado herrumbroso lleva pintado mío.', 'Madrid');
    await panel(page)
      .getByRole('button', { name: /^Tapar esta/ })
      .click();
    await release(page).click();
    const offer = page.locator('button:focus', { hasText: 'Siguiente por mirar' });
    await offer.waitFor();
    expect(page.url()).toContain(held);
    expect(await marks(page)).toEqual([]);
    await offer.click();
    await page.waitForURL(new RegExp(`${next}.*lane=review`));
    await sum(page, '1 sospecha');
  });
});

describe('what an informant says later', () => {
  let page: Page;
  let first: Awaited<ReturnType<typeof talkative>>;
  let second: Awaited<ReturnType<typeof talkative>>;
  beforeAll(async () => {
    await portal.desk.database.query('UPDATE tip SET is_held = false, waits_since = NULL');
    first = await talkative('Cambian sobres detrás del frontón los viernes.');
    await first.say('Las bolsas del «1234/2024» están en un solar que lleva pintado mío.');
    second = await talkative('La caseta de las cañas lleva pintado mía y la usan de noche.');
    await second.say('El perro que ladra lleva pintado mío.');
    page = await portal.enter('investigadora.madrid');
    await page.goto('/staff/queue?lane=review');
    await page.getByRole('row').nth(1).waitFor();
  });
  afterAll(() => page.context().close());

  test('stands in the lane beside what can be read of the tip', async () => {
    const line = page.getByRole('row').first();
    await line.getByText('Cambian sobres').waitFor();
    await line.getByText('Una respuesta por mirar').waitFor();
  });

  test('is marked in its place and decided by the same keys; the next of the lane follows', async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(first.id));
    await sum(page, '2 sospechas: queda a la vista un número largo · quien avisa habla de sí mismo');
    expect(await marks(page)).toEqual(['1234/2024', 'mío']);
    await page.keyboard.press('.');
    await page.locator('li mark[data-current]', { hasText: 'mío' }).waitFor();
    await page.keyboard.press('m');
    await sum(page, '1 sospecha: queda a la vista un número largo');
    await page.keyboard.press('h');
    await release(page).waitFor();
    expect(await said(first.id)).toEqual([
      { text: 'Las bolsas del «1234/2024» están en un solar que lleva pintado [BY_HAND].', is_held: true },
    ]);
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(second.id));
    expect(await said(first.id)).toMatchObject([{ is_held: false }]);
  });

  test('follows the held text of its tip, and one that comes during the look follows too', async () => {
    await page.locator('[role=group]:focus', { hasText: '1 sospecha' }).waitFor();
    expect(await current(page)).toBe('mía');
    await second.say('La bicicleta del «8765/2021» está en un garaje que lleva pintado mío.');
    await page.keyboard.press('m');
    await release(page).waitFor();
    expect((await stored(second.id)).text).toBe(
      'La caseta de las cañas lleva pintado [BY_HAND] y la usan de noche.',
    );
    expect(await page.getByText('Otra persona se te ha adelantado').count()).toBe(0);
    await page.keyboard.press('l');
    await page.locator('li [role=group]:focus', { hasText: '1 sospecha' }).waitFor();
    expect(await current(page)).toBe('mío');
    await page.keyboard.press('l');
    await page.locator('li [role=group]:focus', { hasText: '2 sospechas' }).waitFor();
    await page.keyboard.press('Shift+M');
    await release(page).waitFor();
    await page.keyboard.press('l');
    await page.getByText('Nada espera una mirada').waitFor();
    expect(await stored(second.id)).toMatchObject({ is_held: false });
    expect(await said(second.id)).toEqual([
      { text: 'El perro que ladra lleva pintado mío.', is_held: false },
      { text: 'La bicicleta del «[BY_HAND]» está en un garaje que lleva pintado [BY_HAND].', is_held: false },
    ]);
  });

  test('one that nobody here knew of keeps the tip in hand when its text was looked at', async () => {
    const { id, say } = await talkative('El chozo de las ramas lleva pintado mío desde siempre.');
    await page.goto(`/staff/queue/${id}`);
    await sum(page, '1 sospecha');
    await say('El mulo lleva pintado mío.');
    await page.keyboard.press('l');
    await page.locator('li [role=group]:focus', { hasText: '1 sospecha' }).waitFor();
    expect(await stored(id)).toMatchObject({ is_held: false });
    expect(await said(id)).toMatchObject([{ is_held: true }]);
  });

  test('whoever reads the tip is told, and led there; other words of it can be masked', async () => {
    const { id, say } = await talkative('Descargan bultos en la noria vieja los jueves.');
    await say('La noria lleva pintado mía, la del tejado verde.');
    await page.goto(`/staff/queue/${id}`);
    await page.getByRole('button', { name: 'Una respuesta por mirar' }).click();
    await page.locator('li [role=group]:focus').waitFor();
    await page.setViewportSize({ width: 390, height: 780 });
    await until('the panel inside a narrow screen', async () => {
      const { x, width } = (await panel(page).boundingBox())!;
      return x >= 0 && x + width <= 390;
    });
    await page.locator('[data-words] span', { hasText: 'tejado verde' }).evaluate((element) => {
      const words = element.firstChild as Text;
      const start = words.data.indexOf('tejado verde');
      getSelection()!.setBaseAndExtent(words, start, words, start + 'tejado verde'.length);
    });
    await panel(page)
      .getByRole('button', { name: /^Tapar lo seleccionado/ })
      .click();
    await until('the words masked', async () => !(await said(id))[0]!.text.includes('tejado'));
    expect(await said(id)).toMatchObject([
      { text: 'La noria lleva pintado mía, la del [BY_HAND].', is_held: true },
    ]);
    await page.locator('[role=group][aria-busy=false]', { hasText: '1 sospecha' }).waitFor();
    await page.keyboard.press('l');
    await page.locator('li button:focus', { hasText: 'Siguiente por mirar' }).waitFor();
    expect(await said(id)).toMatchObject([{ is_held: false }]);
  });
});
