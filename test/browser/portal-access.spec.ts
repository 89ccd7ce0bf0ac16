import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeViolations } from '../support/browser.js';
import { openPortal, type PortalRoom } from '../support/portal.js';

/** Script of the first visit, as it travels, compressed. The aim is 200 kB; it may shrink, never grow. */
const FIRST_LOAD_BYTES = 205_000;

let portal: PortalRoom;
let tipId: string;
let heldId: string;
let campaignId: string;

beforeAll(async () => {
  portal = await openPortal();
  const text =
    'Un chico vende a la puerta del instituto. Se llama Javier Romero, móvil 612 345 678, coche 4821 KLM.';
  tipId = await portal.tip(text, 'Getafe');
  await portal.tip(`${text} Gracias.`, 'Getafe');
  heldId = await portal.tip(
    'Llama Saturnino Berrocal. El local donde venden lleva pintado mío y el procedimiento es el «1234/2024».',
    'Madrid, el del «4321/2023»',
  );
  campaignId = await portal.desk.campaignId('tweetredadas');
});
afterAll(() => portal.close());

interface Screen {
  who: string | undefined;
  path: () => string;
  /** Above it stands that a key of one's own is missing. */
  isReminded?: boolean;
  /** A text or control that shows that the screen is whole. */
  whole: (page: Page) => Promise<unknown>;
}

const REMINDER = 'Todavía no tienes clave';

const SCREENS: Record<string, Screen> = {
  'sign in': {
    who: undefined,
    path: () => '/staff/',
    whole: (page) => page.getByLabel('Correo electrónico').waitFor(),
  },
  'used link': {
    who: undefined,
    path: () => '/staff/setup#gone',
    whole: (page) => page.getByText('Este enlace ya no sirve').waitFor(),
  },
  queue: {
    who: 'investigadora.madrid',
    path: () => '/staff/queue',
    isReminded: true,
    whole: (page) => page.getByRole('row').first().waitFor(),
  },
  tip: {
    who: 'investigadora.madrid',
    path: () => `/staff/queue/${tipId}`,
    isReminded: true,
    whole: async (page) => {
      await page.getByRole('button', { name: 'Comparar', exact: true }).first().click();
      await page.getByText('El repetido', { exact: true }).waitFor();
      await page.getByText('datos personales ocultos').click();
    },
  },
  'held tip': {
    who: 'investigadora.madrid',
    path: () => `/staff/queue/${heldId}?lane=review`,
    isReminded: true,
    whole: async (page) => {
      await page.getByRole('group', { name: 'Sospechas' }).waitFor();
      await page.getByRole('button', { name: /^Es inofensiva/ }).click();
      await page.locator('mark[data-harmless]').waitFor();
    },
  },
  closing: {
    who: 'investigadora.madrid',
    path: () => `/staff/queue/${tipId}`,
    isReminded: true,
    whole: async (page) => {
      await page.getByRole('button', { name: /^Cerrar…/ }).click();
      await page.getByLabel('Útil').waitFor();
    },
  },
  'setting aside': {
    who: 'investigadora.madrid',
    path: () => `/staff/queue/${tipId}`,
    whole: async (page) => {
      await page.getByRole('button', { name: /^Apartar…/ }).click();
      await page.getByRole('dialog').getByLabel('Motivo').waitFor();
    },
  },
  'asking to open': {
    who: 'investigadora.madrid',
    path: () => `/staff/queue/${tipId}`,
    whole: async (page) => {
      await page.getByRole('button', { name: 'Pedir abrir…' }).click();
      await page.getByRole('dialog').getByLabel('Por qué hace falta').waitFor();
    },
  },
  keyboard: {
    who: 'investigadora.madrid',
    path: () => '/staff/queue',
    whole: async (page) => {
      await page.getByRole('row').first().waitFor();
      await page.keyboard.press('?');
      await page.getByLabel('Atajos de una sola tecla').waitFor();
    },
  },
  'an address that leads nowhere': {
    who: 'operador',
    path: () => '/staff/nowhere',
    whole: (page) => page.getByText('Esta dirección no lleva a ninguna parte').waitFor(),
  },
  palette: {
    who: 'investigadora.madrid',
    path: () => '/staff/queue',
    isReminded: true,
    whole: async (page) => {
      await page.getByRole('row').first().waitFor();
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder('Qué quieres hacer').waitFor();
    },
  },
  campaigns: {
    who: 'campanas',
    path: () => '/staff/campaigns',
    whole: (page) => page.getByRole('table').waitFor(),
  },
  'campaign editor, refused': {
    who: 'campanas',
    path: () => '/staff/campaigns/new',
    whole: async (page) => {
      await page.getByRole('button', { name: 'Guardar borrador' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  campaign: {
    who: 'campanas',
    path: () => `/staff/campaigns/${campaignId}`,
    whole: (page) => page.getByRole('textbox', { name: 'Título' }).waitFor(),
  },
  counts: {
    who: 'campanas',
    path: () => `/staff/campaigns/${campaignId}/counts`,
    whole: (page) => page.getByText('Avisos recibidos cada día').waitFor(),
  },
  keys: {
    who: 'investigadora.madrid',
    path: () => '/staff/keys',
    whole: (page) => page.getByRole('table').first().waitFor(),
  },
  reveals: {
    who: 'jefa.madrid',
    path: () => '/staff/reveals',
    isReminded: true,
    whole: (page) => page.getByText('Ninguna apertura').waitFor(),
  },
  team: { who: 'operador', path: () => '/staff/team', whole: (page) => page.getByRole('table').waitFor() },
};

const LOOKS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 } },
} as const;

describe.each(Object.entries(LOOKS))('in the %s look', (_, look) => {
  test.each(Object.entries(SCREENS))(
    '%s has no accessibility findings and fits the width',
    async (_, screen) => {
      const page = await (screen.who === undefined ? portal.stranger(look) : portal.enter(screen.who, look));
      await page.addInitScript(noticesAfter, 0);
      await page.goto(screen.path());
      if (screen.isReminded === true) await page.getByText(REMINDER).waitFor();
      await screen.whole(page);
      await page.waitForLoadState('networkidle');
      expect(await axeViolations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      await page.context().close();
    },
  );
});

test('the first load stays lean', async () => {
  const page = await portal.enter('investigadora.madrid');
  await page.addInitScript(noticesAfter, 3_600_000);
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.url().endsWith('.js'))
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.goto('/staff/queue');
  await page.getByRole('row').first().waitFor();
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(FIRST_LOAD_BYTES);
});

/** What comes two seconds after the page (NoticesLater) comes sooner, or not at all: never in the middle of a test. */
function noticesAfter(wanted: number): void {
  const later = window.setTimeout.bind(window);
  window.setTimeout = ((work: TimerHandler, delay?: number, ...rest: unknown[]) =>
    later(work, delay === 2_000 ? wanted : delay, ...rest)) as typeof window.setTimeout;
}
