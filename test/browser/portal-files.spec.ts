import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { citizenContext } from '#kernel';
import { Intake } from '#tips';
import { axeViolations, stillness } from '../support/browser.js';
import { openPortal, type PortalRoom } from '../support/portal.js';
import { until } from '../support/until.js';

let portal: PortalRoom;
let page: Page;
let tipId: string;

beforeAll(async () => {
  portal = await openPortal();
  const { resolve } = createRequire(import.meta.url);
  const people = join(dirname(resolve('@vladmandic/face-api/package.json')), 'demo/sample1.jpg');
  const receipt = await portal.desk.app.get(Intake).receive(
    {
      channel: 'web',
      channelAccount: 'form',
      remoteId: randomUUID(),
      campaignId: await portal.desk.campaignId('tweetredadas'),
      language: 'es',
      text: 'Son estas tres, en la mesa del fondo, todos los viernes.',
      place: 'Getafe',
      files: [
        { name: 'a.jpg', declaredType: 'image/jpeg', bytes: await readFile(people) },
        { name: 'b.svg', declaredType: 'image/svg+xml', bytes: Buffer.from('<svg/>') },
      ],
    },
    citizenContext('test'),
  );
  tipId = receipt.tipId;
  await until('the files cleaned', async () => (await files()).every(({ state }) => state !== 'waiting'));
  page = await portal.enter('investigadora.madrid');
  await page.goto(`/staff/queue/${tipId}`);
});
afterAll(() => portal.close());

interface FileRow {
  state: string;
  preview: { version: number; boxes: { x: number; y: number; width: number; height: number }[] } | null;
}

const files = () =>
  portal.desk.database.query<FileRow>(
    'SELECT state, preview FROM tip_file WHERE tip_id = $1 ORDER BY place',
    [tipId],
  );

const looks = async (action: string) => {
  const [row] = await portal.desk.database.query<{ looks: number }>(
    'SELECT count(*)::int AS looks FROM audit_entry WHERE action = $1 AND subject_id = $2',
    [action, tipId],
  );
  return row!.looks;
};

test('the masked preview is seen first; the clean copy only on purpose, and that is in the log', async () => {
  await page.getByRole('button', { name: 'Ver el archivo 1: foto' }).click();
  await page.getByRole('img', { name: 'Vista previa del archivo 1' }).waitFor();
  await page.getByText('3 caras tapadas por la máquina').waitFor();
  expect(await looks('tip.file-opened')).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Abrir la copia limpia' }).click();
  await page.getByRole('img', { name: 'Copia limpia del archivo 1' }).waitFor();
  expect(await looks('tip.file-opened')).toBe(1);
  await page.getByRole('button', { name: 'Volver a la vista previa' }).click();
});

test('the queue shows the masked preview small; a line out of sight is not looked at', async () => {
  const line = page.getByRole('row').filter({ hasText: 'Son estas tres' });
  await line.locator('img').waitFor();
  const before = await looks('tip.file-previewed');
  const looker = await portal.enter('investigadora.madrid', { viewport: { width: 390, height: 700 } });
  const asked: string[] = [];
  looker.on('request', (request) => {
    if (/\/(preview|thumbnail)$/.test(request.url())) asked.push(request.url());
  });
  await looker.goto('/staff/queue');
  const narrow = looker.getByRole('row').filter({ hasText: 'Son estas tres' });
  await narrow.scrollIntoViewIfNeeded();
  await narrow.locator('img').waitFor();
  expect(asked).toHaveLength(1);
  expect(await looks('tip.file-previewed')).toBe(before + 1);
  await looker.context().close();
});

test('what is quarantined says why, and that it is not lost', async () => {
  const quarantined = page.getByRole('listitem').filter({ hasText: 'En cuarentenaEs de' });
  expect(await quarantined.innerText()).toMatch(/no se muestra nunca[^]*sigue sellado/);
});

test('a box is added, moved, resized and removed by key alone, and saved', async () => {
  await page.getByRole('button', { name: 'Tapar zonas' }).click();
  const stage = page.getByRole('group', { name: 'Zonas tapadas sobre la imagen' });
  await stage.waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await stage.focus();
  await page.keyboard.press('Enter');
  await page.locator('[aria-label^="Zona 4 de 4"]:focus').waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await page
    .getByRole('group', { name: /^Zona 4 de 4.*40 % desde la izquierda, 46 % desde arriba, 17 %/ })
    .waitFor();
  await page.getByRole('group', { name: /^Zona 1 de 4/ }).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Guardar', exact: true }).click();
  await page.getByText('3 zonas tapadas a mano').waitFor();
  const [photo] = await files();
  expect(photo!.preview!.version).toBe(2);
  const { x, y, width } = photo!.preview!.boxes.at(-1)!;
  expect([x, y, width].map((part) => Math.round(part * 100))).toEqual([40, 46, 17]);
  expect(await looks('tip.file-masked')).toBe(1);
});

test('a box is drawn with the pointer', async () => {
  await page.getByRole('button', { name: 'Tapar zonas' }).click();
  const stage = page.getByRole('group', { name: 'Zonas tapadas sobre la imagen' });
  await stage.locator('img').waitFor();
  await stage.scrollIntoViewIfNeeded();
  await stillness(page);
  const area = (await stage.boundingBox())!;
  const at = (x: number, y: number) => [area.x + area.width * x, area.y + area.height * y] as const;
  await page.mouse.move(...at(0.6, 0.75));
  await page.mouse.down();
  await page.mouse.move(...at(0.8, 0.9), { steps: 4 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Guardar', exact: true }).click();
  await page.getByText('4 zonas tapadas a mano').waitFor();
  const box = (await files())[0]!.preview!.boxes.at(-1)!;
  for (const [key, value] of Object.entries({ x: 0.6, y: 0.75, width: 0.2, height: 0.15 })) {
    expect(Math.abs(box[key as keyof typeof box] - value)).toBeLessThan(0.02);
  }
});
