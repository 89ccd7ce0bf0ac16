import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { citizenContext } from '#kernel';
import { Intake } from '#tips';
import type { Page } from 'playwright-core';
import { axeViolations } from '../support/browser.js';
import { openPortal, type PortalRoom } from '../support/portal.js';
import { until } from '../support/until.js';

let portal: PortalRoom;
let page: Page;
let first: string;
let repeat: string;
let alike: string;
const PASSPHRASE = 'nueve faros de papel';

const TEXT = 'Guardan motos robadas en el garaje de la calle Toledo junto al taller y las sacan de madrugada';

beforeAll(async () => {
  portal = await openPortal();
  first = await portal.tip(TEXT, 'Getafe');
  repeat = await portal.tip(`${TEXT} en una furgoneta`, 'Getafe');
  alike = await portal.tip(TEXT.replace('Toledo', 'Segovia'), 'Getafe');
  page = await portal.enter('investigadora.madrid');
});
afterAll(() => portal.close());

async function receive(channel: 'email' | 'staff', replyTo?: { address: string }): Promise<string> {
  const { tipId } = await portal.desk.app.get(Intake).receive(
    {
      channel,
      channelAccount: 'avisos@example.org',
      remoteId: `group-${channel}`,
      campaignId: await portal.desk.campaignId('tweetredadas'),
      language: 'es',
      text: TEXT,
      place: 'Getafe',
      files: [],
      ...(replyTo && { replyTo }),
    },
    citizenContext('test'),
  );
  return tipId;
}

async function bringUnitKey(): Promise<void> {
  await page.goto('/staff/keys');
  await page.getByLabel('Frase de paso', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Repítela').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Hacer mi clave' }).click();
  const madrid = page.getByRole('region', { name: 'UDYCO Madrid' });
  await madrid.getByRole('button', { name: 'Traer del papel' }).click();
  const paper = await portal.desk.paperKey('UDYCO Madrid');
  await page.getByRole('textbox', { name: 'Clave del papel' }).fill(paper);
  await page.getByRole('button', { name: 'Comprobar y guardar' }).click();
  await madrid.getByText('La tiene').waitFor();
}

const groupOf = async (id: string) =>
  (await portal.desk.database.query<{ group_id: string }>('SELECT group_id FROM tip WHERE id = $1', [id]))[0]!
    .group_id;

describe('comparing and grouping', () => {
  test('g opens the group of the tip being read, before the list beside it is there; the evidence is in Spanish', async () => {
    const { promise: mayCome, resolve: come } = Promise.withResolvers<void>();
    await page.route('**/api/tips?*', async (route) => {
      await mayCome;
      await route.continue();
    });
    await page.goto(`/staff/queue/${first}`);
    await page.getByRole('heading', { name: 'Puede tener que ver' }).waitFor();
    await page.keyboard.press('g');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Dicen esto 2 avisos tuyos').waitFor();
    await dialog.getByText(/% de las palabras, pero aquí dice/).waitFor();
    come();
    expect(await axeViolations(page)).toEqual([]);
  });

  test('p separates, z takes it back; m joins what was alike, z takes that back, wherever the focus is', async () => {
    await page.getByRole('dialog').getByRole('button', { name: 'Cerrar', exact: true }).focus();
    await page.keyboard.press('p');
    await until('the repeat apart', async () => (await groupOf(repeat)) !== (await groupOf(first)));
    await page.getByText('Dice esto 1 aviso tuyo').waitFor();
    await page.keyboard.press('z');
    await until('the repeat back', async () => (await groupOf(repeat)) === (await groupOf(first)));
    await page.getByText('Dicen esto 2 avisos tuyos').waitFor();
    await page.keyboard.press('j');
    await page.getByRole('dialog').getByRole('button', { name: 'Juntar' }).waitFor();
    await page.keyboard.press('m');
    await until('the one alike joined', async () => (await groupOf(alike)) === (await groupOf(first)));
    await page.getByText('Dicen esto 3 avisos tuyos').waitFor();
    await page.keyboard.press('z');
    await until('the one alike apart again', async () => (await groupOf(alike)) !== (await groupOf(first)));
    await page.getByText('Dicen esto 2 avisos tuyos').waitFor();
  });

  test('a key pressed before the server has answered the last one waits its turn', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/group/split', async (route) => {
      await held;
      await route.continue();
    });
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Dicen esto 2 avisos tuyos').waitFor();
    await page.keyboard.press('k');
    await dialog.getByRole('button', { name: 'separar' }).waitFor();
    const taken = page.waitForResponse('**/group/undo');
    await page.keyboard.press('p');
    await dialog.getByRole('button', { name: /Deshacer lo último/ }).waitFor();
    await page.keyboard.press('z');
    release();
    expect((await taken).status()).toBe(200);
    expect(await groupOf(repeat)).toBe(await groupOf(first));
    await page.unroute('**/group/split');
  });

  test('one answer goes to each member by their own way; who has none is named with why', async () => {
    const mailed = await receive('email', { address: 'quien.avisa@example.org' });
    await receive('staff');
    await bringUnitKey();
    await page.goto(`/staff/queue/${first}`);
    await page.getByRole('heading', { name: 'Puede tener que ver' }).waitFor();
    await page.keyboard.press('g');
    await page.getByRole('button', { name: 'Responder a todo el grupo' }).click();
    await page.getByText('1 aviso se queda sin respuesta').waitFor();
    await page.getByText(/Teléfono o mostrador, .*: no hay por dónde responder/).waitFor();
    await page.getByLabel('Respuesta para todos').fill('¿Recuerdas a qué hora salen?');
    await page.getByRole('dialog').getByRole('button', { name: 'Revisar y enviar' }).click();
    await page.getByText('Salen 3 respuestas. ¿Las envías?').waitFor();
    await page.getByRole('button', { name: 'Enviar a todos' }).click();
    await page.getByLabel('Frase de paso', { exact: true }).fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Desbloquear', exact: true }).click();
    await page.getByText('3 respuestas en cola.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    const answered = await portal.desk.database.query<{ tip_id: string; channel: string }>(
      `SELECT d.tip_id, tip.channel FROM dialogue_message d JOIN tip ON tip.id = d.tip_id WHERE d.sender = 'desk'`,
    );
    expect(answered.map(({ tip_id }) => tip_id).sort()).toEqual([first, repeat, mailed].sort());
  });

  test('a tip with repeats has a button that opens the comparison, and says which tip is which', async () => {
    await page.goto(`/staff/queue/${first}`);
    const repeats = page.getByRole('region', { name: /dicen esto$/ });
    await repeats.getByRole('button', { name: 'Comparar y agrupar' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Representa al grupo', { exact: true }).waitFor();
    await dialog.getByText('El aviso elegido').waitFor();
  });

  test('closing shows what is like it first', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('e');
    await page.getByText('Antes de cerrar: 1 aviso se parece a este').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });
});
