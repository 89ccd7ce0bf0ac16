import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { axeViolations, openContext, startBrowser } from '../support/browser.js';
import { type Desk, openDesk } from '../support/desk.js';
import { until } from '../support/until.js';

const FORM = '/es/c/tweetredadas';
const PHONE: BrowserContextOptions = {
  viewport: { width: 320, height: 640 },
  isMobile: true,
  hasTouch: true,
};
const LOOKS: [string, BrowserContextOptions][] = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['320 pixels', PHONE],
];

let desk: Desk;
let browser: Browser;
beforeAll(async () => {
  [desk, browser] = await Promise.all([openDesk(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await desk.close();
});

let tips = 0;
/** A different tip each time, so that none is a repeat of another. */
const tipText = () => `Venden en el garaje número ${++tips} de la calle del Pez, puerta azul, cada noche.`;

async function visit(
  path: string,
  options: BrowserContextOptions,
  work: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const context = await openContext(browser, { locale: 'es-ES', ...options });
  try {
    const page = await context.newPage();
    await page.goto(desk.address + path);
    await work(page, context);
  } finally {
    await context.close();
  }
}

async function sendTip(page: Page, text = tipText()): Promise<string> {
  await page.fill('#text', text);
  await page.click('main button[type=submit]');
  return (await page.locator('.code').getAttribute('data-code'))!;
}

const heading = (page: Page) => page.locator('h1').innerText();

describe.each([
  ['with script', true],
  ['without script', false],
])('a citizen %s', (_, javaScriptEnabled) => {
  test('tells, is told what is wrong without losing a word, gets a code and comes back with it', async () => {
    await visit(FORM, { javaScriptEnabled }, async (page, context) => {
      await page.fill('#text', 'corto');
      await page.fill('#place', 'Getafe');
      await page.fill('#contact', 'ni correo ni teléfono');
      await page.click('main button[type=submit]');
      await page.locator('.govuk-error-summary').waitFor();
      expect(await page.title()).toMatch(/^Error: /);
      expect(await page.locator('.govuk-error-summary a').count()).toBe(2);
      expect(await page.inputValue('#text')).toBe('corto');
      expect(await page.inputValue('#place')).toBe('Getafe');
      expect(await page.inputValue('#contact')).toBe('ni correo ni teléfono');

      await page.fill('#contact', '');
      const code = await sendTip(page);
      expect(code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
      expect(page.url()).not.toContain(code);
      await page.getByText('Lo he apuntado').click();
      await page.waitForURL('**/es/thanks');

      await page.goto(`${desk.address}/es/receipt`);
      await page.fill('#code', code.toLowerCase().replaceAll('-', ' '));
      await page.click('main button[type=submit]');
      expect(await page.locator('.state').innerText()).toBe('Recibido');
      await page.fill('#text', 'También los domingos.');
      await page.click('main button[type=submit]');
      expect(await page.locator('.done').innerText()).toContain('ha llegado');
      expect(page.url()).not.toContain(code);
      expect(await page.content()).not.toContain('También los domingos');
      expect(await context.cookies()).toEqual([]);
    });
  });

  test('sends a photo', async () => {
    await visit(FORM, { javaScriptEnabled }, async (page) => {
      const photo = {
        name: 'foto.jpg',
        mimeType: 'image/jpeg',
        buffer: Buffer.from([0xff, 0xd8, 0xff, 0xd9]),
      };
      await page.setInputFiles('#files', photo);
      expect(await sendTip(page)).toMatch(/-/);
    });
  });

  test('who reloads the receipt gets the same one', async () => {
    await visit(FORM, { javaScriptEnabled }, async (page) => {
      const code = await sendTip(page);
      await page.reload();
      expect(await page.locator('.code').getAttribute('data-code')).toBe(code);
    });
  });
});

describe.each(LOOKS)('axe-core finds nothing: %s', (_, look) => {
  test.each([
    '/es/',
    FORM,
    '/eu/c/ciudad-limpia',
    '/es/receipt',
    '/es/privacy',
    '/es/accessibility',
    '/es/transparency',
    '/es/thanks',
    '/es/nada',
  ])('%s', async (path) => {
    await visit(path, look, async (page) => {
      expect(await axeViolations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    });
  });

  test('errors, receipt, wrong code and conversation', async () => {
    await visit(FORM, look, async (page, context) => {
      await page.click('main button[type=submit]');
      await page.locator('.govuk-error-summary').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      const code = await sendTip(page);
      expect(await axeViolations(page)).toEqual([]);
      await until('the log in order', async () => {
        const waiting = await desk.database.query('SELECT FROM audit_entry WHERE position IS NULL');
        return waiting.length === 0;
      });
      const opened = context.waitForEvent('page');
      await page.getByText('Comprobarlo ahora').click();
      const proof = await opened;
      await proof.getByText('Está en el registro').waitFor();
      expect(proof.url()).toBe(`${desk.address}/es/transparency`);
      expect(await axeViolations(proof)).toEqual([]);
      await page.goto(`${desk.address}/es/receipt`);
      await page.fill('#code', 'abc');
      await page.click('main button[type=submit]');
      await page.locator('.govuk-error-summary').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.fill('#code', code);
      await page.click('main button[type=submit]');
      await page.locator('.state').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.getByText('Pedir que se borren mis datos').click();
      await page.getByText('No se puede deshacer').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.getByText('Sí, pedir que se borren').click();
      await page.getByText('Has pedido que se borren tus datos').waitFor();
      expect(await axeViolations(page)).toEqual([]);
    });
  });
});

test('the first load weighs at most 25 KB in 5 requests, all to us, and breaks no rule of the policy', async () => {
  const context = await openContext(browser, { locale: 'es-ES' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => void complaints.push(message.text()));
  const loads: { url: string; type: string; bytes: Promise<number> }[] = [];
  page.on('requestfinished', (request) => {
    const bytes = request.sizes().then((sizes) => sizes.responseBodySize);
    loads.push({ url: request.url(), type: request.resourceType(), bytes });
  });
  await page.goto(desk.address + FORM, { waitUntil: 'networkidle' });
  const weights = await Promise.all(loads.map(async ({ bytes, type }) => ({ type, bytes: await bytes })));
  const sum = (some: typeof weights) => some.reduce((total, { bytes }) => total + bytes, 0);
  expect(loads.length).toBeLessThanOrEqual(5);
  expect(loads.filter(({ url }) => !url.startsWith(desk.address))).toEqual([]);
  expect(sum(weights)).toBeGreaterThan(1000);
  expect(sum(weights)).toBeLessThanOrEqual(25 * 1024);
  expect(sum(weights.filter(({ type }) => type === 'script'))).toBeLessThanOrEqual(10 * 1024);
  expect(complaints).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  await context.close();
});

test('a film too large is said as soon as it is chosen; sent anyway, every word comes back', async () => {
  await visit(FORM, {}, async (page) => {
    const film = { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(21 * 1024 * 1024) };
    await page.fill('#text', 'Lo que tanto costó escribir.');
    await page.fill('#contact', '612345678');
    await page.setInputFiles('#files', film);
    await page.getByRole('status').filter({ hasText: '«film.mp4» pesa más de 20 MB' }).waitFor();
    await page.setInputFiles('#files', []);
    await page.getByText('«film.mp4»').waitFor({ state: 'hidden' });
    await page.setInputFiles('#files', film);
    await page.click('main button[type=submit]');
    await page.locator('.govuk-error-summary').waitFor();
    expect(await page.inputValue('#text')).toBe('Lo que tanto costó escribir.');
    expect(await page.inputValue('#contact')).toBe('612345678');
  });
});

test('a keyboard is enough, and the error summary takes the focus and leads to the field', async () => {
  await visit(FORM, {}, async (page) => {
    await page.focus('main button[type=submit]');
    await page.keyboard.press('Enter');
    await page.locator('.govuk-error-summary:focus').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#text:focus').waitFor();
    await page.keyboard.type(tipText());
    for (let stops = 0; stops < 8; stops++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(`document.activeElement?.type === 'submit'`)) break;
    }
    await page.keyboard.press('Enter');
    await page.locator('.code').waitFor();
    expect(await heading(page)).toBe('Tu aviso ha llegado');
  });
});

test.each([
  ['the button', (page: Page) => page.click('[data-exit]')],
  [
    'Shift three times',
    // Within three seconds: no busy machine may come between them.
    (page: Page) =>
      page.evaluate(() => {
        for (let press = 0; press < 3; press++)
          document.dispatchEvent(new KeyboardEvent('keyup', { key: 'Shift' }));
      }),
  ],
])('%s leaves for a neutral site, and Back does not show the page again', async (_, leave) => {
  const context = await openContext(browser);
  // Where the redirect leads is tested without a browser: no test leaves this machine.
  await context.route('**/es/exit', (route) => route.fulfill({ body: 'neutral' }));
  const page = await context.newPage();
  await page.goto('about:blank');
  await page.goto(desk.address + FORM);
  await leave(page);
  await page.waitForURL('**/es/exit');
  await page.goBack();
  expect(page.url()).toBe('about:blank');
  await context.close();
});
