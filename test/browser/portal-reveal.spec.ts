import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { citizenContext } from '#kernel';
import { Intake } from '#tips';
import type { Download, Page } from 'playwright-core';
import { openByHand } from '../support/age-by-hand.js';
import { axeViolations } from '../support/browser.js';
import { openPortal, type PortalRoom } from '../support/portal.js';
import { tinyPhoto } from '../support/tiny-photo.js';
import { until } from '../support/until.js';

const PASSPHRASE = 'nueve faros de papel';
const TEXT = 'En el bar de la plaza de Getafe vende Ramón Quirós, teléfono 612 345 678, de noche.';

/** Words of a person, which stay words on every page that shows them. */
const REASON = 'Hay que identificar al vendedor <img src="nowhere" onerror="document.title=1">';

/** Who, when, which request, which case: at the head of each copy. */
const WATERMARK = /^Abierto por Inés Valdepeñas el .*20\d\d.*\. Apertura [0-9a-f-]{36}\. Caso DP 123\/2026\./;

let portal: PortalRoom;
let asker: Page;
let lead: Page;
let tipId: string;

beforeAll(async () => {
  portal = await openPortal();
  tipId = await portal.tip(TEXT, 'Getafe');
  asker = await portal.enter('investigadora.madrid');
  lead = await portal.enter('jefa.madrid');
});
afterAll(() => portal.close());

async function ask(what: string) {
  await asker.getByRole('button', { name: 'Pedir abrir…' }).click();
  await asker.getByRole('radio', { name: what }).check();
  await asker.getByLabel('Por qué hace falta').fill(REASON);
  await asker.getByLabel('Número de diligencias o caso').fill('DP 123/2026');
}

describe('opening an original', () => {
  test('a request without its reason is told so, and nothing is asked', async () => {
    await asker.goto(`/staff/queue/${tipId}`);
    await ask('El texto original');
    await asker.getByLabel('Por qué hace falta').fill('ya');
    await asker.getByRole('button', { name: 'Pedir', exact: true }).click();
    await asker.locator('textarea[aria-invalid="true"]').waitFor();
    expect(await axeViolations(asker)).toEqual([]);
    await asker.getByLabel('Por qué hace falta').fill(REASON);
    await asker.getByRole('button', { name: 'Pedir', exact: true }).click();
    await asker.getByText('Espera decisión').waitFor();
  });

  test('the second person finds it above any page, and approves', async () => {
    await lead.goto('/staff/queue');
    await lead.getByText('Una petición de apertura espera tu decisión.').waitFor();
    await lead.getByRole('button', { name: 'Ver', exact: true }).click();
    await lead.getByRole('button', { name: 'Decidir…' }).click();
    await lead.getByRole('dialog').getByText(REASON).waitFor();
    expect(await lead.locator('img[src="nowhere"]').count()).toBe(0);
    await lead.getByLabel('Motivo de la decisión').fill('Procede');
    await lead.getByRole('button', { name: 'Autorizar' }).click();
    await lead.getByText('Autorizada hasta').waitFor();
    expect(await lead.getByRole('button', { name: 'Abrir ahora' }).count()).toBe(0);
    expect(await axeViolations(lead)).toEqual([]);
  });

  test('whoever asked makes their key, brings the unit’s in, and reads the words under a watermark', async () => {
    await asker.goto('/staff/keys');
    await asker.getByLabel('Frase de paso', { exact: true }).fill(PASSPHRASE);
    await asker.getByLabel('Repítela').fill(PASSPHRASE);
    await asker.getByRole('button', { name: 'Hacer mi clave' }).click();
    const madrid = asker.getByRole('region', { name: 'UDYCO Madrid' });
    await madrid.getByRole('button', { name: 'Traer del papel' }).click();
    const paper = await portal.desk.paperKey('UDYCO Madrid');
    await asker.getByRole('textbox', { name: 'Clave del papel' }).fill(paper);
    await asker.getByRole('button', { name: 'Comprobar y guardar' }).click();
    await madrid.getByText('La tiene').waitFor();

    await asker.goto('/staff/reveals');
    await asker.getByRole('button', { name: 'Abrir ahora' }).click();
    await asker.getByLabel('Frase de paso', { exact: true }).fill(PASSPHRASE);
    await asker.getByRole('button', { name: 'Desbloquear', exact: true }).click();
    await asker.getByText(TEXT).waitFor();
    const mark = await asker.locator('[data-mark]').first().getAttribute('data-mark');
    expect(mark).toContain('Inés Valdepeñas');
    // It is drawn, over the words.
    const drawn = asker.locator('[data-mark] > [data-mark]').nth(5);
    await drawn.waitFor({ state: 'visible' });
    expect(await drawn.evaluate((row) => getComputedStyle(row, '::before').content)).toContain(mark);
    expect(
      await drawn.evaluate((row) => Number(getComputedStyle(row.parentElement!).opacity)),
    ).toBeGreaterThan(0.1);
    expect(await axeViolations(asker)).toEqual([]);
  });

  test('a copy sealed for the unit is an age file that the paper key alone opens', async () => {
    const [download] = await Promise.all([
      asker.waitForEvent('download'),
      asker.getByRole('button', { name: 'Guardar sellado (age)' }).click(),
    ]);
    const bytes = await readFile(await download.path());
    const text = openByHand(bytes, await portal.desk.paperKey('UDYCO Madrid')).toString();
    expect(text).toContain('Ramón Quirós');
    expect(text).toMatch(WATERMARK);
    expect(download.suggestedFilename()).toMatch(/^original-[0-9a-f-]{36}\.txt\.age$/);
  });

  test('a copy in clear is asked for twice, and begins with who saved it, when, and for which case', async () => {
    await asker.getByRole('button', { name: 'Guardar en claro…' }).click();
    const [download] = await Promise.all([
      asker.waitForEvent('download'),
      asker.getByRole('button', { name: 'Sí, guardar en claro' }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toMatch(WATERMARK);
    expect(text).toContain('Ramón Quirós');
  });

  test('it closes, and the screen shows the masked words again', async () => {
    await asker.getByText('Guardado y registrado').waitFor();
    await asker.getByRole('button', { name: 'Cerrar', exact: true }).click();
    await asker.getByText(TEXT).waitFor({ state: 'detached' });
    await asker.getByText('Abierta 3 veces').waitFor();
  });

  test('a file is saved sealed byte for byte, and beside it who saved it, sealed as well', async () => {
    const { tipId: withPhoto } = await portal.desk.app.get(Intake).receive(
      {
        channel: 'web',
        channelAccount: 'form',
        remoteId: 'with a photo',
        campaignId: await portal.desk.campaignId('tweetredadas'),
        language: 'es',
        text: 'Desguazan coches en la nave del fondo.',
        place: 'Getafe',
        files: [await tinyPhoto()],
      },
      citizenContext('test'),
    );
    const tip = (await (await asker.request.get(`/api/tips/${withPhoto}`)).json()) as {
      files: { id: string }[];
    };
    const asked = await asker.request.post(`/api/tips/${withPhoto}/reveals`, {
      data: {
        kind: 'file',
        target: tip.files[0]!.id,
        reason: REASON,
        legalBasis: 'judicial-order',
        basisWords: '',
        caseReference: 'DP 123/2026',
        emergency: false,
      },
    });
    const { id } = (await asked.json()) as { id: string };
    const decision = { approve: true, reason: 'Procede' };
    const decided = await lead.request.post(`/api/reveals/${id}/decision`, { data: decision });
    expect([asked.status(), decided.status()]).toEqual([201, 200]);
    await asker.goto(`/staff/queue/${withPhoto}`);
    await asker.getByRole('button', { name: 'Abrir ahora' }).click();
    await asker.getByLabel('Frase de paso', { exact: true }).fill(PASSPHRASE);
    await asker.getByRole('button', { name: 'Desbloquear', exact: true }).click();
    await asker.getByRole('img', { name: 'Archivo original' }).waitFor();
    const saved: Download[] = [];
    asker.on('download', (download) => void saved.push(download));
    await asker.getByRole('button', { name: 'Guardar sellado (age)' }).click();
    await until('both files saved', () => saved.length === 2);
    asker.removeAllListeners('download');
    const paper = await portal.desk.paperKey('UDYCO Madrid');
    const opened = new Map<string, string>();
    for (const download of saved) {
      const bytes = openByHand(await readFile(await download.path()), paper);
      opened.set(download.suggestedFilename(), bytes.toString('latin1'));
    }
    expect(opened.get(`original-${id}.age`)).toContain('Testcam');
    expect(Buffer.from(opened.get(`original-${id}.nota.txt.age`)!, 'latin1').toString()).toMatch(WATERMARK);
    await asker.getByRole('button', { name: 'Cerrar', exact: true }).click();
    await asker.getByRole('img', { name: 'Archivo original' }).waitFor({ state: 'detached' });
  });

  test('an emergency opens at once, is announced above any page of a lead, and blocks the next until it is reviewed', async () => {
    const askAtOnce = async () => {
      await asker.goto(`/staff/queue/${tipId}`);
      await ask('El texto original');
      await asker.getByLabel('Es una urgencia').check();
      await asker.getByRole('button', { name: 'Pedir', exact: true }).click();
    };
    await askAtOnce();
    await asker.getByLabel('Frase de paso', { exact: true }).fill(PASSPHRASE);
    await asker.getByRole('button', { name: 'Desbloquear', exact: true }).click();
    await asker.getByText(TEXT).waitFor();
    await asker.getByRole('button', { name: 'Cerrar', exact: true }).click();
    await asker.getByText(TEXT).waitFor({ state: 'detached' });
    await asker.getByText('Sin revisar').waitFor();

    await lead.goto('/staff/queue');
    const notice = lead
      .getByRole('status')
      .filter({ hasText: 'Una apertura de urgencia espera tu revisión.' });
    await notice.getByRole('button', { name: 'Ver', exact: true }).click();
    await lead.getByRole('checkbox', { name: 'Sin revisar' }).check();
    await lead.getByRole('button', { name: 'Revisar…' }).waitFor();
    expect(await axeViolations(lead)).toEqual([]);

    await askAtOnce();
    await asker.getByText('Una urgencia tuya anterior espera revisión.').waitFor();

    await lead.getByRole('button', { name: 'Revisar…' }).click();
    const judging = lead.getByRole('dialog', { name: 'Revisar la urgencia' });
    await judging.getByText('DP 123/2026').waitFor();
    expect(await judging.getByRole('button', { name: 'No lo estaba' }).isDisabled()).toBe(true);
    await judging.getByLabel('Qué has comprobado').fill('Podía esperar a mañana');
    await judging.getByRole('button', { name: 'No lo estaba' }).click();
    await judging.waitFor({ state: 'detached' });
    await lead.getByRole('checkbox', { name: 'Sin revisar' }).uncheck();
    await lead.getByText('Revisada: no justificada').waitFor();
    expect(await lead.getByRole('button', { name: 'Revisar…' }).count()).toBe(0);

    await askAtOnce();
    await asker.getByRole('heading', { name: 'Desbloquear tus claves' }).waitFor(); // approved at once, as the first was
  });

  test('the tip passes to another unit and leaves this one’s queue', async () => {
    await asker.goto(`/staff/queue/${tipId}`);
    await asker.getByRole('button', { name: 'Pasar a otra unidad…' }).click();
    const dialog = asker.getByRole('dialog', { name: 'Pasar a otra unidad' });
    await dialog.getByLabel('Unidad').selectOption({ label: 'UDYCO Málaga' });
    // Its key as its people see it in the Keys room, to be compared by voice.
    const malaga = await portal.enter('investigador.malaga');
    await malaga.goto('/staff/keys');
    const theirs = await malaga
      .getByRole('region', { name: 'UDYCO Málaga' })
      .getByText(/^Clave [a-z0-9 ]{24}, desde/)
      .textContent();
    await dialog.getByText(theirs!.slice('Clave '.length, 'Clave '.length + 24)).waitFor();
    expect(await axeViolations(asker)).toEqual([]);
    await dialog.getByLabel('Por qué').fill('Ocurre en la costa');
    await dialog.getByRole('button', { name: 'Pasar el aviso' }).click();
    await asker.getByLabel('Frase de paso', { exact: true }).fill(PASSPHRASE);
    await asker.getByRole('button', { name: 'Desbloquear', exact: true }).click();
    await asker.getByText('Pasado a UDYCO Málaga.').waitFor();
    await asker.goto(`/staff/queue/${tipId}`);
    expect((await asker.request.get(`/api/tips/${tipId}`)).status()).toBe(404);
  });
});
